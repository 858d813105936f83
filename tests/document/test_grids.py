"""Lines that cross make a table, and its cells are read row by row."""

from kg.document.grids import Grid, grids_of
from kg.document.lines import Word
from kg.document.rules import Rule
from kg.document.tables import text_of_row


def level(y: float, start: float = 50, end: float = 350) -> Rule:
    return Rule(upright=False, at=y, start=start, end=end)


def upright(x: float, start: float = 100, end: float = 190) -> Rule:
    return Rule(upright=True, at=x, start=start, end=end)


def words(text: str, x: float, y: float) -> list[Word]:
    """The words of a line, 30 points apart."""
    return [Word(word, x + 30 * index, x + 30 * index + 26, y, 10) for index, word in enumerate(text.split())]


def rows(grid: Grid) -> list[list[list[str]]]:
    return [text_of_row(row) for row in grid.rows]


PAGE = [
    *words("Boete", 60, 115),
    *words("De minister", 210, 115),
    *words("legt die op", 210, 127),
    *words("Toezicht", 60, 155),
    *words("De inspectie", 210, 155),
    *words("buiten de tabel", 60, 300),
]
FRAME = [level(100), level(190), upright(50), upright(350)]


def test_lines_of_a_cell_stay_together_and_cells_apart() -> None:
    """A row between two lines is one row, however many lines of text its cells hold."""
    (grid,) = grids_of([*FRAME, level(140), upright(200)], PAGE)
    assert rows(grid) == [
        [["Boete"], ["De minister", "legt die op"]],
        [["Toezicht"], ["De inspectie"]],
    ]
    assert len(grid.words) == 9


def test_outer_lines_may_be_missing() -> None:
    """A table that is open left and right is read alike."""
    (grid,) = grids_of([level(100), level(140), level(190), upright(200)], PAGE)
    assert len(rows(grid)) == 2


def test_a_cell_that_spans_columns_is_one_cell() -> None:
    """Where no line parts two places they are one cell."""
    head = words("Overzicht van de taken", 120, 92)
    (grid,) = grids_of([level(75), *FRAME, level(140), upright(50, 75), upright(350, 75), upright(200)], [*head, *PAGE])
    assert rows(grid)[0] == [["Overzicht van de taken"]]


def test_a_frame_around_text_is_no_table() -> None:
    """One cell is a box."""
    assert grids_of(FRAME, PAGE) == ()


def test_a_line_between_two_columns_of_text_makes_no_table() -> None:
    """Columns hold more lines than a row."""
    text = [word for index in range(20) for x in (60, 210) for word in words("een regel tekst", x, 110 + 12 * index)]
    lines = [level(95), upright(200, 95, 400)]
    assert grids_of(lines, text) == ()


def test_rows_without_lines_between_them_are_told_by_their_cells() -> None:
    """In a table with a frame and columns alone a row begins where its first cells begin anew."""
    page = [
        word
        for index, (name, count) in enumerate(
            (("Bezetting", "183"), ("Instroom", "45"), ("Uitstroom", "30"), ("Rest", "8"))
        )
        for word in (*words(name, 60, 115 + 12 * index), *words(count, 210, 115 + 12 * index))
    ]
    (grid,) = grids_of([*FRAME, upright(200)], page)
    assert rows(grid) == [
        [["Bezetting"], ["183"]],
        [["Instroom"], ["45"]],
        [["Uitstroom"], ["30"]],
        [["Rest"], ["8"]],
    ]

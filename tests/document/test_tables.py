"""Lines of text become rows of a table."""

from kg.document.lines import Word
from kg.document.tables import columns_of_table, table_rows, text_of_row

COLUMNS = [(50.0, 150.0), (200.0, 300.0)]


def line(y: float, left: str, right: str) -> list[Word]:
    """A line of text in two columns, 5 points a letter."""
    found = []
    for start, text in ((50.0, left), (200.0, right)):
        x = start
        for word in text.split():
            found.append(Word(word, x, x + 5 * len(word), y, 10))
            x += 5 * len(word) + 3
    return found


def rows(lines: list[list[Word]]) -> list[list[list[str]]]:
    return [text_of_row(row) for row in table_rows(COLUMNS, lines, 10)]


def test_cells_that_run_on_are_one_row() -> None:
    """A line goes on with a cell where the next word did not fit, or begins low."""
    assert rows(
        [
            line(100, "Toezichthouder", "Beoordeelt elk jaar"),
            line(112, "", "de instellingen"),
            line(124, "Minister", "Beslist"),
        ]
    ) == [
        [["Toezichthouder"], ["Beoordeelt elk jaar", "de instellingen"]],
        [["Minister"], ["Beslist"]],
    ]


def test_numbers_below_each_other_are_rows() -> None:
    """No number runs on."""
    assert rows([line(100, "Baten", "1.204"), line(112, "Lasten", "1.187"), line(124, "Saldo", "17")]) == [
        [["Baten"], ["1.204"]],
        [["Lasten"], ["1.187"]],
        [["Saldo"], ["17"]],
    ]


def test_white_parts_rows() -> None:
    """More white than between the lines of a cell begins a row."""
    assert rows(
        [line(100, "Zorg en welzijn", "Beoordeelt de"), line(112, "van kinderen", "kwaliteit"), line(136, "", "Meldt")]
    ) == [
        [["Zorg en welzijn", "van kinderen"], ["Beoordeelt de", "kwaliteit"]],
        [["Meldt"]],
    ]


def test_a_row_over_all_columns_is_a_row_of_one_cell_and_tells_nothing_about_columns() -> None:
    """A sentence within a table is read whole, and the columns stay apart."""
    sentence = line(88, "De taken hieronder gelden voor alle instellingen en", "")
    lines = [sentence, line(100, "Melden", "De inspectie"), line(136, "Toetsen", "De minister")]
    assert columns_of_table(lines, 10) == [(50, 85), (200, 258)]
    assert [text_of_row(row) for row in table_rows([(50, 85), (200, 258)], lines, 10)] == [
        [["De taken hieronder gelden voor alle instellingen en"]],
        [["Melden"], ["De inspectie"]],
        [["Toetsen"], ["De minister"]],
    ]

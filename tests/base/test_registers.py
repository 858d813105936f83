import csv
import hashlib
import importlib.util
import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from kg.base.errors import KgError
from kg.base.registers import Organisation, Registers, read_registers
from kg.base.terms import Kind

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "ontology" / "registers"
TOOI = "https://identifier.overheid.nl/tooi/id/"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.fixture(scope="module")
def registers() -> Registers:
    return read_registers(FOLDER)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_registers", REPOSITORY / "tools" / "make_registers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bodies_named(registers: Registers, name: str) -> list[Organisation]:
    return [body for body in registers.organisations if name in body.names]


@pytest.mark.parametrize(
    ("name", "iri", "kind"),
    [
        ("Inspectie Justitie en Veiligheid", "oorg/oorg12351", Kind.SUPERVISOR),
        ("Inspectie JenV", "oorg/oorg12351", Kind.SUPERVISOR),
        ("IGJ", "oorg/oorg12354", Kind.SUPERVISOR),
        ("NVWA", "oorg/oorg10102", Kind.SUPERVISOR),
        ("Onderwijsinspectie", "oorg/oorg12355", Kind.SUPERVISOR),
        ("ILT", "oorg/oorg10006", Kind.SUPERVISOR),
        ("SodM", "oorg/oorg12357", Kind.SUPERVISOR),
        ("AP", "zbo/zb000215", Kind.SUPERVISOR),
        ("Nederlandsche Bank", "zbo/zb000194", Kind.SUPERVISOR),
        ("COA", "zbo/zb000210", Kind.ORGANISATION),
        ("CJIB", "oorg/oorg10111", Kind.ORGANISATION),
        ("UWV", "zbo/zb000117", Kind.ORGANISATION),
        ("SVB", "zbo/zb000143", Kind.ORGANISATION),
        ("RIVM", "oorg/oorg10123", Kind.ORGANISATION),
        ("RVO", "oorg/oorg10005", Kind.ORGANISATION),
        ("IND", "oorg/oorg10222", Kind.ORGANISATION),
        ("Kadaster", "zbo/zb000195", Kind.ORGANISATION),
        ("Sociaal-Economische Raad", "oorg/oorg10223", Kind.ORGANISATION),
        ("Gemeente Den Bosch", "gemeente/gm0796", Kind.ORGANISATION),
        ("Provincie Fryslân", "provincie/pv21", Kind.ORGANISATION),
        ("Waterschap Rivierenland", "waterschap/ws0621", Kind.ORGANISATION),
    ],
)
def test_a_well_known_name_leads_to_one_body(registers: Registers, name: str, iri: str, kind: Kind) -> None:
    """A name people use stands for exactly one body, under its TOOI IRI."""
    assert [(body.iri, body.kind) for body in bodies_named(registers, name)] == [(TOOI + iri, kind)]


def test_the_police_is_known_by_its_page_in_the_register(registers: Registers) -> None:
    """A body without a TOOI id that we trust has the address of its page as IRI, and no internal code as name."""
    (police,) = bodies_named(registers, "Nationale Politie")
    assert (police.iri, police.name, police.abbreviation) == (
        "https://organisaties.overheid.nl/22660975/",
        "Politie",
        "",
    )


def test_every_ministry_of_today(registers: Registers) -> None:
    """The ministries of 16 May 2026 are these twelve, and no earlier name of one stands beside it."""
    day = date(2026, 5, 16)
    ministries = [b for b in registers.organisations if b.kind is Kind.MINISTRY and b.stands_on(day)]
    assert {b.portfolio for b in ministries if b.version_of is None} == {
        "Algemene Zaken",
        "Binnenlandse Zaken en Koninkrijksrelaties",
        "Buitenlandse Zaken",
        "Defensie",
        "Economische Zaken en Klimaat",
        "Financiën",
        "Infrastructuur en Waterstaat",
        "Justitie en Veiligheid",
        "Landbouw, Visserij, Voedselzekerheid en Natuur",
        "Onderwijs, Cultuur en Wetenschap",
        "Sociale Zaken en Werkgelegenheid",
        "Volksgezondheid, Welzijn en Sport",
    }
    assert [b for b in ministries if b.version_of is not None] == []


def test_an_ended_ministry_keeps_its_own_identity_and_days(registers: Registers) -> None:
    """A ministry that ended stands under its own IRI, with its last day."""
    ended = registers.organisation_by_iri[TOOI + "ministerie/mnre1182"]
    assert (ended.name, ended.valid_until) == ("Ministerie van Klimaat en Groene Groei", date(2026, 2, 23))
    assert not ended.stands_on(date(2026, 2, 24))
    assert ended.stands_on(date(2026, 2, 23))


def test_an_earlier_name_of_a_ministry_says_of_which(registers: Registers) -> None:
    """Veiligheid en Justitie is an earlier name of the ministry of Justitie en Veiligheid."""
    (ministry,) = bodies_named(registers, "VenJ")
    assert ministry.version_of == TOOI + "ministerie/mnre1058"


def test_pointers_meet_a_body_of_the_table(registers: Registers) -> None:
    """Ministry, whole, earlier name, successor, office and legal basis point to bodies that are there."""
    known = registers.organisation_by_iri.keys()
    pointers = {p for b in registers.organisations for p in (b.ministry, b.part_of, b.version_of) if p}
    pointers |= {b.successor for b in (*registers.former, *registers.unregistered) if b.successor}
    pointers |= {post.organisation for post in registers.posts} | {b.organisation for b in registers.legal_bases}
    assert pointers - known == set()


def test_a_former_body_is_never_its_successor(registers: Registers) -> None:
    """A former body has an id of its own, and shares no name with its successor where that merely took over tasks."""
    opta = next(body for body in registers.former if body.abbreviation == "OPTA")
    assert opta.path == "organisation/onafhankelijke-post-en-telecommunicatie-autoriteit"
    assert opta.successor == TOOI + "zbo/zb000217"
    acm = registers.organisation_by_iri[opta.successor]
    assert set(opta.names) & set(acm.names) == set()


@pytest.mark.parametrize(
    ("abbreviation", "ids"),
    [
        ("Awb", {"BWBR0005537"}),
        ("Wft", {"BWBR0020368"}),
        ("Wwft", {"BWBR0024282"}),
        ("Woo", {"BWBR0045754"}),
        ("Wob", {"BWBR0005252"}),
        ("Wabo", {"BWBR0024779"}),
        ("Wmo 2015", {"BWBR0035362"}),
        ("UAVG", {"BWBR0040940"}),
        ("Wpg", {"BWBR0022463", "BWBR0024705"}),
        ("BW 2", {"BWBR0003045"}),
    ],
)
def test_an_abbreviation_leads_to_its_acts(registers: Registers, abbreviation: str, ids: set[str]) -> None:
    """An abbreviation leads to all acts that bear it: where it is ambiguous it stays so."""
    assert {act.bwb_id for act in registers.acts if abbreviation in act.abbreviations} == ids


def test_titles_and_kinds_of_acts(registers: Registers) -> None:
    """A law is an Act, a decree a Regulation; the IRI is that of wetten.overheid.nl."""
    awb = registers.act_by_iri["http://wetten.overheid.nl/id/BWBR0005537"]
    decree = registers.act_by_iri["http://wetten.overheid.nl/id/BWBR0023086"]
    assert (awb.title, awb.kind) == ("Algemene wet bestuursrecht", Kind.ACT)
    assert (decree.title, decree.kind) == ("Besluit politiegegevens", Kind.REGULATION)


def test_titles_were_not_cut_off(registers: Registers) -> None:
    """No title ends in "etc", a single letter or "artikel 2", or holds marks of the text it was taken from."""
    cut = re.compile(r" etc$| [A-Za-z]$|\bartikel \d+$|[\"\[\]*`|<>]")
    titles = [title for act in registers.acts for title in (act.title, *act.other_titles)]
    assert [title for title in titles if cut.search(title)] == []


def test_acts_of_the_union(registers: Registers) -> None:
    """The AVG is CELEX 32016R0679; a regulation from before 2015 is cited number first."""
    avg = next(act for act in registers.eu_acts if "AVG" in act.abbreviations)
    mifir = next(act for act in registers.eu_acts if "MiFIR" in act.abbreviations)
    assert (avg.celex, avg.number) == ("32016R0679", "2016/679")
    assert avg.iri == "http://data.europa.eu/eli/reg/2016/679/oj"
    assert (mifir.celex, mifir.number) == ("32014R0600", "600/2014")


def test_stop_names_are_no_names(registers: Registers) -> None:
    """No body and no act bears a stop name, and no name has one letter."""
    names = {name for body in registers.organisations for name in body.names}
    names |= {title for act in registers.acts for title in (act.title, *act.other_titles)}
    assert names & registers.stop_names == set()
    assert [name for name in names if len(name) < 2] == []


def test_offices_at_the_top(registers: Registers) -> None:
    """An inspector-general is of the inspectorate, a secretary-general of the ministry."""
    of_inspectorate = registers.posts_by_organisation[TOOI + "oorg/oorg12351"]
    of_ministry = registers.posts_by_organisation[TOOI + "ministerie/mnre1058"]
    assert [post.label for post in of_inspectorate] == ["Inspecteur-generaal"]
    assert "Secretaris-generaal" in {post.label for post in of_ministry}
    assert 0 < len(registers.posts) < 1500


def test_legal_bases_name_act_and_article(registers: Registers) -> None:
    """The Autoriteit Persoonsgegevens rests on article 6 of the Uitvoeringswet AVG."""
    bases = registers.legal_bases_by_organisation[TOOI + "zbo/zb000215"]
    assert ("BWBR0040940", "6") in {(basis.bwb_id, basis.article) for basis in bases}


def test_the_curated_supervisors_are_all_and_only_the_registered_supervisors(registers: Registers) -> None:
    """A registered body is a Supervisor exactly where supervisors.csv gives a reason for it."""
    with (FOLDER / "supervisors.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["iri"]: row["reason"] for row in csv.DictReader(file)}
    assert all(reasons.values())
    assert {body.iri for body in registers.organisations if body.kind is Kind.SUPERVISOR} == reasons.keys()


@pytest.mark.parametrize("name", TABLES)
def test_beside_each_table_stands_what_it_is(name: str) -> None:
    """The description has the digest and the number of rows of its table, a source and a licence; lines end in LF."""
    data = (FOLDER / f"{name}.csv").read_bytes()
    meta = tomllib.loads((FOLDER / f"{name}.meta.toml").read_text(encoding="utf-8"))
    rows = list(csv.reader(data.decode().splitlines()))
    assert meta["sha256"] == hashlib.sha256(data).hexdigest()
    assert meta["rows"] == len(rows) - 1
    assert {"title", "source", "url", "retrieved", "licence"} <= meta.keys()
    assert b"\r" not in data


def test_the_tables_stay_small() -> None:
    """All tables together are under 4 MB."""
    assert sum(path.stat().st_size for path in FOLDER.glob("*.csv")) < 4_000_000


def test_the_tool_gives_the_bytes_that_stand_here(shared: Path, tool: ModuleType, tmp_path: Path) -> None:
    """The tool run anew gives the same bytes in every table and description, so nobody edited a made table by hand."""
    copy = tmp_path / "registers"
    shutil.copytree(FOLDER, copy)
    made = {"organisations", "acts", "posts", "legal-bases"}
    for name in made:
        (copy / f"{name}.csv").unlink()
    tool.write(shared / "data", copy)
    assert {p.name: p.read_bytes() for p in copy.iterdir()} == {p.name: p.read_bytes() for p in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("supervisors", f"{TOOI}oorg/oorg00000,Nergens,test", "supervisors.csv: .*oorg00000 Nergens"),
        ("act-abbreviations", "Xyz,BWBR9999999,Wet van nergens", "act-abbreviations.csv: Xyz BWBR9999999"),
        ("corrections", f"{TOOI}oorg/oorg12354,abbreviation,IGJ,test", "the register says 'IGJ' already"),
        ("kept-without-tooi", "1,Nergens,test", "kept-without-tooi.csv"),
    ],
)
def test_the_tool_stops_where_tables_and_register_disagree(
    shared: Path, tool: ModuleType, tmp_path: Path, *, table: str, line: str, message: str
) -> None:
    """A hand-kept line that meets nothing in the register stops the tool, and no table is written."""
    copy = tmp_path / "registers"
    shutil.copytree(FOLDER, copy)
    (copy / "organisations.csv").unlink()
    with (copy / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(line + "\n")
    with pytest.raises(tool.MakeError, match=message):
        tool.write(shared / "data", copy)
    assert not (copy / "organisations.csv").exists()


def with_line(folder: Path, table: str, change: Callable[[str], str]) -> Path:
    copy = folder / "registers"
    shutil.copytree(FOLDER, copy)
    path = copy / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = change(lines[2])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "organisations",
            ",Organisation,",
            ",Toezichthouder,",
            "line 3: kind: 'Toezichthouder', expected one of Superv",
        ),
        ("organisations", "http://", "", "line 3: iri: 'publications.* expected an http or https IRI"),
        ("acts", "BWBR", "BWB-", "line 3: bwb_id: 'BWB-.* expected a BWB id such as BWBR0005537"),
        ("eu-acts", "3", "X", "line 3: celex: .* expected a CELEX number"),
        ("posts", ",", "", "line 3: expected as many cells as the first line has"),
        ("former-bodies", "2011-12-31", "31-12-2011", "line 3: valid_until: '31-12-2011', expected a day such as"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(tmp_path: Path, table: str, old: str, new: str, message: str) -> None:
    """A row that is not as expected stops the reading; the message says file, line, what was expected."""
    folder = with_line(tmp_path, table, lambda line: line.replace(old, new))
    with pytest.raises(KgError, match=f"{table}.csv, {message}"):
        read_registers(folder)


def test_a_key_may_stand_once(tmp_path: Path) -> None:
    """The same BWB id in two rows is an error: one id, one act."""
    folder = with_line(tmp_path, "acts", lambda line: f"{line}\n{line}")
    with pytest.raises(KgError, match=r"acts\.csv, line 4: bwb_id: 'BWBR.*' stands in an earlier line as well"):
        read_registers(folder)


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    """An absent table is told with its name and the tool that makes it."""
    with pytest.raises(KgError, match=r"organisations.csv: no such table. Run tools/make_registers.py."):
        read_registers(tmp_path)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    """A table without a column that is read is an error that names the column."""
    copy = tmp_path / "registers"
    shutil.copytree(FOLDER, copy)
    (copy / "posts.csv").write_text("id,label,organisation\na,b,https://example.org\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"posts\.csv: no column 'classification'"):
        read_registers(copy)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('Schepenwet" of als "Wet op de schepen', ("Schepenwet", "Wet op de schepen")),
        ('Algemeen Reglement Vervoer" of "ARV', ("Algemeen Reglement Vervoer",)),
        (
            'Visserijwet", met vermelding van het jaartal van het *Staatsblad*, waarin zij is geplaatst',
            ("Visserijwet",),
        ),
        ("van Consulaire Wet", ("Consulaire Wet",)),
        ("onteigeningswet", ("Onteigeningswet",)),
        ("Toestemmingsbesluit De Nederlandsche Bank N", ()),
        ("Wet opheffing afdeling effectenregistratie van de raad voor het etc", ()),
        ("Emergency trust", ()),
    ],
)
def test_titles_as_acts_give_them(tool: ModuleType, text: str, titles: tuple[str, ...]) -> None:
    """Of what an act says it is cited as, the title remains; what was cut off or is everyday language is no title."""
    assert tool.titles_of(text) == titles

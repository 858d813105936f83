"""Makes the compact tables of ontology/registers/ from the exports of the official lists.

    python tools/make_registers.py [FOLDER WITH THE EXPORTS, default ../shared/data]

The tables that people keep by hand (corrections, stop names, supervisors, titles, abbreviations) stand in the same
folder and are input. Beside each table comes a `<name>.meta.toml` that says where it is from and which bytes it has.
The same input gives the same bytes. Anything that does not fit together (a supervisor the register does not know, an
abbreviation of an unknown act) stops the tool with a message that names file and value, and nothing is written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

Row = dict[str, str]
Names = frozenset[str]

TABLES = Path(__file__).resolve().parent.parent / "ontology" / "registers"
EXPORTED = "2026-05-16"
UNKNOWN_DATE = "1900-01-01"
ROO_PAGE = "https://organisaties.overheid.nl/{}/"

CATEGORIES = {
    "adviescolleges": "adviescollege",
    "agentschappen": "agentschap",
    "caribisch-nederland": "openbaar-lichaam",
    "gemeenschappelijke-regelingen": "gemeenschappelijke-regeling",
    "gemeenten": "gemeente",
    "hoge-colleges": "hoog-college",
    "inspecties": "inspectie",
    "ministeries": "ministerie",
    "organisatieonderdelen": "onderdeel",
    "politie-om": "politie",
    "provincies": "provincie",
    "rechterlijke-macht": "rechterlijke-instantie",
    "rwt": "rwt",
    "waterschappen": "waterschap",
    "zbo": "zbo",
}
# Where the abbreviation of the register is a bare place name or the two letters of a province, it is no name.
WITHOUT_ABBREVIATION = frozenset({"gemeente", "provincie", "openbaar-lichaam"})
WATER_BOARD = re.compile(r"(?i)\b(waterschap|hoogheemraadschap|wetterskip)\b")
BRACKETED = re.compile(r"(?P<name>.+) \((?P<short>[A-Z][A-Za-z&]{1,8})\)")
CLUSTER = re.compile(r" ex (art|reg|besl|wet|begin|jeug|recl|erf|7a)|^(aangemelde|aangewezen)", re.IGNORECASE)
SHORT = 3

ORGANISATIONS = (
    "iri", "kind", "category", "name", "abbreviation", "other_names", "ministry", "part_of", "version_of", "valid_from",
    "valid_until", "website",
)  # fmt: skip
CORRECTABLE = frozenset(ORGANISATIONS) - {"iri", "kind", "other_names"} | {"add_name"}


class MakeError(Exception):
    """The tables and the exports do not fit together."""


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, in file order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]


def text_of(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A CSV table with LF line ends, rows as given."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    keys = tuple(columns)
    writer.writerow(keys)
    writer.writerows([row.get(key, "") for key in keys] for row in rows)
    return out.getvalue()


# Organisations


def short_words(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def iri_of(row: Row) -> str:
    """The TOOI IRI of a row of the register, or the address of its page where it has none."""
    return row["tooi"] or ROO_PAGE.format(row["roo_id"])


def category_of(row: Row) -> str:
    """The category of a body; a zbo that the register counts among the advisory bodies is a zbo."""
    category = CATEGORIES[row["cat"]]
    if row["id"].startswith("org:pbo-"):
        return "pbo"
    return "zbo" if "/id/zbo/" in row["tooi"] and category == "adviescollege" else category


def official_name(name: str, category: str) -> str:
    """The name by which people write the body in full."""
    name = name.replace("'S-", "'s-")
    if category == "ministerie":
        return f"Ministerie van {name}"
    if category == "gemeente" and not name.casefold().startswith(("gemeente ", "stadsdeel ")):
        return f"Gemeente {name}"
    if category == "waterschap" and not WATER_BOARD.search(name):
        return f"Waterschap {name}"
    if category == "openbaar-lichaam" and not name.startswith("Openbaar Lichaam"):
        return f"Openbaar Lichaam {name}"
    return name


def spellings(name: str, category: str, aliases: str) -> set[str]:
    """Other ways to write a name that follow from the name itself, or that the register gives as a part of it."""
    names: set[str] = set()
    if category == "gemeenschappelijke-regeling":
        names |= {alias for alias in map(short_words, aliases.split("|")) if alias and alias in name}
    if category == "ministerie":
        bare = name.removeprefix("Ministerie van ")
        names |= {bare, bare.replace(" en ", " & "), name.replace(" en ", " & ")}
    if category == "gemeente":
        names |= {re.sub(r" \([A-Z]+\.?\)$", "", name)}
    for ending in (" B.V.", " N.V."):
        names |= {name.removesuffix(ending)}
    if name.startswith("Stichting ") and name.count(" ") > 1:
        names |= {name.removeprefix("Stichting ")}
    return names


def dates_of(row: Row) -> tuple[str, str]:
    """First and last day of validity; empty where unknown, still to come, or an end before its beginning."""
    begin = "" if row["valid_from"] == UNKNOWN_DATE else row["valid_from"]
    end = row["valid_until"]
    return begin, "" if end > EXPORTED or end < begin else end


def organisation_row(row: Row, iris: Mapping[str, str]) -> Row:
    """A row of organisations.csv before corrections and stop names."""
    category = category_of(row)
    bracketed = BRACKETED.fullmatch(short_words(row["naam"]))
    bare = bracketed["name"] if bracketed and category == "onderdeel" else short_words(row["naam"])
    short = row["afkorting"] or (bracketed["short"] if bracketed and category == "onderdeel" else "")
    name = official_name(bare, category)
    local = category == "gemeenschappelijke-regeling"
    known = name.startswith(("Veiligheidsregio", "Omgevingsdienst"))
    if category in WITHOUT_ABBREVIATION or short == name or (local and len(short) <= SHORT and not known):
        short = ""
    begin, end = dates_of(row)
    parent = iris.get(row["parent_id"], "")
    website = row["website"]
    return {
        "iri": iri_of(row),
        "category": category,
        "name": name,
        "abbreviation": short_words(short),
        "other_names": "|".join(sorted(spellings(name, category, row["namen_alle"]))),
        "ministry": row["ministerie_tooi"] or (parent if "/id/ministerie/" in parent else ""),
        "part_of": parent,
        "version_of": "",
        "valid_from": begin,
        "valid_until": end,
        "website": f"https://{website}" if website.startswith("www.") else website,
    }


def corrected(rows: Iterable[Row], corrections: Iterable[Row]) -> list[Row]:
    """The rows with the corrections applied; each correction has to meet a row and change it."""
    table = {row["iri"]: dict(row) for row in rows}
    for correction in corrections:
        iri, field, value = correction["iri"], correction["field"], correction["value"]
        if iri not in table or field not in CORRECTABLE:
            raise MakeError(f"corrections.csv: {iri} {field}: no such body or field")
        row = table[iri]
        if field == "add_name":
            row["other_names"] = f"{row['other_names']}|{value}".strip("|")
        elif row[field] == value:
            raise MakeError(f"corrections.csv: {iri} {field}: the register says {value!r} already. Remove this line")
        else:
            row[field] = value
    return list(table.values())


def without_stopped(row: Row, stopped: Names) -> Row:
    """The row without names that may not count, doubles, and names of one letter."""
    name, short = row["name"], row["abbreviation"]
    short = "" if short in stopped or len(short) < 2 else short  # noqa: PLR2004
    others = {n for n in row["other_names"].split("|") if len(n) > 1 and n not in stopped and n not in {name, short}}
    return {**row, "abbreviation": short, "other_names": "|".join(sorted(others))}


def iris_by_id(register: list[Row], bodies: list[Row]) -> dict[str, str]:
    """The IRI of each body in the table, by the id of the export."""
    present = {row["iri"] for row in bodies}
    return {row["id"]: iri_of(row) for row in register if iri_of(row) in present}


def organisations(source: list[Row], tables: Mapping[str, list[Row]]) -> list[Row]:
    """The rows of organisations.csv, sorted by IRI."""
    kept = {row["roo_id"]: row["name"] for row in tables["kept-without-tooi"]}
    sound = [row for row in source if row["tooi"] or (row["roo_id"] in kept and row["naam"] == kept[row["roo_id"]])]
    missing = sorted(kept.items() - {(row["roo_id"], row["naam"]) for row in sound})
    if missing:
        raise MakeError(f"kept-without-tooi.csv: the register has no body of that number and name: {missing}")
    iris = {row["id"]: iri_of(row) for row in sound}
    stopped = frozenset(row["name"] for row in tables["stop-names"])
    rows = corrected((organisation_row(row, iris) for row in sound), tables["corrections"])
    rows += [{**dict.fromkeys(ORGANISATIONS, ""), **row, "category": "eu-instelling"} for row in tables["eu-bodies"]]
    rows = [row for row in rows if row["name"] not in stopped and not CLUSTER.search(row["name"])]
    supervisors = {row["iri"]: row["name"] for row in tables["supervisors"]}
    names = {row["iri"]: row["name"] for row in rows}
    for iri, name in supervisors.items():
        if names.get(iri) != name:
            raise MakeError(f"supervisors.csv: {iri} {name}: the register says {names.get(iri)!r}")
    for row in rows:
        ministry = row["category"] == "ministerie"
        row["kind"] = "Ministry" if ministry else "Supervisor" if row["iri"] in supervisors else "Organisation"
        for field in ("part_of", "version_of", "ministry"):
            row[field] = row[field] if row[field] in names else ""
    return sorted((without_stopped(row, stopped) for row in rows), key=lambda row: row["iri"])


# Acts

ACT_KINDS = frozenset({"wet", "rijkswet", "wet-BES"})
LEFT_OUT_KINDS = frozenset({"ministeriele-regeling-archiefselectielijst"})
ACT_TITLE = re.compile(r"(?i)^(rijks|invoerings|wijzigings|uitvoerings|aanpassings)?wet\b|^\w+wet( \d{4})?$|^wetboek")
ALSO = re.compile(r"[\"”»]?,? of (?:als|onder de verkorte titel|van)?\s*[\"“«]?(?P<other>[^\"»”]+)$")
TAIL = re.compile(
    r"[\"”»(]*,? (met (bijvoeging|vermelding)|onder vermelding|(en )?treedt? in werking|(en )?treden de"
    r"|en werkt terug).*$"
)
HEAD = re.compile(r"^((van|als|de|het) )+(?=[\"“«A-Z])")
NOT_A_TITLE = re.compile(r"[\[\]{}<>\\\"“”«»|]|https?:|\betc$| [A-Za-z]$|\bartikel \d+$|treedt in werking")
REFERENCE = re.compile(r"\bartikel(en)? \d|\bart\. ?\d|\be\.v\.?$")
LEGAL_NOUN = re.compile(
    r"wet|besluit|regeling|reglement|verordening|code|statuut|verdrag|tarief|beschikking|regel|instructie|circulaire|richtlijn"
    r"|richtsnoer|handvest|mandaat|protocol|overeenkomst|conventi|akkoord|akte|belastingplan|keuringsregulatief",
    re.IGNORECASE,
)  # fmt: skip
LEAST_TITLE, MOST_TITLE = 5, 240


def clean_title(text: str) -> str:
    """The title without marks and without the words around it; empty where it was cut off or is not a title."""
    if "â\x80" in text:  # UTF-8 that was read as Latin-1
        text = text.encode("latin-1", "replace").decode("utf-8", "replace")
    words = short_words(re.sub(r"[*`]", "", text.replace("_", " ")))
    words = HEAD.sub("", TAIL.sub("", words)).strip(' "“”«».,;:')
    if words.count(" ") < 2 and not LEGAL_NOUN.search(words):  # noqa: PLR2004 - two words of everyday language
        return ""
    if NOT_A_TITLE.search(words) or not LEAST_TITLE <= len(words) <= MOST_TITLE:
        return ""
    return words[0].upper() + words[1:]


def titles_of(text: str) -> tuple[str, ...]:
    """The titles in an "aangehaald als" text: the title itself, and a second after "of als"."""
    also = ALSO.search(text) if any(mark in text for mark in '"«»”') else None
    parts = (text[: also.start()], also["other"]) if also else (text,)
    return tuple(filter(None, map(clean_title, parts)))


def act_kind(sort: str, title: str) -> str:
    """Act for a law, Regulation for everything below or beside it."""
    return "Act" if sort in ACT_KINDS or (not sort and ACT_TITLE.search(title)) else "Regulation"


def _is_no_other_title(other: str, title: str) -> bool:
    """Whether a second title names nothing more: it is the same, or the title of a recent act without its year.

    Without "2008" the title of an act of that year may as well mean the act that it replaced.
    """
    rest = title.casefold().removeprefix(other.casefold())
    return not rest or RECENT_YEAR.fullmatch(rest) is not None


def acts(source: list[Row], tables: Mapping[str, list[Row]]) -> list[Row]:
    """The rows of acts.csv, sorted by BWB id: one a regulation that has a title one can trust."""
    stopped = frozenset(row["name"].casefold() for row in tables["stop-names"])
    curated = {row["bwb_id"]: row for row in tables["act-titles"]}
    rows: dict[str, Row] = {}
    for row in source:
        if row["soort"] in LEFT_OUT_KINDS or row["bwb_id"] in curated:
            continue
        origin = re.sub(r" \(.*", "", row["titel_bron"])
        own = titles_of(row["aangehaald_als"])
        found = [*titles_of(row["citeertitel"]), *own]
        if origin == "path" and own:  # case and marks were restored: what the act says of itself is better
            found = [*own]
        if origin == "link text":  # the words of a link may name an article of the act
            found = [title for title in found if not REFERENCE.search(title)]
        found = [title for title in dict.fromkeys(found) if title.casefold() not in stopped]
        if found:
            title, others = found[0], [t for t in found[1:] if not _is_no_other_title(t, found[0])]
            rows[row["bwb_id"]] = {
                "bwb_id": row["bwb_id"],
                "kind": act_kind(row["soort"], title),
                "title": title,
                "other_titles": "|".join(others),
                "title_source": origin,
            }
    for bwb_id, row in curated.items():
        rows[bwb_id] = {**row, "title_source": row["source"]}
    for row in tables["act-abbreviations"]:
        act = rows.get(row["bwb_id"])
        known = {t.casefold() for t in [act["title"], *act["other_titles"].split("|")]} if act else set()
        if act is None or row["title"].casefold() not in known:
            raise MakeError(
                f"act-abbreviations.csv: {row['abbreviation']} {row['bwb_id']}: its titles are {sorted(known)}"
            )
        act["abbreviations"] = f"{act.get('abbreviations', '')}|{row['abbreviation']}".strip("|")
    return [rows[bwb_id] for bwb_id in sorted(rows)]


# Posts

POST = re.compile(
    r"(?P<title>(?:(?:Plaatsvervangend|Waarnemend) )?(?:Secretaris|Directeur|Inspecteur|Thesaurier|Procureur)-generaal"
    r"|(?:Algemeen |Hoofd)directeur|Korpschef|Provinciesecretaris|Secretaris-directeur)\b",
    re.IGNORECASE,
)  # fmt: skip
MOST_LEVELS = 4
LOCAL_POSTS = {"burgemeester": "Burgemeester", "gemeentesecretaris": "Gemeentesecretaris"}
MEMBER_OF_GOVERNMENT = re.compile(r"(?:Minister|Staatssecretaris) (?:van|voor) [^()]+")


def post_title(row: Row) -> str:
    """The name of the office without the body; empty where it is not an office at the top of a body."""
    sort, label = row["classification"], short_words(row["label"])
    if sort in LOCAL_POSTS:
        return LOCAL_POSTS[sort]
    if sort == "bewindspersoon":
        return label if MEMBER_OF_GOVERNMENT.fullmatch(label) and not row["valid_until"] else ""
    match = POST.match(label) if sort in {"abd-tmg", "abd-directeur"} else None
    return match["title"].capitalize().replace("-Generaal", "-generaal") if match else ""


def body_of(
    row: Row, title: str, iris: Mapping[str, str], parents: Mapping[str, str], inspectorates: Mapping[str, str]
) -> str:
    """The IRI of the body of a post; empty where the register does not say it.

    A secretary-general hangs in the register under a unit of the ministry, an inspector-general often under the
    ministry: the first is led up to the ministry, the second goes to the inspectorate that the label names.
    """
    if title == "Inspecteur-generaal":
        return next((iri for name, iri in sorted(inspectorates.items()) if name in row["label"]), "")
    unit = row["organization_id"]
    if title.casefold().endswith("secretaris-generaal"):
        for _ in range(MOST_LEVELS):
            if "/id/ministerie/" in iris.get(unit, ""):
                break
            unit = parents.get(unit, "")
    return iris.get(unit, "")


def posts(source: list[Row], register: list[Row], bodies: list[Row]) -> list[Row]:
    """The rows of posts.csv, sorted by id: one for each office of each body, local ones only of bodies of today."""
    iris = iris_by_id(register, bodies)
    parents = {row["id"]: row["parent_id"] for row in register}
    ended = {row["iri"] for row in bodies if row["valid_until"]}
    inspectorates = {row["name"]: row["iri"] for row in bodies if row["category"] == "inspectie"}
    rows: dict[tuple[str, str], Row] = {}
    for row in sorted(source, key=lambda row: row["id"]):
        title = post_title(row)
        iri = body_of(row, title, iris, parents, inspectorates) if title else ""
        if iri and not (iri in ended and row["classification"] in LOCAL_POSTS):
            rows.setdefault(
                (iri, title),
                {"id": row["id"], "label": title, "organisation": iri, "classification": row["classification"]},
            )
    return sorted(rows.values(), key=lambda row: row["id"])


# Legal bases

BWB_ID = re.compile(r"BWB[RV]\d{7}")
DEEP_LINK = re.compile(r"law1/title=(?P<title>[^/]+)")
ARTICLE = re.compile(r"\bart(?:ikel(?:en)?)?\.? (?P<article>\d+[a-z]*(?:[.:]\d+[a-z]*)*)", re.IGNORECASE)
ARTICLE_IN_LINK = re.compile(r"(?i)(?:[&/_#?]artikel=?|/article=)(?P<article>\d[\w.:]*)")


def legal_bases(source: list[Row], iris: Mapping[str, str], titles: Mapping[str, Names]) -> list[Row]:
    """The rows of legal-bases.csv, sorted: the act and article on which a body rests, where the register names them."""
    rows: set[tuple[str, str, str, str]] = set()
    for row in source:
        iri = iris.get(row["org_id"], "")
        if row["kind"] != "wettelijke_grondslag" or not iri:
            continue
        link = row["referentie"]
        found = BWB_ID.search(link)
        deep = DEEP_LINK.search(link)
        named = titles.get(unquote(deep["title"]).casefold(), frozenset()) if deep else frozenset()
        bwb_id = found[0] if found else next(iter(named)) if len(named) == 1 else ""
        article = ARTICLE.search(row["opschrift"]) or ARTICLE_IN_LINK.search(link)
        if bwb_id:
            rows.add((iri, bwb_id, article["article"] if article else "", short_words(row["opschrift"])))
    columns = ("organisation", "bwb_id", "article", "text")
    return [dict(zip(columns, row, strict=True)) for row in sorted(rows)]


# The whole

ROO = (
    "Register van Overheidsorganisaties, by way of the polder data set",
    "https://organisaties.overheid.nl/",
    EXPORTED,
    "CC0-1.0",
)
BWB = (
    "Basiswettenbestand: citation titles, state of 2015-11-28, in part of 2026",
    "https://wetten.overheid.nl/",
    "2026",
    "facts, free of rights",
)
OWN = ("Toezichtgraaf, kept by hand", "https://w3id.org/toezichtgraaf", "2026-11-23", "CC0-1.0")
EUR = ("Toezichtgraaf, kept by hand, after EUR-Lex", "https://eur-lex.europa.eu/", "2026-11-23", "CC0-1.0")
META = {
    "organisations": ("Dutch public organisations, and the bodies of the Union that work beside them", ROO),
    "posts": ("Offices at the top of organisations", ROO),
    "legal-bases": ("The act and article on which an organisation rests", ROO),
    "acts": ("Regulations of the Netherlands with their titles and abbreviations", BWB),
    "eu-acts": ("Acts of the Union known to Dutch supervision", EUR),
    "act-titles": ("Titles of acts that the list of citation titles lacks or has wrong", OWN),
    "act-abbreviations": ("Abbreviations of acts; an ambiguous one has several rows", OWN),
    "supervisors": ("Bodies whose task is supervision, with the reason", OWN),
    "former-bodies": ("Bodies that are no more and that no register names", OWN),
    "unregistered-bodies": ("Bodies of today that no register names", OWN),
    "eu-bodies": ("Institutions and agencies of the Union", OWN),
    "earlier-names": ("Names that ministries bore for a while and the register lacks", OWN),
    "kept-without-tooi": ("Rows of the register that are kept though they have no TOOI id", OWN),
    "corrections": ("Corrections of and additions to the register", OWN),
    "stop-names": ("Names that never count as a name", OWN),
}
RECENT_YEAR = re.compile(r" (?:199\d|20\d\d)")
ACTS = ("bwb_id", "kind", "title", "other_titles", "title_source", "abbreviations")
POSTS = ("id", "label", "organisation", "classification")
LEGAL_BASES = ("organisation", "bwb_id", "article", "text")


def title_index(rows: Iterable[Row]) -> dict[str, Names]:
    """The BWB ids of each title and abbreviation, case folded."""
    index: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["title"], *row["other_titles"].split("|"), *row.get("abbreviations", "").split("|")):
            index.setdefault(name.casefold(), set()).add(row["bwb_id"])
    return {name: frozenset(ids) for name, ids in index.items() if name}


def meta(name: str, table: str) -> str:
    """The text of `<name>.meta.toml`."""
    title, (source, url, date, licence) = META[name]
    rows = sum(1 for _ in csv.reader(io.StringIO(table))) - 1
    lines = {"title": title, "source": source, "url": url, "retrieved": date, "licence": licence}
    lines["sha256"] = hashlib.sha256(table.encode()).hexdigest()
    return "".join(f'{key} = "{value}"\n' for key, value in lines.items()) + f"rows = {rows}\n"


def make(data: Path, tables: Path) -> dict[str, str]:
    """The text of every table that is made from the exports, by name."""
    curated = {name: read(tables / f"{name}.csv") for name, (_, source) in META.items() if source in (OWN, EUR)}
    register = read(data / "registers/organisaties.csv")
    bodies = organisations(register, curated)
    iris = iris_by_id(register, bodies)
    regulations = acts(read(data / "laws/citation-titles.csv"), curated)
    return {
        "organisations": text_of(ORGANISATIONS, bodies),
        "acts": text_of(ACTS, regulations),
        "posts": text_of(POSTS, posts(read(data / "registers/posten.csv"), register, bodies)),
        "legal-bases": text_of(
            LEGAL_BASES,
            legal_bases(read(data / "registers/wettelijke_grondslagen.csv"), iris, title_index(regulations)),
        ),
    }


def write(data: Path, tables: Path) -> None:
    """Writes the made tables, and the description of every table."""
    made = make(data, tables)
    for name in META:
        table = made[name] if name in made else (tables / f"{name}.csv").read_text(encoding="utf-8")
        if name in made:
            (tables / f"{name}.csv").write_text(table, encoding="utf-8", newline="\n")
        (tables / f"{name}.meta.toml").write_text(meta(name, table), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Runs the tool; 1 where the tables and the exports do not fit together."""
    repository = TABLES.parent.parent
    data = Path(arguments[0]) if arguments else repository.parent / "shared" / "data"
    try:
        write(data, TABLES)
    except MakeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

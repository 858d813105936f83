# ruff: noqa: PLC0415 - imports stand inside the commands, so that `kg --help` answers at once
"""The command `kg`, without logic: arguments in, a call, words and exit code out."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.base.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from rich.console import Console

    from kg.graph.store import Asked
    from kg.graph.vocabulary import Language
    from kg.run.addresses import Address
    from kg.run.crew import Workforce
    from kg.run.web import Server


class _Place(click.Path):
    """A path; an empty one, as an unset variable of the shell gives it, is not taken for the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


class _PlaceOrAddress(_Place):
    """A path, or an address with a scheme such as s3://."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        from kg.run.addresses import Address, place_from_words

        place = place_from_words(value) if isinstance(value, str) else value
        return place if isinstance(place, Address) else super().convert(str(place) if value else value, param, ctx)


PLACE = _Place(path_type=Path)
ADDRESS = _PlaceOrAddress(path_type=Path)
FILE = _Place(path_type=Path, dir_okay=False)
FOLDER = _Place(path_type=Path, file_okay=False)
STOPPED = 130

_endpoint = click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL endpoint instead of the output folder, such as one that `kg build --to` filled.",
)
_output = click.option("--output", type=PLACE, default=Path("output"), show_default=True, help="The output folder.")
_settings = click.option("--settings", type=FILE, help="Settings file.  [default: kg.toml in this folder]")
_language = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="The language of labels."
)


def _format(*names: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option(
        "--format", "form", type=click.Choice(names), help=f"[default: {names[0]} on a terminal, json when piped]"
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Who supervises whom? Reads Dutch documents about public supervision and makes a graph with evidence.

    \b
    Example:
      kg build documents/       read the documents in a folder
      kg query --list           see which questions you can ask
    """


@commands.command()
@click.argument("sources", nargs=-1, required=True, type=ADDRESS)
@_output
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read at the same time.  [default: all]")
@click.option("--cluster", metavar="ADDRESS", help="Read on the workers of a dask scheduler, such as tcp://host:8786.")
@click.option(
    "--shared",
    type=ADDRESS,
    metavar="PLACE",
    help="With --cluster: where workers put results.  [default: the output folder]",
)
@click.option("--fresh", is_flag=True, help="Read every document again, also those that did not change.")
@click.option(
    "--ocr", is_flag=True, help="Read pages that are pictures with tesseract; needs the extra toezichtgraaf[ocr]."
)
@click.option("--to", metavar="URL", help="Send the graphs to a store: the address of its Graph Store Protocol.")
@click.option("--leave-default", is_flag=True, help="With --to: the store makes the union of its graphs itself.")
@_settings
def build(
    *,
    sources: tuple[Path | Address, ...],
    output: Path,
    jobs: int | None,
    cluster: str | None,
    shared: Path | Address | None,
    fresh: bool,
    ocr: bool,
    to: str | None,
    leave_default: bool,
    settings: Path | None,
) -> int:
    """Read SOURCES (files and folders, by path or by an address such as s3://bucket/folder) and make the graph.

    Beside a source may stand FILE.meta.json with its title, publisher, date, url, identifier, language and licence.

    \b
    Example:
      kg build rapport.pdf wetten/ --output output
      kg build wetten/ --to http://localhost:7878/store
    """
    from kg.run.pipeline import build as built
    from kg.run.report import print_summary, shown_progress
    from kg.run.settings import read_settings, with_ocr

    if cluster is None and shared is not None:
        raise click.UsageError("--shared belongs to a --cluster.")
    if cluster is not None and jobs is not None:
        raise click.UsageError("Give --jobs or --cluster, not both.")
    if leave_default and to is None:
        raise click.UsageError("--leave-default belongs to --to.")
    console = _words()
    found = with_ocr(read_settings(settings), asked=ocr)
    with _elsewhere(to) as server:
        with _workforce(cluster, shared) as workforce, shown_progress(console) as progress:
            summary = built(
                sources, output=output, settings=found, jobs=jobs, workforce=workforce, fresh=fresh, progress=progress
            )
        print_summary(summary, console)
        if server:
            from kg.run.elsewhere import send_summary

            with shown_progress(console) as progress:
                sent = send_summary(summary, server, found, fresh=fresh, leave_default=leave_default, progress=progress)
            click.echo(sent.words(), err=True)
    return summary.exit_code


@commands.command()
@click.argument("question", required=False)
@click.option("--param", "params", multiple=True, metavar="KEY=VALUE", help="What the question asks about; repeatable.")
@_format("table", "csv", "json", "xml", "turtle")
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@_language
@_endpoint
@_output
def query(
    *,
    question: str | None,
    params: tuple[str, ...],
    form: str | None,
    listed: bool,
    language: Language,
    endpoint: str | None,
    output: Path,
) -> int:
    """Ask a QUESTION: the name of one, a FILE.rq, or SPARQL.

    \b
    Example:
      kg query wie-houdt-toezicht-op --param op="Politie"
      kg query "SELECT ?s ?o WHERE { ?s kg:supervises ?o }" --format csv
    """
    from kg.query.formats import Format
    from kg.query.model import Answer
    from kg.query.questions import read_questions
    from kg.run.ask import answer_from_words, params_from_words
    from kg.run.output import option_of
    from kg.run.show import count_of, print_answer, print_questions

    if listed:
        print_questions(read_questions(), language, _data(), as_json=_is_json(form))
        return 0
    if not question:
        raise click.UsageError("Name a question, a file or a query, or see them with --list.")
    with _asked(endpoint, output) as store:
        answer = answer_from_words(store, question, params_from_words(params), language)
    shown = Format(form or ("json" if _is_json(form) else "table"))
    print_answer(answer, shown, _data())
    if shown is Format.TABLE and isinstance(answer, Answer):
        click.echo(count_of(answer, option_of(output, endpoint)), err=True)
    return 0


@commands.command()
@click.argument("subject", metavar="STATEMENT|SUBJECT")
@click.argument("predicate", required=False)
@click.argument("object_", metavar="[OBJECT]", required=False)
@_format("text", "json")
@_language
@_endpoint
@_output
def why(
    *,
    subject: str,
    predicate: str | None,
    object_: str | None,
    form: str | None,
    language: Language,
    endpoint: str | None,
    output: Path,
) -> int:
    """Show the evidence of a STATEMENT (its id), or of what is said of a SUBJECT: quote, page and rule.

    \b
    Example:
      kg why "Inspectie Justitie en Veiligheid" supervises
    """
    from kg.query.why import is_statement_name
    from kg.query.why import why as explained
    from kg.run.show import print_explanations

    with _asked(endpoint, output) as store:
        if predicate is None and is_statement_name(subject):
            found = explained(store, statement=subject, language=language)
        else:
            found = explained(store, subject=subject, predicate=predicate, object=object_, language=language)
    print_explanations(found, language, _data(), as_json=_is_json(form))
    if not found:
        click.echo("no statement in the graph says so", err=True)
    return 0


@commands.command()
@_output
@click.option("--focus", help="Show only what is near the thing of this name.")
@click.option("--depth", type=click.IntRange(min=1), default=2, show_default=True, help="Steps around the focus.")
@click.option("--question", help="Show only what this question returns: a name of `kg query --list`, a file or SPARQL.")
@click.option("--param", "params", multiple=True, metavar="KEY=VALUE", help="What the question asks about; repeatable.")
@_language
@click.option("--to", type=FILE, help="The HTML file to write.  [default: graph.html in the output folder]")
@_settings
def picture(
    *,
    output: Path,
    focus: str | None,
    depth: int,
    question: str | None,
    params: tuple[str, ...],
    language: Language,
    to: Path | None,
    settings: Path | None,
) -> int:
    """Draw the graph as one HTML page that needs no network.

    \b
    Example:
      kg picture --focus "Inspectie Justitie en Veiligheid" --depth 1 --to inspectie.html
      kg picture --question wie-houdt-toezicht-op --param op="Politie" --to politie.html
    """
    from kg.picture import picture_from_store
    from kg.run.ask import params_from_words
    from kg.run.drawn import page_of_question
    from kg.run.output import opened_store, write_page
    from kg.run.settings import read_settings

    if focus is not None and question is not None:
        raise click.UsageError("Give --focus or --question, not both.")
    if params and question is None:
        raise click.UsageError("--param belongs to a --question.")
    store, base = opened_store(output), read_settings(settings).base
    if question is None:
        page = picture_from_store(store, base=base, language=language, focus=focus, depth=depth)
    else:
        page = page_of_question(store, question, params_from_words(params), language, base=base)
    click.echo(write_page(to or output / "graph.html", page))
    return 0


@commands.command()
@_output
@click.option("--to", type=FOLDER, default=Path("public"), show_default=True, help="The folder to publish to.")
@_settings
def publish(*, output: Path, to: Path, settings: Path | None) -> int:
    """Write catalogue, downloads and a page of everything to a folder that any web server can serve.

    What a former publication in the folder held and this one does not keeps a page that says when and why it went.

    \b
    Example:
      kg publish --to public
    """
    from kg.publish.publish import publish as published
    from kg.run.check import refuse_below_floors
    from kg.run.output import settle
    from kg.run.report import print_issues
    from kg.run.settings import read_settings

    found = read_settings(settings)
    settle(output)
    refuse_below_floors(output, found.floors)
    publication = published(output, to, found.catalogue)
    click.echo(publication.first)
    click.echo(publication.words(), err=True)
    print_issues(publication.issues, _words())
    return 0


@commands.command()
@click.option("--to", type=FILE, default=Path("kg.toml"), show_default=True, help="The settings file to write.")
def init(*, to: Path) -> int:
    """Write a settings file to begin with: every setting with its default, commented out.

    \b
    Example:
      kg init
    """
    from kg.run.example import write_example

    click.echo(write_example(to))
    return 0


@commands.command()
@_output
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 lets other machines in."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any free one."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86400),
    default=30.0,
    show_default=True,
    help="Seconds that a request may take; then it is ended.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests answered at the same time."
)
@click.option(
    "--cors", default="*", show_default=True, help="The web origin whose pages may ask, * for all; '' for none."
)
def serve(*, output: Path, host: str, port: int, timeout: float, workers: int, cors: str) -> int:
    """Serve the graph: SPARQL endpoint, pages of everything in it, questions, search, picture and catalogue.

    \b
    Example:
      kg serve --port 8000
    """
    from kg.run.output import settle
    from kg.serve.app import Serving
    from kg.serve.model import Bounds
    from kg.serve.run import serve as served

    settle(output)
    serving = Serving(folder=output, workers=workers, bounds=Bounds(seconds=timeout), cors=cors)
    served(serving, host=host, port=port, ready=lambda address: click.echo(f"kg serve: {address} (stop with Ctrl-C)"))
    return 0


@commands.command()
@_output
@click.option(
    "--catalogue-shapes",
    type=_Place(path_type=Path, exists=True),
    multiple=True,
    help="More SHACL files or folders to check the catalogue against, such as those of DCAT-AP-NL; repeatable.",
)
@_format("text", "json")
@_settings
def check(*, output: Path, catalogue_shapes: tuple[Path, ...], form: str | None, settings: Path | None) -> int:
    """Check the output: the rules of the graph and of the catalogue record, and the floors of kg.toml.

    Each finding names the statement, document and page where it stands.

    \b
    Example:
      kg check
    """
    from kg.base.issues import Severity
    from kg.run.check import issues_of_output
    from kg.run.settings import read_settings

    issues = issues_of_output(output, read_settings(settings).floors, catalogue_shapes=catalogue_shapes)
    for issue in issues:
        click.echo(json.dumps(issue.row(), ensure_ascii=False) if _is_json(form) else f"{issue.severity}: {issue}")
    count = f"{len(issues)} finding" if len(issues) == 1 else f"{len(issues)} findings"
    click.echo(count if issues else "all is well", err=True)
    return int(any(issue.severity is Severity.ERROR for issue in issues))


@commands.command()
@click.argument("gold", nargs=-1, required=True, type=FILE)
@click.option("--facts", type=FILE, help="Score this facts.jsonl; without it the passages are read anew.")
@click.option("--mentions", type=FILE, help="Score this mentions.jsonl, together with --facts.")
@_format("table", "json")
@_settings
def score(
    *, gold: tuple[Path, ...], facts: Path | None, mentions: Path | None, form: str | None, settings: Path | None
) -> int:
    """Measure precision and recall against GOLD passages (.jsonl).

    \b
    Example:
      kg score gold/dev-pages.jsonl gold/dev-laws.jsonl
    """
    from kg.run.settings import read_settings
    from kg.score.report import print_score, score_as_json
    from kg.score.run import score_passages

    figures = score_passages(gold, facts=facts, mentions=mentions, base=read_settings(settings).base)
    if _is_json(form):
        click.echo(json.dumps(score_as_json(*figures), indent=1))
    else:
        print_score(*figures, _data())
    return 0


def _elsewhere(address: str | None) -> AbstractContextManager[Server | None]:
    """The store that graphs are sent to, where there is one."""
    if address is None:
        return nullcontext()
    from kg.run.web import Server

    return Server(address)


def _asked(endpoint: str | None, output: Path) -> AbstractContextManager[Asked]:
    """What is asked: the endpoint at an address, or else the store of the output folder."""
    if endpoint is None:
        from kg.run.output import opened_store

        return nullcontext(opened_store(output))
    from kg.run.elsewhere import opened_endpoint

    return opened_endpoint(endpoint)


def _workforce(address: str | None, shared: Path | Address | None) -> AbstractContextManager[Workforce | None]:
    """Who reads the documents: the cluster at `address`, or this machine."""
    if address is None:
        return nullcontext()
    from kg.run.cluster import cluster

    return cluster(address, shared=shared)


def _data() -> Console:
    from rich.console import Console

    return Console()


def _words() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _is_json(form: str | None) -> bool:
    return form == "json" or (form is None and not sys.stdout.isatty())


def main() -> None:
    """Runs the command: exit code 0 good, 1 something was wrong with the data, 2 wrong use, 130 stopped."""
    try:
        code = commands.main(prog_name="kg", standalone_mode=False)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped", err=True)
        code = STOPPED
    sys.exit(code)

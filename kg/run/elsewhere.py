"""A store elsewhere: sending it the output, and asking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.base.errors import KgError
from kg.base.issues import Severity
from kg.query.endpoint import ACCEPTED, Endpoint, Fields
from kg.run.check import refuse_below_floors
from kg.run.pipeline import Step, Summary
from kg.run.send import GraphStore, Sent, send_output
from kg.run.settings import Settings
from kg.run.web import Server

_NOT_AN_ENDPOINT = "Give the address of its SPARQL endpoint, such as HOST/sparql, HOST/query or HOST/DATASET/sparql."


def send_summary(
    summary: Summary,
    server: Server,
    settings: Settings,
    *,
    fresh: bool = False,
    leave_default: bool = False,
    progress: Callable[[Step], None] = lambda _: None,
) -> Sent:
    """Sends what a build made, where it is sound: its graph keeps its rules and its numbers the floors of kg.toml.

    Documents that could not be read do not hold the others up.

    Raises:
        KgError: where it is not sound, or cannot be sent; the output folder stands as it is.
    """
    broken = [issue for issue in summary.issues if issue.severity is Severity.ERROR and issue.stage == "graph"]
    if broken:
        raise KgError(f"{broken[0].place}: {broken[0].message.rstrip('.')}: nothing is sent", remedy=broken[0].remedy)
    refuse_below_floors(summary.output, settings.floors)

    def told(name: str, done: int, total: int) -> None:
        progress(Step(name=f"sending {name.rpartition('/')[2]}", done=done, total=total))

    return send_output(
        summary.output, GraphStore(server), base=settings.base, fresh=fresh, leave_default=leave_default, progress=told
    )


@contextmanager
def opened_endpoint(address: str) -> Iterator[Endpoint]:
    """The graph behind a SPARQL endpoint.

    Raises:
        UsageError: where the address cannot be one, or who we are cannot be told.
    """
    with Server(address, patience=2) as server:  # a person waits

        def asked(fields: Fields) -> tuple[str, bytes]:
            headers = {"Accept": ACCEPTED}
            told = server.ask("POST", form=fields, headers=headers, expected=(200,), remedy=_NOT_AN_ENDPOINT)
            return told.media_type, told.body

        yield Endpoint(server.address, asked)

"""Requests a second and the time of each, of `kg serve` and of other SPARQL servers on the same graph, one after the other.

    python benchmarks/serving.py OUTPUT [--other NAME=ADDRESS]... [--seconds S] [--runaway]

OUTPUT is an output folder. NAME=ADDRESS is a SPARQL endpoint that runs already (rdflib-endpoint, oxigraph serve). The client is this
process, with sockets of its own that stay open, so that it costs the server little.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from tables import markdown

QUERY = "SELECT ?o WHERE {{ ?s <https://w3id.org/toezichtgraaf/def#supervises> ?o FILTER ({number} >= 0) }} LIMIT 10"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMIT = 2.0


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str, query: str) -> bytes:
    """The status line of the answer to one query by GET; the body is read."""
    head = (
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: {host}\r\nAccept: application/sparql-results+json\r\n\r\n"
    )
    writer.write(head.encode())
    told = await reader.readuntil(b"\r\n\r\n")
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(b":") for line in told.split(b"\r\n")[1:])
    }
    if b"content-length" in fields:
        await reader.readexactly(int(fields[b"content-length"]))
    else:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return told.partition(b"\r\n")[0]


async def client(address: str, until: float, numbers: list[int], times: list[float]) -> None:
    """Asks one query after the other until the time is up; each is another text, so that no cache answers."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    while time.monotonic() < until:
        numbers[0] += 1
        start = time.monotonic()
        status = await asked(reader, writer, parts.netloc, parts.path, QUERY.format(number=numbers[0]))
        assert b" 200 " in status, status
        times.append(time.monotonic() - start)
    writer.close()


async def measured(address: str, clients: int, seconds: float) -> tuple[float, float, float]:
    """Requests a second, and the middle and the 99th of a hundred of their times in milliseconds."""
    times: list[float] = []
    numbers = [0]
    start = time.monotonic()
    await asyncio.gather(*(client(address, start + seconds, numbers, times) for _ in range(clients)))
    taken = time.monotonic() - start
    times.sort()
    return len(times) / taken, 1000 * times[len(times) // 2], 1000 * times[len(times) * 99 // 100]


async def runaway(address: str, seconds: float) -> None:
    """How long a query without end takes to be ended, and the pace of eight others before and meanwhile."""
    before, _, _ = await measured(address, 8, seconds)
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    others = asyncio.create_task(measured(address, 8, LIMIT))
    start = time.monotonic()
    status = await asked(reader, writer, parts.netloc, parts.path, RUNAWAY)
    ended = time.monotonic() - start
    writer.close()
    meanwhile, _, worst = await others
    print(f"runaway: {status.decode()} after {ended:.2f} s of {LIMIT:g} s")
    print(f"eight others: {before:,.0f} requests/s before, {meanwhile:,.0f} meanwhile (99 % within {worst:.0f} ms)")


def main() -> None:
    """Measures `kg serve` and the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--other", action="append", default=[], metavar="NAME=ADDRESS")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--runaway", action="store_true")
    told = parser.parse_args()
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--output",
        str(told.output),
        "--port",
        "0",
        "--timeout",
        str(LIMIT),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        ours = f"{server.stdout.readline().split()[2]}sparql"
        places = [("kg serve", ours), *(tuple(one.split("=", 1)) for one in told.other)]
        rows: list[tuple[object, ...]] = []
        try:
            for name, address in places:
                asyncio.run(measured(address, 4, 0.5))  # all processes have begun
                for clients in (1, 8, 32):
                    pace, middle, worst = asyncio.run(measured(address, clients, told.seconds))
                    rows.append((name, clients, f"{pace:,.0f}", f"{middle:.2f}", f"{worst:.2f}"))
            print(markdown(("server", "clients", "requests/s", "half within, ms", "99 % within, ms"), rows))
            if told.runaway:
                asyncio.run(runaway(ours, told.seconds))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()

"""Reads one file in a process of its own, within bounds on memory and time: what a worker of a build does."""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Reading:
    """How a reading ended: the text, codes and messages of issues; `ended` tells where it did not end well."""

    text: str = ""
    pages: int = 0
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    ended: str = ""


def reading(path: Path, *, memory_mb: int = 1500, seconds: float = 60.0) -> Reading:
    """What `document_from_file` makes of the file."""
    command = [sys.executable, "-m", "tests.document.bounded", str(path), str(memory_mb)]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=seconds, check=False, cwd=REPOSITORY, text=True, encoding="utf-8"
        )
    except subprocess.TimeoutExpired:
        return Reading(ended=f"took more than {seconds:g} seconds")
    if done.returncode:
        return Reading(ended=done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}")
    told = json.loads(done.stdout.rpartition("\n")[2] or done.stdout)
    return Reading(
        text=told["text"],
        pages=told["pages"],
        codes=tuple(told["codes"]),
        messages=tuple(told["messages"]),
    )


def main() -> None:
    """Reads the file named first within the megabytes named second, and tells how it went as a line of JSON."""
    from kg.document.from_file import document_from_file  # noqa: PLC0415 - bounds first

    megabytes = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    path = Path(sys.argv[1])
    found = document_from_file(path, name=path.name)
    told = {
        "text": found.items[0].text if found.items else "",
        "pages": len(found.items[0].pages) if found.items else 0,
        "codes": [issue.code for issue in found.issues],
        "messages": [issue.message for issue in found.issues],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

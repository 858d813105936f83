"""Which files a build reads, whatever the order in which they are named."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kg.base.errors import KgError, UsageError
from kg.base.ids import digest
from kg.base.issues import Issue, Outcome, Severity
from kg.document.metadata import META_ENDING
from kg.publish.replace import MANIFEST as PUBLICATION_MANIFEST
from kg.run.addresses import Address, Unreachable, fetched, held_at
from kg.run.replace import MANIFEST as OUTPUT_MANIFEST

_MADE_BY_US = (OUTPUT_MANIFEST, PUBLICATION_MANIFEST)
_STAGE = "sources"
_AT_ONCE = 16  # files that are fetched at the same time


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read.

    `name` is what the outputs call it: its file name, with as many of its folders before it as tell it apart from
    others of that name. `sha256` and `size` (in bytes) are those of the file, `meta_sha256` is that of its .meta.json,
    empty where there is none. `address` is where it is fetched from, empty where `path` is a file that is read in place.
    """

    path: Path
    name: str
    sha256: str
    size: int
    meta_sha256: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    real: Path
    named: bool  # given on the command line itself, not met in a folder
    address: str = ""
    has_meta: bool = False  # at an address, as far as its folder tells


def sources_from_paths(paths: Sequence[Path | Address], *, output: Path, endings: frozenset[str]) -> Outcome[Source]:
    """The files that `paths` name and hold, each content once, sorted by name.

    Hidden files, .meta.json files, what lies in `output` and what another build or publication made are left out. The
    same files give the same sources, whatever the order of `paths`, and whether they are named by path or by address.

    Raises:
        UsageError: where a path is not there, or is `output` itself.
        KgError: where there is nothing to read at all.
    """
    issues: list[Issue] = []
    chosen = []
    for item in sorted(_found(paths, output, endings, issues), key=lambda each: (each.path, each.address)):
        if _readable(item.path, endings):
            chosen.append(item)
        else:
            issues.append(_unknown_ending(item, endings))
    hashed = list(_with_digests(chosen, issues))
    sources = _named(_once(hashed, issues))
    if not sources:
        told = sorted({issue for issue in issues if issue.severity is not Severity.NOTE} or set(issues))
        raise KgError("; ".join(f"{issue.place}: {issue.message}" for issue in told), remedy=told[0].remedy)
    return Outcome.of(sources, sorted(set(issues)))


def _found(
    paths: Sequence[Path | Address], output: Path, endings: frozenset[str], issues: list[Issue]
) -> Iterable[_Found]:
    """Each file once, in no order."""
    folders = sorted({path for path in paths if isinstance(path, Path)})
    for path in folders:
        _refuse_unusable(path, output)
    found: dict[Path | str, _Found] = {}
    for path in folders:
        held = list(_walk(path, output.resolve(), issues))
        if path.is_dir() and not any(_readable(item.path, endings) for item in held):
            issues.append(_empty_folder(path, held, endings))
        for item in held:
            known = found.get(item.real)
            if known is None or _preferred(item) < _preferred(known):
                found[item.real] = item
    for address in sorted({path for path in paths if isinstance(path, Address)}):
        held = list(_walk_address(address, issues))
        if not any(item.named or _readable(item.path, endings) for item in held):
            issues.append(_empty_folder(address, held, endings))
        found |= {item.address: item for item in held}
    return found.values()


def _refuse_unusable(path: Path, output: Path) -> None:
    if not os.path.lexists(path):
        raise UsageError(f"{printable(path)}: there is no such file or folder", remedy="Check the path.")
    if _resolved(path) == _resolved(output):
        raise UsageError(
            f"{printable(path)}: is the output folder itself", remedy="Choose another folder with --output."
        )


def _preferred(item: _Found) -> tuple[bool, str, Path]:
    return (not item.named, item.path.name, item.path)


def printable(path: Path | Address | str) -> str:
    r"""A path or name as outputs and messages show it: what is no text is replaced, control characters are spaces.

    Example:
        >>> printable("een\nrapport.pdf")
        'een rapport.pdf'
    """
    text = os.fsencode(str(path)).decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _shown(item: Source | _Found) -> str:
    return printable(Address(item.address) if item.address else item.path)


def _walk(path: Path, output: Path, issues: list[Issue]) -> Iterator[_Found]:
    """The files of `path`, real folders before links, each real folder once: a loop of links ends."""
    if not path.is_dir():
        yield _Found(path, path.resolve(), named=True)
        return
    entered: set[Path] = set()
    waiting = [path]
    while waiting:
        folder = waiting.pop(0)
        real = folder.resolve()
        if real in entered or real == output:
            continue
        entered.add(real)
        ours = _made_here(folder)
        if ours:
            issues.append(_left_out(folder))
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            issues.append(_unreadable(folder, error))
            continue
        links: list[Path] = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name in ours:
                continue
            if entry.is_dir():
                (links if entry.is_symlink() else waiting).append(entry)
            elif not entry.name.endswith(META_ENDING):
                yield _Found(entry, _resolved(entry), named=False)
        waiting += links


def _made_here(folder: Path) -> frozenset[str]:
    """The names in a folder that a build or a publication made, as its list there tells; none where there is no list."""
    names: set[str] = set()
    for manifest in _MADE_BY_US:
        with suppress(OSError):
            names |= _listed(manifest, (folder / manifest).read_bytes())
    return frozenset(names)


def _listed(manifest: str, data: bytes) -> set[str]:
    """The names that the bytes of a list of ours tell, with its own; none where it is no such list."""
    try:
        told = json.loads(data)
    except ValueError:
        return set()
    listed = told.get("files", {}) if isinstance(told, dict) else told
    if not isinstance(listed, dict | list):
        return set()
    return {manifest, *(str(name).partition("/")[0] for name in listed)}


def _walk_address(address: Address, issues: list[Issue]) -> Iterator[_Found]:
    """The files at an address, by the rules of `_walk`."""
    try:
        held = held_at(address)
        addresses = {item.address for item in held}
        lists = [item for item in held if item.path.name in _MADE_BY_US and not item.named]
        ours: dict[str, set[str]] = defaultdict(set)  # by folder
        for item in lists:
            ours[item.address.rpartition("/")[0]] |= _listed(item.path.name, fetched(item.address))
    except Unreachable as error:
        issues.append(_unreachable(address, error))
        return
    issues.extend(_left_out(Address(folder)) for folder in sorted(ours) if ours[folder])
    for item in held:
        below = item.address.removeprefix(address.text.rstrip("/")).strip("/").split("/")
        folders = [address.text.rstrip("/")]
        for part in below[:-1]:
            folders.append(f"{folders[-1]}/{part}")
        is_ours = any(part in ours[folder] for folder, part in zip(folders, below, strict=True))
        is_hidden = any(part.startswith(".") for part in below) or item.path.name.endswith(META_ENDING)
        if item.named or not (is_hidden or is_ours):
            yield _Found(
                item.path,
                item.path,
                named=item.named,
                address=item.address,
                has_meta=item.named or item.address + META_ENDING in addresses,
            )


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself: reading it tells what is wrong
        return path.absolute()


def _readable(path: Path, endings: frozenset[str]) -> bool:
    return path.suffix.lower() in endings and not path.name.endswith(META_ENDING)


def _with_digests(found: Iterable[_Found], issues: list[Issue]) -> Iterator[Source]:
    yield from _of_addresses([item for item in found if item.address], issues)
    for item in found:
        if item.address:
            continue
        meta = item.path.with_name(item.path.name + META_ENDING)
        try:
            yield Source(
                path=item.path,
                name=printable(item.path.name),
                sha256=_sha256(item.path),
                size=item.path.stat().st_size,
                meta_sha256=_sha256(meta) if _is_there(meta) else "",
            )
        except OSError as error:
            issues.append(_unreadable(item.path, error))


def _is_there(meta: Path) -> bool:
    try:
        return meta.is_file()
    except OSError:  # its name would be longer than names can be
        return False


def _of_addresses(found: Sequence[_Found], issues: list[Issue]) -> Iterator[Source]:
    if not found:
        return
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        for item, source in zip(found, pool.map(_source_at, found), strict=True):
            if isinstance(source, Source):
                yield source
            else:
                issues.append(_unreachable(Address(item.address), source))


def _source_at(item: _Found) -> Source | Unreachable:
    try:
        data = fetched(item.address)
    except Unreachable as error:
        return error
    meta = b""
    if item.has_meta:
        try:
            meta = fetched(item.address + META_ENDING)
        except Unreachable as error:
            if not item.named:  # else there may well be none
                return error
    return Source(
        path=item.path,
        name=printable(item.path.name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        meta_sha256=hashlib.sha256(meta).hexdigest() if meta else "",
        address=item.address,
    )


def _sha256(path: Path) -> str:
    if not path.is_file():
        path.stat()  # tells a link that leads nowhere
        raise OSError(0, "not a regular file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _once(sources: Iterable[Source], issues: list[Issue]) -> list[Source]:
    """Each content once: the file with a .meta.json before one without, then by name, then by path."""
    alike: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        alike[source.sha256].append(source)
    kept = []
    for group in alike.values():
        first, *others = sorted(
            group, key=lambda each: (not each.meta_sha256, each.name, each.path.absolute(), each.address)
        )
        kept.append(first)
        issues.extend(
            Issue(
                place=_shown(other),
                code="same-content",
                message=f"holds the same bytes as {_shown(first)}, which is read instead",
                severity=Severity.NOTE,
                stage=_STAGE,
            )
            for other in others
        )
    return kept


def _named(sources: Iterable[Source]) -> list[Source]:
    """The sources with names that differ, also where a file system does not tell capitals apart; sorted by name."""
    alike: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        alike[source.name.casefold()].append(source)
    named = []
    for group in alike.values():
        names = [source.name for source in group] if len(group) == 1 else _names_with_folders(group)
        named += [replace(source, name=name) for source, name in zip(group, names, strict=True)]
    return sorted(named, key=lambda source: source.name)


def _names_with_folders(group: Sequence[Source]) -> list[str]:
    parts = [source.path.absolute().parts[1:] for source in group]
    for depth in range(2, max(map(len, parts)) + 1):
        names = [printable("/".join(part[-depth:])) for part in parts]
        if len({name.casefold() for name in names}) == len(names):
            return names
    return [f"{source.sha256[:8]}/{source.name}" for source in group]  # told apart by no text


_LONGEST = 120


def text_file_name(name: str) -> str:
    """The file in text/ for the source `name`: one path part that every file system takes, another for each name.

    Example:
        >>> text_file_name("rapport 2024.pdf")
        'rapport 2024.pdf.txt'
        >>> text_file_name("2024/rapport.pdf")
        '2024-rapport.pdf-ff37fb78.txt'
    """
    safe = "".join("-" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name)[:_LONGEST].strip(
        " ."
    )
    if safe == name and len(safe.encode()) <= 2 * _LONGEST:
        return f"{safe}.txt"
    while len(safe.encode()) > 2 * _LONGEST:
        safe = safe[:-1]
    return f"{safe}-{digest(name)[:8]}.txt"


def _empty_folder(path: Path | Address, held: Sequence[_Found], endings: frozenset[str]) -> Issue:
    seen = sorted({item.path.suffix.lower() or item.path.name for item in held})
    others = f" (it holds {', '.join(map(printable, seen[:5]))})" if seen else ""
    return Issue(
        place=printable(path),
        code="folder-empty",
        message=f"there is no document in this folder{others}",
        remedy=f"Put documents in it that end in {_endings(endings)}.",
        severity=Severity.ERROR,
        stage=_STAGE,
    )


def _left_out(folder: Path | Address) -> Issue:
    return Issue(
        place=printable(folder),
        code="folder-made-by-kg",
        message="what a build or a publication of kg made in it is left out",
        severity=Severity.NOTE,
        stage=_STAGE,
    )


def _unknown_ending(item: _Found, endings: frozenset[str]) -> Issue:
    return Issue(
        place=_shown(item),
        code="unknown-ending",
        message=f"cannot be read: its name does not end in {_endings(endings)}",
        remedy="Convert it to one of these.",
        severity=Severity.ERROR if item.named else Severity.NOTE,
        stage=_STAGE,
    )


def _unreadable(path: Path, error: OSError) -> Issue:
    return Issue(
        place=printable(path),
        code="source-unreadable",
        message=f"cannot be read ({error.strerror})",
        remedy="Check where it leads and whether you may read it.",
        severity=Severity.ERROR,
        stage=_STAGE,
    )


def _unreachable(address: Address, error: Unreachable) -> Issue:
    return Issue(
        place=printable(address),
        code="source-unreachable",
        message=f"cannot be fetched ({error})",
        remedy="Check the address, the network and whether you may read it.",
        severity=Severity.ERROR,
        stage=_STAGE,
    )


def _endings(endings: frozenset[str]) -> str:
    *most, last = sorted(endings)
    return f"{', '.join(most)} or {last}" if most else last

"""The frame of every page of a thing: head, search, menu and language switch. What pages need comes from their own place alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from kg.graph.vocabulary import Language
from kg.publish.thing_texts import TEXTS

_FOLDER = Path(__file__).parent
_BESIDE = "'self' file:"  # not every browser takes files on disk for 'self'


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the content of a page; all addresses are relative or absolute, as they stand in a link.

    `search` is where the form of the search leads, empty where there is no search; `menu` and `alternates` are pairs of words (or a
    media type) and address; `other` is this page in the other language. `style` is the address of the style sheet, empty where the page
    holds it; `scripts` are those of scripts.
    """

    language: Language
    title: str
    home: str
    other: str
    search: str = ""
    asked: str = ""
    menu: tuple[tuple[str, str], ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    style: str = ""
    scripts: tuple[str, ...] = ()


def rendered(template: str, frame: Frame, values: Mapping[str, object], *, folder: Path | None = None) -> str:
    """The page that a template makes of its values, everything escaped. `folder` holds templates beside those of this package."""
    texts = {key: text[frame.language] for key, text in TEXTS.items()}
    page = _environment(folder).get_template(template)
    told = policy_from_disk(scripts=bool(frame.scripts)) if frame.style else policy()
    return page.render(frame=frame, t=texts, style=style(), policy=told, **values)


@cache
def policy(*, forms: bool = True) -> str:
    """The Content-Security-Policy of a page: its own style, an empty icon, no script, nothing fetched, forms to this very host."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    action = "'self'" if forms else "'none'"
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action {action}"


def policy_from_disk(*, scripts: bool) -> str:
    """The policy of a page beside its style sheet and scripts, served or opened from disk: those alone, and nothing fetched by them."""
    run = f"script-src {_BESIDE}; " if scripts else ""
    return f"default-src 'none'; style-src {_BESIDE}; img-src data:; {run}base-uri 'none'; form-action {_BESIDE}"


@cache
def style() -> str:
    """The style sheet of the pages."""
    return "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("page.css", "thing.css"))


@cache
def _environment(folder: Path | None) -> Environment:
    loaders: list[BaseLoader] = [FileSystemLoader(_FOLDER / "templates")]
    if folder is not None:
        loaders.append(FileSystemLoader(folder))
    return Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

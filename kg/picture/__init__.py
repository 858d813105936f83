"""The graph becomes a picture: one HTML page that opens without any network."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.picture.answer import told_in
from kg.picture.focus import around, iri_of
from kg.picture.from_graph import scene_from_store
from kg.picture.model import Language, Words
from kg.picture.page import page_from_scene

__all__ = ["picture_from_store", "picture_of_answer"]


def picture_from_store(
    store: ox.Store, *, base: str, language: str = "nl", focus: str | None = None, depth: int = 2
) -> str:
    """The page of a store, whole or around one thing; `focus` is a name, label or IRI of that thing.

    Raises:
        UsageError: where nothing, or more than one thing, is called `focus`.
        KgError: where the store was built by a version with other modalities or statuses.
    """
    scene = scene_from_store(store, base=base)
    if focus is not None:
        scene = around(scene, iri_of(scene, focus), depth)
    return page_from_scene(scene, Language(language))


def picture_of_answer(
    store: ox.Store,
    rows: Iterable[frozenset[str]],
    *,
    base: str,
    title: tuple[str, str] | None = None,
    language: str = "nl",
) -> str:
    """The page of what the rows of an answer name, each a set of IRIs; `title` is the question, in Dutch and English.

    Raises:
        KgError: where the store was built by a version with other modalities or statuses.
    """
    words = None if title is None else Words(nl=title[0], en=title[1])
    return page_from_scene(told_in(scene_from_store(store, base=base), rows, words), Language(language))

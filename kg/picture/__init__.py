"""The graph becomes a picture: one HTML page that opens without any network."""

from __future__ import annotations

import pyoxigraph as ox

from kg.picture.focus import around, iri_of
from kg.picture.from_graph import scene_from_store
from kg.picture.model import Language
from kg.picture.page import page_from_scene

__all__ = ["picture_from_store"]


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

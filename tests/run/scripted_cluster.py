"""Loaded by a dask worker before it works: it reads documents with the scripted worker."""

from __future__ import annotations

from kg.run import crew

setattr(crew, "WORKER", "scripted_worker")  # noqa: B010 - the name is a constant elsewhere

"""Toezichtgraaf: documents about public supervision go in, a graph of who supervises whom comes out, with evidence."""

__version__ = "0.1.0"

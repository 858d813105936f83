"""The sitemap of a publication, for search engines.

Source: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import quote
from xml.sax.saxutils import escape

MOST = 50_000
"""How many addresses one sitemap may hold."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LEFT_OUT = (".js", ".css", "robots.txt", ".nojekyll")


def sitemap_files(
    names: Iterable[str], address: str, day: date | None, *, most: int = MOST
) -> Iterator[tuple[str, bytes]]:
    """The file sitemap.xml with those of the files that a person or a harvester may read; more than `most` in several maps.

    Example:
        >>> for name, data in sitemap_files(["a.html", "b.html"], "https://a.nl/", None, most=1):
        ...     print(name, data.count(b"<loc>"))
        sitemap-1.xml 1
        sitemap-2.xml 1
        sitemap.xml 2
    """
    shown = sorted(name for name in names if not name.endswith(_LEFT_OUT))
    parts = [shown[start : start + most] for start in range(0, len(shown), most)]
    if len(parts) == 1:
        yield "sitemap.xml", _map("urlset", "url", shown, address, day)
        return
    maps = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(maps, parts, strict=True):
        yield name, _map("urlset", "url", part, address, day)
    yield "sitemap.xml", _map("sitemapindex", "sitemap", maps, address, day)


def _map(root: str, element: str, names: Iterable[str], address: str, day: date | None) -> bytes:
    told = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    rows = "".join(f"  <{element}><loc>{escape(address + quote(name))}</loc>{told}</{element}>\n" for name in names)
    return f'{_HEAD}<{root} xmlns="{_SPACE}">\n{rows}</{root}>\n'.encode()

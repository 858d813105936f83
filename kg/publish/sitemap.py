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


def with_sitemap(
    files: Iterable[tuple[str, bytes]], address: str, day: date | None, *, most: int = MOST
) -> Iterator[tuple[str, bytes]]:
    """The files, and after them sitemap.xml with all that a person or a harvester may read; more than `most` in several maps.

    Example:
        >>> for name, data in with_sitemap([("a.html", b""), ("b.html", b"")], "https://a.nl/", None, most=1):
        ...     print(name, data.count(b"<loc>"))
        a.html 0
        b.html 0
        sitemap-1.xml 1
        sitemap-2.xml 1
        sitemap.xml 2
    """
    names: list[str] = []
    for name, data in files:
        yield name, data
        if not name.endswith(_LEFT_OUT):
            names.append(name)
    names.sort()
    parts = [names[start : start + most] for start in range(0, len(names), most)]
    if len(parts) == 1:
        yield "sitemap.xml", _map("urlset", "url", names, address, day)
        return
    maps = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(maps, parts, strict=True):
        yield name, _map("urlset", "url", part, address, day)
    yield "sitemap.xml", _map("sitemapindex", "sitemap", maps, address, day)


def _map(root: str, element: str, names: Iterable[str], address: str, day: date | None) -> bytes:
    told = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    rows = "".join(f"  <{element}><loc>{escape(address + quote(name))}</loc>{told}</{element}>\n" for name in names)
    return f'{_HEAD}<{root} xmlns="{_SPACE}">\n{rows}</{root}>\n'.encode()

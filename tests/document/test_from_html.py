"""A web page is read as its readers see it, without the site around it, or refused with a reason."""

from __future__ import annotations

import codecs
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document.from_html import page_from_html
from kg.document.model import BlockKind, Metadata
from kg.document.unreadable import Unreadable

from .web_pages import WEB_PAGES

H, P, I, T, N = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE, BlockKind.FOOTNOTE  # noqa: E741


def blocks(page: str) -> tuple[tuple[str, BlockKind], ...]:
    return page_from_html(page.encode()).blocks


@pytest.mark.parametrize("name", WEB_PAGES)
def test_body_without_the_site_around_it(name: str) -> None:
    """Every block of the text is read, in order, and nothing of menus, notices, footers and what is hidden."""
    page = WEB_PAGES[name]
    found = blocks(page.html)
    assert found == page.blocks
    text = " ".join(words for words, _ in found)
    assert [words for words in page.around if words in text] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "government",
            Metadata(
                title="Toezicht op keurmerken",
                publisher="Ministerie van Voorbeelden",
                date=datetime.date(2024, 5, 17),
                url="https://www.example.nl/onderwerpen/keurmerken",
                identifier="a1b2-c3",
                language="nl-NL",
            ),
        ),
        (
            "inspectorate",
            Metadata(
                title="Onderzoek naar wachttijden",
                publisher="Inspectie Voorbeeld",
                date=datetime.date(2023, 11, 2),
                language="nl",
                licence="https://creativecommons.org/publicdomain/zero/1.0/",
            ),
        ),
        ("law", Metadata(title="Regeling keurmerken", language="nl")),
        (
            "gazette",
            Metadata(
                title="Besluit aanwijzing controleurs",
                publisher="Ministerie van Voorbeelden",
                date=datetime.date(2099, 1, 31),
                identifier="stcrt-2099-12345",
                language="nl",
            ),
        ),
        ("bare", Metadata(title="Verslag")),
    ],
)
def test_what_pages_say_of_themselves(name: str, said: Metadata) -> None:
    """Dublin Core, JSON-LD, Open Graph, the link to the page itself and the title are heard."""
    assert page_from_html(WEB_PAGES[name].html.encode()).metadata == said


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<link rel=canonical href="javascript:alert(1)"><link rel=license href="file:///etc/passwd">', Metadata()),
        ('<link rel=canonical href="/hier"><meta property=og:url content="https://x.nl/daar">', Metadata(url="https://x.nl/daar")),
        ('<meta name=DC.date content="3 mei 2024"><meta name=DCTERMS.modified content="31-12-2023">',
         Metadata(date=datetime.date(2023, 12, 31))),
        ('<meta name=DCTERMS.issued content="2024-02-30">', Metadata()),
        ('<meta name=DCTERMS.language content="Nederlands!"><meta http-equiv=content-language content=nl>', Metadata(language="nl")),
        ("<script type=application/ld+json>{[</script>", Metadata()),
        (f'<script type=application/ld+json>{"[" * 100_000}</script>', Metadata()),
        ('<meta property=og:site_name content="voorbeeld.nl">', Metadata()),
    ],
)  # fmt: skip
def test_what_is_said_wrongly_is_not_believed(head: str, said: Metadata) -> None:
    """Addresses that are none of the web, days that are none, language tags that are none and broken JSON count for nothing."""
    assert page_from_html(f"<head>{head}</head><p>Tekst".encode()).metadata == said


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<ol><li>een<li>twee</ol>", (("1. een", I), ("2. twee", I))),
        ("<ol type=A start=3><li>een<li value=9>negen<li>tien</ol>", (("C. een", I), ("I. negen", I), ("J. tien", I))),
        ("<ol reversed><li>een<li>twee</ol>", (("2. een", I), ("1. twee", I))),
        ('<ol style="list-style: lower-roman inside"><li>een<li>twee</ol>', (("i. een", I), ("ii. twee", I))),
        ("<ol><li>een<ol type=a><li>diep</ol>na<li>twee</ol>", (("1. een", I), ("a. diep", I), ("na", P), ("2. twee", I))),
        ("<ol><li>1°. een<li>(b) twee</ol>", (("1°. een", I), ("(b) twee", I))),
        ("<ul><li>een<li style='list-style-type:none'>twee</ul>", (("• een", I), ("twee", P))),
        ("<ul><li><p>een</p><p>meer</p></ul>", (("• een", I), ("meer", P))),
        ("<p>a. los onderdeel</p>", (("a. los onderdeel", I),)),
        ("<dl><dt>a.<dd>een<dt>term<dd>uitleg<dd>meer<dt>leeg</dl>", (("a. een", I), ("term: uitleg", I), ("meer", P), ("leeg:", I))),
    ],
)  # fmt: skip
def test_lists(page: str, found: tuple[tuple[str, BlockKind], ...]) -> None:
    """Items have the mark that a browser shows, unless one stands in their text already; terms stand with their definition."""
    assert blocks(page) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>het <b>toe</b>zicht<i> op</i><!-- x --> de&shy;&nbsp;wet\u200b", (("het toezicht op de wet", P),)),
        ("<p>een<br>twee<br><br>drie<br/> <br>vier", (("een twee", P), ("drie", P), ("vier", P))),
        ("een<div>twee</div>drie<p>vier<h2>vijf</h2>zes", (("een", P), ("twee", P), ("drie", P), ("vier", P), ("vijf", H), ("zes", P))),
        ("<pre>een\ntwee\n\ndrie</pre>", (("een twee", P), ("drie", P))),
        ("<p>Hij zei <q>ja</q> <del>nee</del><ins>ja</ins>", (("Hij zei “ja” ja", P),)),
        ("<p>40 m<sup>2</sup> en H<sub>2</sub>O", (("40 m2 en H2O", P),)),
        ("<table><tr><td>een<td>twee<tr><td colspan=2>drie</table>", (("een\ttwee", T), ("drie", T))),
        ("<table><tr><td><p>een</p><p>twee</p></table>", (("een", P), ("twee", P))),
        ("<table><tr><td>los<td><table><tr><td>a<td>b</table></table>", (("los", P), ("a\tb", T))),
        ("<table>los<tr><td>a<td>b</table>", (("los", P), ("a\tb", T))),
        ("<p>een<p>twee</b></div></span><h3>kop<h3>kop", (("een", P), ("twee", P), ("kop", H), ("kop", H))),
        ("<textarea>veld</textarea><script>document</script><style>p{}</style><noscript>zet aan</noscript><p>tekst", (("tekst", P),)),
        ('<p>zie<span style="DISPLAY:none">niet</span><span hidden>niet</span><span hidden="until-found"> wel', (("zie wel", P),)),
    ],
)  # fmt: skip
def test_words_and_blocks(page: str, found: tuple[tuple[str, BlockKind], ...]) -> None:
    """Elements within a line add no space, elements on lines of their own part words; markup that is wrong is read as browsers do."""
    assert blocks(page) == found


@pytest.mark.parametrize(
    "page",
    [
        # pandoc
        ('<p>De wet<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> geldt.</p><section'
        ' class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Zie de toelichting.<a href="#fnref1" class="footnote-back"'
        ' role="doc-backlink">↩︎</a></p></li></ol></section>'),
        # Word, saved as a web page
        ("<p class=MsoNormal>De wet<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span"
        " class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> geldt.</p><div style='mso-element:footnote-list'>"
        "<br clear=all><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\"><span>["
        "1]</span></a> Zie de toelichting.</p></div></div>"),
        # a gazette: the note in paragraphs of its own
        ('<p>De wet<a id="v1" href="#noot1"><sup>1</sup></a> geldt.</p><div id="noot1"><p><sup><a href="#v1">1</a></sup> Zie de</p>'
        "<p>toelichting.</p></div>"),
        # figures without links
        "<p>De wet<sup>1</sup> geldt.</p><p><sup>1</sup>Zie de toelichting.</p>",
        "<p>De wet<sup>(1)</sup> geldt.</p><aside><p><sup>(1)</sup> Zie de toelichting.</p></aside>",
    ],
)  # fmt: skip
def test_footnotes(page: str) -> None:
    """A note stands last with its number, without the way back; its mark has left the text."""
    assert blocks(page) == (("De wet geldt.", P), ("1 Zie de toelichting.", N))


def test_links_with_figures_that_are_no_notes() -> None:
    """A page number in a list of chapters, or a raised figure that no note opens with, stays."""
    page = '<p>Hoofdstuk <a href="#h1">1</a>, zie lid 2<sup>3</sup></p><h2 id="h1">Hoofdstuk 1</h2><p>Tekst.</p>'
    assert blocks(page) == (("Hoofdstuk 1, zie lid 23", P), ("Hoofdstuk 1", H), ("Tekst.", P))


@pytest.mark.parametrize(
    "data",
    [
        "<p>Coördinatie €".encode(),
        codecs.BOM_UTF8 + '<meta charset="windows-1252"><p>Coördinatie €'.encode(),
        codecs.BOM_UTF16_LE + "<p>Coördinatie €".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "<p>Coördinatie €".encode("utf-16-be"),
        "<p>Coördinatie €".encode("windows-1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Coördinatie €'.encode("windows-1252"),
        "<meta charset=iso-8859-15><p>Coördinatie €".encode("iso-8859-15"),
        '<!-- <meta charset="utf-8"> --><meta charset=latin1><p>Coördinatie €'.encode("windows-1252"),
        '<?xml version="1.0" encoding="windows-1252"?><html><p>Coördinatie €'.encode("windows-1252"),
        '<meta charset="rot13"><p>Coördinatie €'.encode(),
        '<meta charset="utf-16"><p>Coördinatie €'.encode(),
    ],
)  # fmt: skip
def test_characters(data: bytes) -> None:
    """A byte order mark wins from a declaration, that from a guess; Latin-1 is read as windows-1252, as browsers do."""
    assert page_from_html(data).blocks == (("Coördinatie €", P),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "html-empty"),
        (b" \n", "html-empty"),
        (b"%PDF-1.7 x", "html-binary"),
        (b"<p>\0\1\2", "html-binary"),
        (b"<html><body><script>render()</script><nav>Menu</nav></body></html>", "html-no-text"),
        (b"<div>" * 100_000 + b"tekst" + b"</div>" * 100_000, "html-too-deep"),
        (b" " * 30_000_001 + b"x", "html-too-large"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, code: str) -> None:
    """Each way of holding no text has its own reason, and a remedy."""
    with pytest.raises(Unreadable) as refusal:
        page_from_html(data)
    assert refusal.value.reason_code == code
    assert refusal.value.remedy


def test_deep_pages_are_read() -> None:
    """What lies deeper than any page needs is read all the same, and elements that need no end tag are not deep."""
    deep = "<div>een" * 2000 + "<p>diep</p>" + "</div>" * 2000
    assert blocks(deep)[-1] == ("diep", P)
    assert len(blocks(deep)) == 2001
    assert len(blocks("<p>een<li>twee" * 10_000)) == 20_000


TAGS = "<p> </p> <table> <tr> <td> </table> <ol> <li> </ol> <dl> <dt> <dd> <sup> </sup> </a> <b> </b> <br> <h1> <!-- --> <q> <pre> 1 2"
MARKUP = st.lists(
    st.sampled_from([*TAGS.split(" "), "<a href=#a>", "<a name=a>"]) | st.text(alphabet="abcde &;<>\"'", max_size=6),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(parts=MARKUP)
def test_any_markup_is_read(parts: list[str]) -> None:
    """Whatever the markup, what stands before it is read, and every block is one line."""
    page = f"<p>begin</p>{''.join(parts)}"
    found = blocks(page)
    assert found[0][0].startswith("begin")
    for words, kind in found:
        assert words.strip() == words
        assert "\n" not in words
        assert ("\t" in words) <= (kind is BlockKind.TABLE)


WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(
    texts=st.lists(WORDS, min_size=1, max_size=8),
    wraps=st.lists(st.sampled_from(["p", "div", "li", "section"]), min_size=8, max_size=8),
)
def test_words_in_are_words_out(texts: list[str], wraps: list[str]) -> None:
    """Of a page without menus every word comes out, once, in order."""
    page = "".join(f"<{tag}>{text}</{tag}>" for text, tag in zip(texts, wraps, strict=False))
    assert [words for words, _ in blocks(page)] == texts

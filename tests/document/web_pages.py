"""Web pages of our own in the style of sites that publish about supervision, with the blocks that a person reads on them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.document.model import BlockKind

H, P, I, T, N = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE, BlockKind.FOOTNOTE  # noqa: E741


@dataclass(frozen=True)
class WebPage:
    """A page, its blocks, and words of its menus that are no part of it."""

    html: str
    blocks: tuple[tuple[str, BlockKind], ...]
    around: tuple[str, ...]


GOVERNMENT = WebPage(
    html="""<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8">
<title>Toezicht op keurmerken | Voorbeeldoverheid.nl</title>
<link rel="canonical" href="https://www.example.nl/onderwerpen/keurmerken">
<meta name="DCTERMS.title" content="Toezicht op keurmerken"><meta name="DCTERMS.creator" content="Ministerie van Voorbeelden">
<meta name="DCTERMS.issued" content="2024-05-17T10:00"><meta name="DCTERMS.identifier" content="a1b2-c3"></head>
<body class="site nl"><div id="skiplinks" class="skiplinks"><a href="#content">Ga direct naar inhoud</a></div>
<div class="cookie-melding" role="dialog"><p>Deze site gebruikt cookies.</p><button>Sta toe</button></div>
<header><div class="logo"><img alt="Logo"><span>Voorbeeldoverheid</span></div></header>
<nav aria-label="hoofdmenu"><ul><li><a href="/">Home</a></li><li><a href="/onderwerpen">Onderwerpen</a></li></ul></nav>
<div class="breadcrumb"><p>U bent hier:</p><ol><li><a href="/">Home</a></li><li>Keurmerken</li></ol></div>
<main id="content"><div class="article content"><h1>Toezicht op keurmerken</h1>
<p class="intro">De Keurmerkendienst houdt toezicht op bedrijven die een keurmerk voeren.</p>
<nav class="toc"><h2>Op deze pagina</h2><ul><li><a href="#wie">Wie controleert</a></li></ul></nav>
<h2 id="wie">Wie controleert</h2>
<p>Controleurs van de dienst komen <strong>onaangekondigd</strong> langs. Zij mogen:</p>
<ul><li>gebouwen betreden;</li><li>gegevens opvragen, zoals:<ul><li>facturen;</li><li>monsters.</li></ul></li></ul>
<p>Meer staat in de <a href="/wet">Keurmerkenwet</a>.<br>De gemeente helpt mee.</p>
<details><summary>Wat kost een controle?</summary><p>Niets.</p></details>
<div class="share-buttons"><p>Deel deze pagina</p><ul><li><a href="https://x.example">X</a></li></ul></div></div></main>
<footer><h2>Service</h2><ul><li><a href="/contact">Contact</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>
</body></html>""",
    blocks=(
        ("Toezicht op keurmerken", H),
        ("De Keurmerkendienst houdt toezicht op bedrijven die een keurmerk voeren.", P),
        ("Wie controleert", H),
        ("Controleurs van de dienst komen onaangekondigd langs. Zij mogen:", P),
        ("• gebouwen betreden;", I),
        ("• gegevens opvragen, zoals:", I),
        ("• facturen;", I),
        ("• monsters.", I),
        ("Meer staat in de Keurmerkenwet. De gemeente helpt mee.", P),
        ("Wat kost een controle?", P),
        ("Niets.", P),
    ),
    around=("cookies", "Ga direct", "Onderwerpen", "U bent hier", "Op deze pagina", "Deel deze", "Contact", "Service"),
)

INSPECTORATE = WebPage(
    html="""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Onderzoek naar wachttijden - Inspectie Voorbeeld</title>
<meta property="og:title" content="Onderzoek naar wachttijden"><meta property="og:site_name" content="Inspectie Voorbeeld">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Onderzoek naar wachttijden", "datePublished": "2023-11-02T08:30:00+01:00", "publisher": {"@type": "Organization",
"name": "Inspectie Voorbeeld"}, "license": "https://creativecommons.org/publicdomain/zero/1.0/"}]}</script></head>
<body><div class="site-header"><div class="menu-wrapper"><ul class="menu"><li><a href="/nieuws">Nieuws</a></li><li><a
href="/contact">Contact</a></li></ul><form action="/zoek"><label for="q">Zoeken</label><input id="q"><button>Zoek</button></form>
</div></div><article class="nieuwsbericht"><header><h1>Onderzoek naar wachttijden</h1><p class="datum">2 november 2023</p></header>
<p>De Inspectie Voorbeeld is een onderzoek begonnen naar de wachttijden bij loketten.<sup><a href="#voetnoot-1">1</a></sup> Aanleiding
zijn meldingen van burgers.</p><blockquote><p>“Wachten kost vertrouwen.”</p></blockquote>
<figure><img src="a.png" alt="Grafiek"><figcaption>Figuur 1: wachttijd in minuten</figcaption></figure>
<table><caption>Wachttijden</caption><thead><tr><th>Loket</th><th>Minuten</th></tr></thead><tbody>
<tr><td>Noord</td><td>12</td></tr><tr><td rowspan="2">Zuid</td><td>30</td></tr><tr><td>25</td></tr></tbody></table>
<p hidden>Concept, niet tonen.</p><p style="display: none">Ook niet tonen.</p><span aria-hidden="true">→</span>
<section class="voetnoten"><ol><li id="voetnoot-1">Zie het jaarplan van 2023. <a href="#noot-1" class="backlink">terug</a></li></ol>
</section><footer><p>Gepubliceerd door de redactie</p></footer></article>
<aside><h2>Lees ook</h2><p>Ander nieuws over loketten.</p></aside></body></html>""",
    blocks=(
        ("Onderzoek naar wachttijden", H),
        ("2 november 2023", P),
        (
            "De Inspectie Voorbeeld is een onderzoek begonnen naar de wachttijden bij loketten. Aanleiding zijn meldingen van burgers.",
            P,
        ),
        ("“Wachten kost vertrouwen.”", P),
        ("Figuur 1: wachttijd in minuten", P),
        ("Wachttijden", P),
        ("Loket\tMinuten", T),
        ("Noord\t12", T),
        ("Zuid\t30", T),
        ("25", T),
        ("1 Zie het jaarplan van 2023.", N),
    ),
    around=("Nieuws", "Zoek", "Concept", "Ook niet", "→", "redactie", "Lees ook", "Ander nieuws"),
)

LAW = WebPage(
    html="""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Regels - Regeling keurmerken - BWBR0099999</title></head>
<body><div id="header"><div id="navigation"><ul><li><a href="/zoeken">Zoeken</a></li><li><a href="/links">Linken</a></li></ul></div></div>
<div id="content"><div class="content-main"><div class="wetgeving" id="regeling"><h1>Regeling keurmerken</h1>
<div class="artikel" id="Artikel1"><div class="article__header--law"><h4>Artikel <span class="nr">1</span></h4>
<ul class="article__options"><li><a href="#r">Toon relaties</a></li><li><a href="#p">Permanente link</a></li></ul></div>
<p class="al">In deze regeling wordt verstaan onder:</p>
<dl><dt>dienst</dt><dd>de Keurmerkendienst, bedoeld in <a href="/BWBR0099998">artikel 2 van de Keurmerkenwet</a>;</dd>
<dt>minister:</dt><dd>Onze Minister van Voorbeelden.</dd></dl></div>
<div class="artikel"><h4>Artikel 2</h4><ul class="artikel_leden"><li class="lid"><p class="lid"><span class="lidnr">1</span>Met het
toe&shy;zicht op de naleving zijn belast:</p><ol style="list-style-type: none"><li><span>a.</span> de ambtenaren van de dienst; en</li>
<li><span>b.</span> de leden van de raad.</li></ol></li></ul></div></div></div></div>
<div id="footer"><ul class="links"><li><a href="/over">Over deze site</a></li><li><a href="/help">Help</a></li></ul></div></body></html>""",
    blocks=(
        ("Regeling keurmerken", H),
        ("Artikel 1", H),
        ("In deze regeling wordt verstaan onder:", P),
        ("dienst: de Keurmerkendienst, bedoeld in artikel 2 van de Keurmerkenwet;", I),
        ("minister: Onze Minister van Voorbeelden.", I),
        ("Artikel 2", H),
        ("1 Met het toezicht op de naleving zijn belast:", I),
        ("a. de ambtenaren van de dienst; en", I),
        ("b. de leden van de raad.", I),
    ),
    around=("Zoeken", "Toon relaties", "Over deze site", "Help"),
)

GAZETTE = WebPage(
    html="""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="nl" lang="nl"><head>
<title>Staatscourant 2099, 12345 | Overheid.nl</title><meta name="DC.title" content="Besluit aanwijzing controleurs"/>
<meta name="OVERHEID.authority" content="Ministerie van Voorbeelden"/><meta name="DC.identifier" content="stcrt-2099-12345"/>
<meta name="DCTERMS.available" content="2099-01-31"/></head><body><div class="header" role="banner"><a href="/">Overheid.nl</a></div>
<div role="main"><div class="stcrt"><h1>Besluit aanwijzing controleurs</h1>
<p>De minister van Voorbeelden wijst de controleurs aan.<a id="d17e1" class="nootnummer" href="#n1"><sup>1</sup></a> Zij legitimeren
zich.<sup class="noot"><a id="v2" href="#n2">2</a></sup></p><ol type="a" start="3">
<li>in het noorden;</li><li value="7">in het zuiden.</li></ol>
<table role="presentation"><tr><td><p>Dit besluit wordt geplaatst.</p></td><td><p>De minister.</p></td></tr></table>
<div class="noten"><div class="noot" id="n1"><p><a href="#d17e1"><sup>1</sup></a> Stb. 2098, 7.</p><p>Zie ook de toelichting.</p></div>
<div class="noot" id="n2"><p><sup>2</sup> Met een pas.</p></div></div></div></div>
<div role="contentinfo"><p>Over deze website</p></div></body></html>""",
    blocks=(
        ("Besluit aanwijzing controleurs", H),
        ("De minister van Voorbeelden wijst de controleurs aan. Zij legitimeren zich.", P),
        ("c. in het noorden;", I),
        ("g. in het zuiden.", I),
        ("Dit besluit wordt geplaatst.", P),
        ("De minister.", P),
        ("1 Stb. 2098, 7. Zie ook de toelichting.", N),
        ("2 Met een pas.", N),
    ),
    around=("Overheid.nl", "Over deze website"),
)

BARE = WebPage(
    html="""<html><head><title>Verslag</title></head><body bgcolor=white><table width=100%><tr><td width=20%><a href=a.htm>Home</a><br>
<a href=b.htm>Archief</a><br><a href=c.htm>Zoeken</a></td><td><font size=5>Verslag van de raad</font><br><br>De raad sprak met de
<a href=d.htm>dienst</a> over het toezicht.<br><br>Daarna stelde hij het <i>plan</i> vast.
De <a href=e.htm>minister</a> krijgt een afschrift.
<p>Aldus besloten.<p>Den Haag, 3 mei</td></tr></table>
<p><a href=a.htm>Home</a> | <a href=f.htm>Contact</a> | <a href=g.htm>Proclaimer</a></body></html>""",
    blocks=(
        ("Verslag van de raad", P),
        ("De raad sprak met de dienst over het toezicht.", P),
        ("Daarna stelde hij het plan vast. De minister krijgt een afschrift.", P),
        ("Aldus besloten.", P),
        ("Den Haag, 3 mei", P),
    ),
    around=("Home", "Archief", "Zoeken", "Contact", "Proclaimer"),
)

WEB_PAGES = {"government": GOVERNMENT, "inspectorate": INSPECTORATE, "law": LAW, "gazette": GAZETTE, "bare": BARE}

"""The sentences of a treebank in CoNLL-U, read from its archive, with lemmas as a reader of plain text wants them."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_PARTICLE = "compound:prt"
_STEM = 4  # letters by which the last part of a compound is found in its form; fewer where the part is shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token; `head` counts from 0 in its sentence, and is its own place where the token is the root."""

    form: str
    lemma: str
    tag: str
    morph: str  # Universal Features, empty where there are none
    head: int
    label: str
    spaced: bool  # whether a space follows


@dataclass(frozen=True, slots=True, kw_only=True)
class TreebankSentence:
    """A sentence; `text_id` is the same for the sentences of one running text, `paragraph_id` for those of one paragraph."""

    text_id: str
    paragraph_id: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as it was written, without white space at its end."""
        return "".join(word.form + (" " if word.spaced else "") for word in self.words).rstrip()


def sentences_from_archive(archive: Path, file: str) -> tuple[TreebankSentence, ...]:
    """The sentences of `file` in the tar `archive`, in order.

    Raises:
        FileNotFoundError: where the archive has no such file.
    """
    with tarfile.open(archive) as tar:
        member = next((one for one in tar if one.isfile() and Path(one.name).name == file), None)
        content = tar.extractfile(member) if member else None
        if content is None:
            raise FileNotFoundError(f"{archive}: {file}")
        return tuple(sentences_from_conllu(content.read().decode("utf-8")))


def sentences_from_conllu(text: str) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U text; empty nodes and ranges are left out.

    Source: https://universaldependencies.org/format.html
    """
    for number, part in enumerate(text.strip().split("\n\n")):
        lines = part.strip().split("\n")
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [row for line in lines if not line.startswith("#") and (row := line.split("\t"))[0].isdigit()]
        if all(len(row) == 10 for row in rows):  # noqa: PLR2004  # the format's ten columns
            source = comments.get("source", comments.get("sent_id", str(number)))
            yield TreebankSentence(
                text_id=_text_id(source), paragraph_id=source.partition(".s.")[0], words=_words(rows)
            )


def _text_id(source: str) -> str:
    """What is common to the sentences of one text: the source without the number of paragraph and sentence.

    Example:
        >>> _text_id("LassyEnhanced/wiki-135/wiki-135.p.100.s.1.xml"), _text_id("cdb/17.xml")
        ('LassyEnhanced/wiki-135/wiki-135', 'cdb/')
    """
    text, part, _ = source.partition(".p.")
    return text if part else text.removesuffix(".xml").rstrip("0123456789")


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    particles: dict[int, list[str]] = {}
    for row in rows:
        if row[7] == _PARTICLE:
            particles.setdefault(int(row[6]), []).append(row[1].lower())
    return tuple(
        Word(
            form=row[1],
            lemma=plain_lemma(row[1], row[2], row[3], particles.get(int(row[0]), ())),
            tag=row[3],
            morph=_features(row[5], row[3]),
            head=int(row[6]) - 1 if row[6] != "0" else number,
            label=row[7],
            spaced="SpaceAfter=No" not in row[9],
        )
        for number, row in enumerate(rows)
    )


def _features(features: str, tag: str) -> str:
    """The features that all parts of the treebank give; the others follow from the tag and the form, or tell nothing of the word.

    Example:
        >>> _features("Definite=Def|PronType=Art", "DET"), _features("Mood=Ind|Tense=Past|VerbForm=Fin", "VERB"), _features("_", "X")
        ('Definite=Def', 'Tense=Past|VerbForm=Fin', '')
    """
    return "|".join(
        one
        for one in features.split("|")
        if one not in ("_", "Mood=Ind")
        and not one.endswith("=")
        and not one.startswith("ExtPos=")
        and not (tag == "DET" and one.startswith("PronType="))
    )


def plain_lemma(form: str, lemma: str, tag: str, particles: Iterable[str]) -> str:
    """The lemma of the word as it is written: compounds in one, and a separated verb without the part that stands apart.

    The treebank parts a lemma with "_" and drops linking letters; a separated verb has its particle in its lemma.

    Example:
        >>> plain_lemma("koerswinsten", "koers_winst", "NOUN", ()), plain_lemma("gedragslijn", "gedrag_lijn", "NOUN", ())
        ('koerswinst', 'gedragslijn')
        >>> plain_lemma("houdt", "in_houden", "VERB", ("in",)), plain_lemma("aangewezen", "aan_wijzen", "VERB", ())
        ('houden', 'aanwijzen')
    """
    if "_" not in lemma or "_" in form:
        return lemma
    for particle in particles:
        lemma = lemma.removeprefix(f"{particle}_")
    if tag in ("X", "SYM", "CCONJ", "ADP", "NUM"):
        return form.lower()
    parts = lemma.split("_")
    last = parts[-1]
    if tag != "VERB" and len(parts) > 1:
        for length in range(min(_STEM, len(last)), 1, -1):
            place = form.lower().rfind(last[:length].lower())
            if place > 0:
                first = form[:place]
                return (first[0].lower() if lemma[0].islower() else first[0]) + first[1:] + last
    return "".join(parts)


def with_words(sentence: TreebankSentence, words: Iterable[Word]) -> TreebankSentence:
    """The same sentence with other words."""
    return replace(sentence, words=tuple(words))

"""What the training starts from: word vectors, and a tokenizer whose abbreviations are none of the treebank's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.lang.nl import Dutch
from spacy.language import Language
from spacy.vectors import Vectors
from treebank import sentences_from_archive
from vectors import vectors_from_texts

from kg.base.knowledge import read_knowledge


@spacy.registry.callbacks("toezichtgraaf.Start.v1")  # type: ignore[untyped-decorator]  # spaCy is untyped to mypy
def start(archive: str, laws: str, files: list[str], seed: int) -> Callable[[Language], None]:
    """What readies a pipeline before its weights are made."""

    def ready(nlp: Language) -> None:
        sentences = [one for file in files for one in sentences_from_archive(Path(archive), file)]
        forms = [[word.form for word in sentence.words] for sentence in sentences]
        words, rows = vectors_from_texts(Path(laws), ([form.lower() for form in line] for line in forms), seed)
        for word in words:
            nlp.vocab.strings.add(word)
        nlp.vocab.vectors = Vectors(
            strings=nlp.vocab.strings, data=rows, keys=words, attr="LOWER", name="toezichtgraaf"
        )
        nlp.tokenizer.rules = tokenizer_rules(forms)

    return ready


def tokenizer_rules(sentences: Sequence[Sequence[str]]) -> dict[str, list[dict[int, str]]]:
    """SpaCy's exceptions for Dutch, without abbreviations that the treebank writes as a word and a stop ("hand.", "best.").

    Those that neither the treebank nor our list of abbreviations knows are left out: to load them all takes a second.
    """
    stopped = Counter(one for line in sentences for one, other in pairwise(line) if other == ".")
    whole = Counter(form for line in sentences for form in line)
    ours = read_knowledge().abbreviations
    return {
        text: parts
        for text, parts in Dutch.Defaults.tokenizer_exceptions.items()
        if (whole[text] or len(parts) > 1 or text.removesuffix(".").casefold() in ours)
        and not (text.endswith(".") and stopped[text.removesuffix(".")] > whole[text])
    }

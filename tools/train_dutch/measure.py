"""How well and how fast a pipeline reads: against the treebank, from raw text."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from treebank import TreebankSentence

from examples import gold_doc
from kg.dutch.sentences import sentence_spans


@dataclass(slots=True)
class Count:
    """What was right, given and asked for."""

    right: int = 0
    given: int = 0
    asked: int = 0

    @property
    def f1(self) -> float:
        """In percent, one decimal; 0 where nothing was right."""
        return round(200 * self.right / max(self.given + self.asked, 1), 1)


Reader = Callable[[str], Doc]


def scores(read: Reader, vocab: Vocab, sentences: Sequence[TreebankSentence]) -> dict[str, float]:
    """F1 over words that have the same characters, marks included, as in the shared tasks of CoNLL; and LAS without marks.

    `read` is given a paragraph at a time, as raw text; `lemmas` are those of treebank.plain_lemma.
    Source: https://universaldependencies.org/conll18/evaluation.html
    """
    counts: dict[str, Count] = {}
    for _, paragraph in groupby(sentences, key=lambda sentence: sentence.paragraph_id):
        gold = gold_doc(vocab, list(paragraph))
        for name, (asked, given) in _compared(gold, read(gold.text)).items():
            count = counts.setdefault(name, Count())
            count.right += len(asked & given)
            count.asked += len(asked)
            count.given += len(given)
    return {name: count.f1 for name, count in counts.items()}


def reader_of_sentences(nlp: Language, abbreviations: frozenset[str]) -> Reader:
    """The pipeline over sentences cut by kg.dutch.sentences, which is how the project uses it."""

    def read(text: str) -> Doc:
        doc = nlp.make_doc(text)
        starts = {span.start for span in sentence_spans(text, abbreviations)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return nlp(doc)

    return read


def _compared(gold: Doc, found: Doc) -> dict[str, tuple[set[object], set[object]]]:
    both = [_rows(doc) for doc in (gold, found)]
    return {name: (both[0][name], both[1][name]) for name in both[0]}


def _rows(doc: Doc) -> dict[str, set[object]]:
    rows: dict[str, set[object]] = {
        name: set()
        for name in (
            "words",
            "sentences",
            "tags",
            "features",
            "lemmas",
            "UAS",
            "LAS",
            "UAS without marks",
            "LAS without marks",
        )
    }
    for sentence in doc.sents:
        rows["sentences"].add(_place(sentence))
    for token in doc:
        if token.is_space:
            continue
        place = (token.idx, token.idx + len(token))
        head = (token.head.idx, token.head.idx + len(token.head)) if token.head is not token else None
        rows["words"].add(place)
        rows["tags"].add((place, token.pos_))
        rows["features"].add((place, str(token.morph)))
        rows["lemmas"].add((place, token.lemma_))
        rows["UAS"].add((place, head))
        rows["LAS"].add((place, head, token.dep_))
        if token.dep_ != "punct":
            rows["UAS without marks"].add((place, head))
            rows["LAS without marks"].add((place, head, token.dep_))
    return rows


def _place(sentence: Span) -> tuple[int, int]:
    tokens = [token for token in sentence if not token.is_space]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def speed(nlp: Language, sentences: Sequence[TreebankSentence]) -> dict[str, float]:
    """Words a second in all, and the share of each part of the pipeline in percent; a text at a time of about 20 sentences."""
    texts = [" ".join(one.text for one in sentences[start : start + 20]) for start in range(0, len(sentences), 20)]
    spent: dict[str, float] = {}
    begin = time.process_time()
    docs = [nlp.make_doc(text) for text in texts]
    spent["tokenizer"] = time.process_time() - begin
    for name, component in nlp.pipeline:
        begin = time.process_time()
        docs = list(component.pipe(iter(docs), batch_size=64))
        spent[name] = time.process_time() - begin
    total = sum(spent.values())
    shares = {name: round(100 * seconds / total, 1) for name, seconds in spent.items()}
    return {"words a second": round(sum(map(len, docs)) / total), **shares}

"""Trains, measures and packs the Dutch pipeline.

    PYTHONPATH=. python tools/train_dutch TREEBANK LAWS WORK

TREEBANK is ud-dutch.tar.xz, LAWS laws-markdown.tar.xz, WORK a folder for what comes in between. One core is enough; the
libraries that count with several are held to one, so that sums come out in the same order. The pipeline is written to
kg/dutch/trained, its scores into its meta.json.
"""

from __future__ import annotations

import argparse
import os
import tarfile
from pathlib import Path

for _library in ("OMP", "OPENBLAS", "BLIS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

import spacy  # noqa: E402  # reads the environment
from measure import reader_of_sentences, scores, speed  # noqa: E402
from pack import pack  # noqa: E402
from spacy.training.initialize import init_nlp  # noqa: E402
from spacy.training.loop import train  # noqa: E402
from spacy.util import load_config  # noqa: E402
from start import start  # noqa: E402, F401  # idem
from treebank import sentences_from_archive  # noqa: E402

from examples import gold_doc  # noqa: E402, F401  # registers the reader of the configuration
from kg.base.knowledge import read_knowledge  # noqa: E402
from kg.dutch import spacy_language  # noqa: E402, F401  # registers the language
from kg.dutch.spacy_model import pipeline  # noqa: E402

_HERE = Path(__file__).resolve().parent
_SHIPPED = _HERE.parent.parent / "kg" / "dutch" / "trained"
_TESTS = ("nl_alpino-ud-dev", "nl_alpino-ud-test", "nl_lassysmall-ud-test")


def main() -> None:
    """Reads the arguments and does all of it; prints the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("laws", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--steps", type=int, help="other than the configuration says")
    arguments.add_argument("--trained", action="store_true", help="only measure and pack what WORK holds")
    arguments.add_argument("--to", type=Path, default=_SHIPPED, help="where the pipeline goes")
    given = arguments.parse_args()
    if not given.trained:
        _train(given.treebank, given.laws, given.work, given.steps)
    ship(given.treebank, given.work / "model-best", given.to)


def _train(treebank: Path, laws: Path, work: Path, steps: int | None) -> None:
    overrides: dict[str, object] = {"paths.archive": str(treebank), "paths.laws": str(laws)}
    if steps:
        overrides["training.max_steps"] = steps
    config = load_config(_HERE / "config.cfg", overrides=overrides, interpolate=False)
    work.mkdir(parents=True, exist_ok=True)
    train(init_nlp(config, use_gpu=-1), work, use_gpu=-1)


def ship(treebank: Path, trained: Path, folder: Path) -> None:
    """Packs the pipeline in `trained` to `folder`, and measures what was packed."""
    nlp = spacy.load(trained)
    # Paths of the machine that trained say nothing to others.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(
        name="toezichtgraaf",
        version="1",
        description="Dutch: tags, features, dependency trees and lemmas",
        author="Toezichtgraaf",
        license="CC-BY-SA-4.0",
        sources=[{"name": name, "license": "CC BY-SA 4.0"} for name in ("UD Dutch Alpino", "UD Dutch LassySmall")],
    )
    nlp.meta.pop("performance", None)
    pack(nlp, folder, _notices(treebank))
    packed = pipeline(folder)
    abbreviations = read_knowledge().abbreviations
    for name in _TESTS:
        sentences = sentences_from_archive(treebank, f"{name}.conllu")
        print(name)
        print(
            "  sentences by kg.dutch.sentences",
            scores(reader_of_sentences(packed, abbreviations), packed.vocab, sentences),
        )
        print("  sentences by the parser", scores(packed, packed.vocab, sentences))
        print("  speed", speed(packed, sentences))


def _notices(treebank: Path) -> dict[str, bytes]:
    """What goes with the pipeline: our notice, and the licence that the treebank brings along."""
    with tarfile.open(treebank) as tar:
        licence = next(tar.extractfile(one) for one in tar if Path(one.name).name == "LICENSE.txt")
        if licence is None:
            raise FileNotFoundError(f"{treebank}: LICENSE.txt")
        return {"LICENSE": licence.read(), "NOTICE": (_HERE / "NOTICE").read_bytes()}


main()

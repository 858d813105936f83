"""The folder that ships: weights as float16, only the strings that are needed, licence, notice and manifest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import srsly
from spacy.language import Language

from kg.dutch.spacy_model import MANIFEST, digest_of

_LEMMATIZER = "trainable_lemmatizer"


def pack(nlp: Language, folder: Path, notices: dict[str, bytes]) -> None:
    """Writes `nlp` to `folder`, beside it `notices` by file name; what was there goes."""
    if folder.exists():
        shutil.rmtree(folder)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16))
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    nlp.to_disk(folder)
    for name, text in notices.items():
        (folder / name).write_bytes(text)
    _without_needless_strings(nlp, folder / "vocab" / "strings.json")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {path.relative_to(folder).as_posix(): digest_of(path) for path in files}
    (folder / MANIFEST).write_text(json.dumps({"files": digests}, indent=1) + "\n", encoding="utf-8")


def _without_needless_strings(nlp: Language, path: Path) -> None:
    """Leaves in the list of strings what labels, features and lemmas are made of, and not each word of the treebank."""
    needed = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, ())}
    needed |= {part for label in needed for sign in ("|", "-") for part in label.split(sign)}
    needed |= {part for label in needed for part in label.split("=")}
    trees = srsly.msgpack_loads((path.parent.parent / _LEMMATIZER / "trees").read_bytes())["trees"]
    hashes = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
    strings = json.loads(path.read_text(encoding="utf-8"))
    kept = sorted(text for text in strings if text in needed or nlp.vocab.strings[text] in hashes)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.base.errors import KgError
from kg.dutch import spacy_model
from kg.dutch.spacy_model import check, pipeline

SHIPPED = Path(spacy_model.__file__).parent / "trained"
REMEDY = "Install toezichtgraaf again, or train the folder anew with tools/train_dutch."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model that ships."""
    return shutil.copytree(SHIPPED, tmp_path / "trained")


def test_the_shipped_folder_is_whole() -> None:
    """Each file is as the manifest says, none stands beside it, and it comes with its licence and notice."""
    check(SHIPPED)
    listed = {*spacy_model.manifest(SHIPPED), "manifest.json"}
    assert {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()} == listed
    assert listed >= {"LICENSE", "NOTICE", "meta.json", "config.cfg"}
    assert (SHIPPED / "LICENSE").read_text(encoding="utf-8").startswith("Attribution-ShareAlike 4.0 International")
    assert "SPDX-License-Identifier: CC-BY-SA-4.0" in (SHIPPED / "NOTICE").read_text(encoding="utf-8")


def test_it_is_small() -> None:
    """The folder weighs less than 5 MB."""
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 5_000_000


def test_all_weights_are_float32_once_loaded() -> None:
    """What is kept as float16 is made float32, also the word vectors."""
    nlp = pipeline()
    weights = [
        node.get_param(name)
        for _, component in nlp.pipeline
        for node in component.model.walk()
        for name in node.param_names
        if node.has_param(name)
    ]
    assert len(weights) > 20
    assert {array.dtype for array in weights} == {np.dtype("float32")}
    assert nlp.vocab.vectors.data.dtype == np.float32


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Without the folder the error says where it was looked for and how to mend it."""
    with pytest.raises(KgError) as told:
        pipeline(tmp_path / "none")
    assert str(told.value) == f"the Dutch model is not there: no manifest.json in {tmp_path / 'none'}. {REMEDY}"


def test_a_missing_file_is_told(folder: Path) -> None:
    """Without one of its files the error names it."""
    (folder / "parser" / "model").unlink()
    with pytest.raises(KgError) as told:
        pipeline(folder)
    assert str(told.value) == f"the Dutch model lacks its file parser/model in {folder}. {REMEDY}"


def test_a_damaged_file_is_told(folder: Path) -> None:
    """One changed byte is seen before anything of the file is read."""
    path = folder / "tok2vec" / "model"
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(KgError) as told:
        pipeline(folder)
    assert str(told.value) == f"the Dutch model has a damaged file tok2vec/model in {folder}. {REMEDY}"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": []}', '{"files": {"meta.json": 1}}'])
def test_a_damaged_manifest_is_told(folder: Path, content: str) -> None:
    """A manifest that is no list of files and digests is damage like any other."""
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=r"^the Dutch model has a damaged file manifest\.json in "):
        check(folder)


@pytest.mark.parametrize("module", ["kg.cli", "kg.run.work", "kg.dutch.from_text", "kg.query.from_graph"])
def test_spacy_is_loaded_only_where_something_is_parsed(module: str) -> None:
    """To import a module of ours loads no spaCy: that takes a second, and most commands parse nothing."""
    script = f"import sys, {module}; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

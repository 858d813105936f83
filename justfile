# The common chores; `just` lists them. They use the tools in .venv, made by tools/test.sh.

venv := ".venv"
export PATH := absolute_path(venv) + "/bin:" + env("PATH")

_list:
    @just --list

# all that CI runs: lint, types, imports, test
check: lint types imports test

# style and form, nothing changed
lint:
    ruff check .
    ruff format --check .

# mypy, strict
types:
    mypy

# the direction of imports
imports:
    lint-imports

# the tests; `just test tests/query -k why` runs some
test *args:
    python -m pytest {{ args }}

# mend style and form where a tool can
fix:
    ruff check --fix .
    ruff format .

# set the example PDF anew and build the examples
examples:
    python tools/make_examples.py
    kg build examples

# rewrite the expected facts and the outputs in README.md; read the diff before you commit it
golden:
    KG_GOLDEN=1 python -m pytest tests/examples tests/docs

# precision and recall: `just score gold/*.jsonl`
score +gold:
    kg score {{ gold }}

# every figure, each beside its peer, into docs/figures.md; with names only those: `just benchmarks publishing readers`
benchmarks *names:
    python -m benchmarks {{ names }}

# the tests with the lowest or newest dependencies that pyproject.toml allows, in an environment of their own
bounds which:
    sh tools/bounds.sh {{ which }}

# known weaknesses of what constraints.txt pins, by PyPI's own list; fails where that cannot be asked
audit:
    pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

# a wheel in dist/
build-wheel:
    pip wheel . --no-deps --wheel-dir dist

# what the release is made of (CycloneDX), beside the wheel
sbom:
    mkdir -p dist
    python tools/sbom.py > dist/toezichtgraaf.cdx.json

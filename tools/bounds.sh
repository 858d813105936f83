#!/bin/sh
# Runs a part of the tests with the lowest or the newest dependencies that pyproject.toml allows: sh tools/bounds.sh lowest|newest [tests].
# In an environment of its own, .venv-lowest or .venv-newest (or the folder that VENV names), made anew each time.
set -eu
cd "$(dirname "$0")/.."
which=${1:?lowest or newest}
shift
venv=${VENV:-.venv-$which}

python3 -m venv --clear "$venv"
case $which in
# old packages warn of what is new, and an old numpy takes no seed of pytest-randomly; the models of schema.org ask for a newer pydantic
lowest)
    python3 tools/bounds.py >"$venv/lowest.txt"
    more=httpx # which the test client of the oldest Starlette needs
    options='-W default -p no:randomly --deselect tests/publish/test_page.py::test_by_the_rules_of_schema_org'
    ;;
newest)
    : >"$venv/lowest.txt"
    more=
    options=
    ;;
*)
    echo "lowest or newest?" >&2
    exit 2
    ;;
esac
# shellcheck disable=SC2086  # a name or nothing
"$venv/bin/pip" install --quiet --upgrade --constraint "$venv/lowest.txt" --editable '.[dev,ocr,cluster]' $more
"$venv/bin/pip" check
[ $# -gt 0 ] || set -- tests/base tests/document tests/dutch tests/extract tests/facts tests/graph tests/query tests/publish tests/serve
# shellcheck disable=SC2086  # a list of options
"$venv/bin/python" -m pytest -q $options "$@"

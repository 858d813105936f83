#!/bin/sh
# Lets the harvester of CKAN (ckanext-dcat) read our catalogue record, and the reference implementation of Croissant our table of facts.
# CKAN pins some eighty packages at versions of its own, Croissant brings pandas along, so each gets an environment of its own, in
# .venv-ckan and .venv-croissant (or the folders that CKAN_VENV and CROISSANT_VENV name); the tests run in .venv (or the one that VENV names).
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}
ckan=${CKAN_VENV:-.venv-ckan}

if [ ! -f "$ckan/complete" ]; then
    python3 -m venv "$ckan"
    "$ckan/bin/pip" install --quiet ckan ckanext-dcat
    # psycopg2 is built from source with the header files of PostgreSQL; no database is spoken to here
    "$ckan/bin/python" -c '
from importlib.metadata import requires
for one in requires("ckan") or []:
    name, _, extra = one.partition(";")
    if "requirements" in extra and not name.startswith("psycopg2"):
        print(name)
print("psycopg2-binary")' > "$ckan/requirements.txt"
    "$ckan/bin/pip" install --quiet --requirement "$ckan/requirements.txt"
    touch "$ckan/complete"
fi
croissant=${CROISSANT_VENV:-.venv-croissant}
if [ ! -f "$croissant/complete" ]; then
    python3 -m venv "$croissant"
    "$croissant/bin/pip" install --quiet mlcroissant
    touch "$croissant/complete"
fi
whole() {
    case $1 in /*) echo "$1" ;; *) echo "$(pwd)/$1" ;; esac
}
KG_CKAN_PYTHON=$(whole "$ckan")/bin/python
KG_CROISSANT_PYTHON=$(whole "$croissant")/bin/python
export KG_CKAN_PYTHON KG_CROISSANT_PYTHON
"$venv/bin/python" -m pytest tests/publish/test_harvest.py tests/publish/test_croissant.py "$@"

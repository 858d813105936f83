#!/bin/sh
# Lets the harvester of CKAN (ckanext-dcat) read our catalogue record. CKAN pins some eighty packages at versions of its own, so it gets
# an environment of its own, in .venv-ckan (or the folder that CKAN_VENV names); the tests run in .venv (or the one that VENV names).
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
KG_CKAN_PYTHON=$(pwd)/$ckan/bin/python
case $ckan in /*) KG_CKAN_PYTHON=$ckan/bin/python ;; esac
export KG_CKAN_PYTHON
"$venv/bin/python" -m pytest tests/publish/test_harvest.py "$@"

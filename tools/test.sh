#!/bin/sh
# Runs all checks. Installs first what they need: python3-venv, Chromium, tesseract with Dutch and what WeasyPrint draws with from
# Debian, where absent, and node; the rest, at the versions of constraints.txt, into .venv (or the folder that VENV names).
# A SPARQL client in JavaScript, to ask our endpoint with, goes there too (82 MB). As root it needs no sudo.
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}

absent=
python3 -c 'import ensurepip' 2>/dev/null || absent=python3-venv
command -v chromium >/dev/null || absent="$absent chromium"
command -v npm >/dev/null || absent="$absent nodejs npm"
ldconfig -p | grep -q libpangoft2-1.0 || absent="$absent libpangoft2-1.0-0"
ldconfig -p | grep -q libharfbuzz-subset || absent="$absent libharfbuzz-subset0"
tesseract --list-langs 2>/dev/null | grep -qx nld || absent="$absent tesseract-ocr tesseract-ocr-nld"
if [ -n "$absent" ]; then
    sudo=$(command -v sudo || true)
    $sudo apt-get update
    # shellcheck disable=SC2086  # a list of names
    $sudo apt-get install -y --no-install-recommends $absent
fi
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --constraint constraints.txt --editable '.[dev]'
[ -d "$venv/comunica" ] || npm install --prefix "$venv/comunica" --ignore-scripts --no-audit --no-fund --loglevel=error @comunica/query-sparql@4.5.0
"$venv/bin/just" venv="$venv" check

#!/bin/sh
# Runs all checks. Installs first what they need: python3-venv, Chromium, tesseract with Dutch and what WeasyPrint draws with from
# Debian, where absent; the rest, at the versions of constraints.txt, into .venv (or the folder that VENV names). As root it needs no sudo.
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}

absent=
python3 -c 'import ensurepip' 2>/dev/null || absent=python3-venv
command -v chromium >/dev/null || absent="$absent chromium"
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
"$venv/bin/just" venv="$venv" check

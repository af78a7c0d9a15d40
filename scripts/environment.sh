#!/bin/sh
# environment.sh FOLDER LOCK: make the virtual environment FOLDER with what LOCK names, and the project itself, editable.
# Debian ships Python without ensurepip; as root the missing package is installed, otherwise the command to run is printed.
set -eu
folder=$1 lock=$2 python=${PYTHON:-python3}

fail() { echo "servanda: $1" >&2; exit 1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "Python 3.11 or later is needed; name one with PYTHON=/path/to/python3 make …"

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package …"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
    else
        fail "Python's venv module is missing; run: sudo apt install $package"
    fi
fi

[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
echo "Installing the locked packages (about 350 MB, once) …"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
command -v npm >/dev/null ||  # the scripts of the pages are bundled by the Node of the machine, or else by this one
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$(dirname "$lock")/node.txt"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

#!/bin/sh
# What an installation is made of, and whether any of it is known to be weak. Both tools go into an environment of their
# own below build/, so that nothing of them is installed with the product.
#
#   ops/supply.sh sbom      build/sbom.json: CycloneDX, everything in .venv with versions and licences
#   ops/supply.sh audit     asks the advisories of the Python packaging authority for every locked package; 1 where any has one
#   ops/supply.sh yanked    asks the package index which locked versions were taken back, as weak ones are; 1 where any was
#   ops/supply.sh leaks     secrets in the files, then in every version git holds
set -eu
cd "$(dirname "$0")/.."
tools=build/supply
python="${PYTHON:-.venv/bin/python}"

tool() {
    [ -x "$tools/bin/python" ] || "$python" -m venv "$tools"
    [ -x "$tools/bin/$2" ] || "$tools/bin/python" -m pip install --quiet --disable-pip-version-check "$1"
}

case "${1:-}" in
sbom)
    tool 'cyclonedx-bom>=7,<8' cyclonedx-py
    "$tools/bin/cyclonedx-py" environment --output-reproducible --pyproject pyproject.toml -o build/sbom.json .venv/bin/python
    echo "build/sbom.json"
    ;;
audit)
    tool 'pip-audit>=2.9,<3' pip-audit
    for lock in requirements/embedded.txt requirements/postgres.txt requirements/objects.txt requirements.txt; do
        echo "$lock"
        # Strict: a package that the service does not know was not looked at, and that is no good news.
        "$tools/bin/pip-audit" --strict --no-deps --disable-pip --progress-spinner off -r "$lock"
    done
    ;;
yanked)
    said=0
    for lock in requirements/*.txt requirements.txt; do
        echo "$lock"
        answer=$("$python" -m pip install --dry-run --quiet --disable-pip-version-check --no-deps --ignore-installed -r "$lock" 2>&1) || {
            echo "$answer" >&2
            exit 2
        }
        if echo "$answer" | grep -A 1 yanked; then said=1; fi
    done
    exit $said
    ;;
leaks)
    "$python" ops/leaks.py
    "$python" ops/leaks.py --history
    ;;
*)
    echo "usage: ops/supply.sh sbom|audit|yanked|leaks" >&2
    exit 2
    ;;
esac

#!/bin/sh
# Rewrites the lock files from their .in lists, for Python 3.11 to 3.13; run it after changing a list.
set -eu
cd "$(dirname "$0")"
uv="${UV:-uv}"
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@"
}
compile embedded.in -o embedded.txt
compile --constraint embedded.txt postgres.in -o postgres.txt
compile --constraint embedded.txt objects.in -o objects.txt
compile --constraint embedded.txt dev.in -o dev.txt
compile --constraint embedded.txt all.in -o ../requirements.txt
compile --constraint embedded.txt --constraint dev.txt bench.in -o bench.txt

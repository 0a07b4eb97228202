#!/bin/sh
# Debian packages the tests use, installed where we may; elsewhere says which tests skip.
set -eu
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium for the browser tests" >&2
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null ||
        echo "chromium could not be installed: the browser tests skip" >&2
else
    echo "chromium is not here and can't be installed (not root on Debian): the browser tests skip" >&2
fi

#!/bin/sh
# Debian packages the tests use, installed where we may; elsewhere says which tests skip.
set -eu

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install WHAT-FOR PACKAGE...: the first of the packages that can be had
install() {
    what=$1
    shift
    if may_install; then
        apt-get update -qq >/dev/null 2>&1 || true
        for package in "$@"; do
            echo "installing $package for the $what tests" >&2
            # shellcheck disable=SC2086 # one entry may name several packages
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $package >/dev/null 2>&1 && return
        done
    fi
    echo "$* can't be installed here: the $what tests skip" >&2
}

has_jdk() {
    for folder in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
        major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release" 2>/dev/null || true)
        if [ "${major:-0}" -ge 21 ] && [ -x "$folder/bin/javac" ]; then return 0; fi
    done
    return 1
}

command -v chromium >/dev/null 2>&1 || install browser chromium
if [ -z "${ELASTICSEARCH_URL:-}" ]; then
    has_jdk || install Elasticsearch "openjdk-25-jdk-headless" "openjdk-21-jdk-headless" "temurin-21-jdk"
    command -v mvn >/dev/null 2>&1 || install Elasticsearch maven
fi

#!/bin/sh
# Debian packages the tests use, installed where we may; elsewhere says which tests skip, and what would help.
set -eu

updated=

# Where we may not install, the reason.
why_not() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "this is no Debian"
    elif [ "$(id -u)" != 0 ]; then
        echo "only root may install"
    fi
}

# install WHAT-FOR PACKAGE...: the first of the packages that can be had
install() {
    what=$1
    shift
    why=$(why_not)
    if [ -z "$why" ]; then
        [ -n "$updated" ] || apt-get update -qq >/dev/null 2>&1 || true
        updated=yes
        for package in "$@"; do
            # A package of another Debian has no candidate: nothing is tried in vain.
            apt-cache show "$package" >/dev/null 2>&1 || continue
            echo "installing $package for the $what tests" >&2
            if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1; then
                return 0
            fi
        done
        why="apt-get has none that installs"
    fi
    echo "not here: $* ($why); the $what tests skip" >&2
    return 1
}

has_jdk() {
    for folder in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
        major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release" 2>/dev/null || true)
        if [ "${major:-0}" -ge 21 ] && [ -x "$folder/bin/javac" ]; then return 0; fi
    done
    return 1
}

has_postgresql() {
    for program in /usr/lib/postgresql/*/bin/initdb; do
        if [ -x "$program" ]; then return 0; fi
    done
    return 1
}

command -v chromium >/dev/null 2>&1 || install browser chromium || true
if [ "${1:-}" = redis ]; then command -v redis-server >/dev/null 2>&1 || install Celery redis-server || true; fi
command -v caddy >/dev/null 2>&1 || install proxy caddy || true
has_postgresql || install PostgreSQL postgresql || true
if [ -z "${ELASTICSEARCH_URL:-}" ]; then
    # Debian 13 has 21 and 25; Debian 12 only 17, so that there the JDK comes from elsewhere (Adoptium's Temurin).
    if has_jdk || install Elasticsearch openjdk-21-jdk-headless openjdk-25-jdk-headless temurin-21-jdk temurin-25-jdk; then
        command -v mvn >/dev/null 2>&1 || install Elasticsearch maven || true
    else
        echo "unpack any JDK of 21 or newer below /usr/lib/jvm, or name it in JAVA_HOME" >&2
    fi
fi

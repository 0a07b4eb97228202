"""Looks for secrets in what git holds: `python ops/leaks.py` in the files, `--history` in every version there ever was."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a secret looks like, with its name. Words that stand for one (${NAME}, change-me, example) are none.
SECRETS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "cloud key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "token": re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{18,}|xox[abprs]-[\w-]{10,}|sk-[A-Za-z0-9_-]{24,})"
    ),
    "signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    "value of a secret": re.compile(
        r"""(?ix)\b(?:[a-z0-9]+[_-])*(?:password|passwd|secret(?:[_-]?key)?|api[_-]?key|access[_-]?key|token)
        ["']?[ \t]*[:=][ \t]*["']?
        (?P<value>(?=[^\s"']*[0-9])(?=[^\s"']*[a-z])[A-Za-z0-9+/_=-]{20,})["'\s]"""
    ),
}
_MOST_BYTES = 2_000_000


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    """(line, what) of each that a text holds."""
    for what, pattern in SECRETS.items():
        for found in pattern.finditer(text):
            yield text.count("\n", 0, found.start()) + 1, what


def _git(folder: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True).stdout  # noqa: S603, S607 (git itself)


def in_files(folder: Path) -> Iterator[str]:
    """A line for each secret in the files that git knows, or would take in."""
    names = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")
    for name in filter(None, names):
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size < _MOST_BYTES:
            for line, what in secrets_in(path.read_text("utf-8", errors="replace")):
                yield f"{name}:{line}: {what}"


def in_history(folder: Path) -> Iterator[str]:
    """A line for each secret in any version of any file of any branch."""
    listed = _git(folder, "rev-list", "--objects", "--all").decode(errors="replace").splitlines()
    names = dict(line.split(" ", 1) for line in listed if " " in line)
    for known, name in names.items():
        if _git(folder, "cat-file", "-t", known).strip() != b"blob":
            continue
        body = _git(folder, "cat-file", "blob", known)
        if len(body) < _MOST_BYTES:
            for line, what in secrets_in(body.decode(errors="replace")):
                yield f"{known[:12]} {name}:{line}: {what}"


def main() -> int:
    """1 where there are any, each named by its place and never by its value."""
    look = in_history if "--history" in sys.argv[1:] else in_files
    found = list(look(ROOT))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())

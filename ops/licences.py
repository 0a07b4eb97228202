"""Lists under which licences the locked packages come, from their own metadata: `python ops/licences.py`, --check."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
# Lock file -> what it is for. Packages of an earlier one are not listed again.
LOCKS = {
    "requirements/embedded.txt": "Everywhere",
    "requirements/postgres.txt": "With PostgreSQL",
    "requirements/objects.txt": "With object storage",
    "requirements.txt": "In Airflow's environment",
    "requirements/dev.txt": "For tests and checks only; no part of an installation",
}
_PLACES = (".venv", ".venv-airflow")
# Their terms reach beyond their own files when they are passed on; each that is used has its reason below.
COPYLEFT = re.compile(r"\b(A?GPL|LGPL|MPL|EPL|EUPL|CDDL|OSL|GNU|Mozilla|SSPL|BUSL)", re.IGNORECASE)
REASONS = {
    "certifi": "a list of certificates, unchanged; MPL is by file",
    "pathspec": "comes with Airflow, unchanged; MPL is by file",
    "psycopg": "a library that is called, unchanged; an operator may put another in its place, as the LGPL asks",
    "psycopg-binary": "as psycopg",
    "text-unidecode": "comes with Airflow; taken under the Artistic License, which it offers too",
    "tld": "comes with trafilatura; taken under the MPL, which it offers, unchanged",
}
_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def key(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> list[str]:
    """The names in a lock file, sorted."""
    return sorted(map(key, _LOCKED.findall((ROOT / lock).read_text("utf-8"))))


def licence_of(found: Distribution) -> str:
    """What a package says of its licence: the expression, else its classifiers, else the first line of its words."""
    given = found.metadata
    classified = [c.rsplit(" :: ", 1)[-1] for c in given.get_all("Classifier", []) if c.startswith("License ::")]
    words = (given.get("License") or "").strip().splitlines()
    told = given.get("License-Expression") or ", ".join(c for c in classified if c != "OSI Approved")
    return (told or (words[0] if words else "") or "not said").replace("|", "/")


def installed() -> dict[str, str]:
    """Licences by package of all that is installed in the project's environments."""
    folders = [str(path) for place in _PLACES for path in ROOT.glob(f"{place}/lib/python3*/site-packages")]
    return {key(one.metadata["Name"]): licence_of(one) for one in distributions(path=folders) if one.metadata["Name"]}


def rows() -> Iterator[tuple[str, str, str]]:
    """(lock file, package, licence) of all packages, each once. One that is not installed here (another system's, or
    another Python's) keeps what the page says of it."""
    known, listed = noted() | installed(), set[str]()
    for lock in LOCKS:
        for name in locked(lock):
            if name not in listed:
                listed.add(name)
                yield lock, name, known.get(name, "for another Python or system only")


def noted() -> dict[str, str]:
    """Licences by package as the page has them."""
    if not PAGE.exists():
        return {}
    return dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|", PAGE.read_text("utf-8"), re.MULTILINE))


def page(found: list[tuple[str, str, str]]) -> str:
    """The page in Markdown."""
    lines = [
        "# Licences",
        "",
        "Kho Tin is under Apache-2.0. What it stands on, from the packages' own metadata; `python ops/licences.py` writes this",
        "page, and a test fails where a package with a copyleft licence comes in without a reason, or is missing here.",
    ]
    for lock, what in LOCKS.items():
        own = [(name, licence) for at, name, licence in found if at == lock]
        if own:
            lines += ["", f"## {what}", "", f"`{lock}`", "", "| package | licence | |", "|---|---|---|"]
            lines += [f"| {name} | {licence} | {_remark(lock, name, licence)} |" for name, licence in own]
    return "\n".join(lines) + "\n"


def _remark(lock: str, name: str, licence: str) -> str:
    if not COPYLEFT.search(licence):
        return ""
    return REASONS.get(name, "no part of an installation" if lock.endswith("dev.txt") else "copyleft: no reason given")


def main() -> int:
    """Writes the page; with --check only says whether it is as it would be written."""
    made = page(list(rows()))
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text("utf-8") == made:
            return 0
        sys.stderr.write(f"{PAGE}: run `python ops/licences.py`\n")
        return 1
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

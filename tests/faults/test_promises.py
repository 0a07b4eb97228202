"""docs/reliability.md names what shows each of its promises: it is there."""

import re
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PAGE = (_ROOT / "docs" / "reliability.md").read_text("utf-8")
_MAKE = (_ROOT / "Makefile").read_text("utf-8")


def test_every_promise_names_tests_that_exist() -> None:
    table = _PAGE[_PAGE.index("| fault | promised |") :].partition("\n\n")[0]
    rows = [line.split(" | ") for line in table.splitlines()[2:]]
    assert len(rows) > 10
    for fault, _, shown in rows:
        assert re.search(r"`(tests/|make )", shown), f"{fault}: nothing shows it"


def test_what_the_page_names_exists() -> None:
    named = set(re.findall(r"\btests/[\w/]+(?:\.py)?", _PAGE))
    assert len(named) > 15
    assert [name for name in sorted(named) if not (_ROOT / name).exists()] == []
    targets = set(re.findall(r"`(?:[A-Z_]+=\S+ )?make ([a-z-]+)", _PAGE))
    assert [name for name in sorted(targets) if f"\n{name}:" not in _MAKE] == []

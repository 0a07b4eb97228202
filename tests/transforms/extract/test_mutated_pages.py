"""Pages broken in five hundred ways are each read or refused with a reason; `python -m benchmarks.mutated` breaks more."""

import pytest

from benchmarks import mutated

_PAGES = 500


def test_broken_pages_are_the_same_for_the_same_seed() -> None:
    first, again = (list(mutated.broken_pages(40, seed=3)) for _ in range(2))
    assert first == again
    assert len({page for _, page in first}) > 30


def test_no_broken_page_raises() -> None:
    outcome = mutated.read_broken(_PAGES, seed=7)
    assert outcome.raised == []
    assert sum(outcome.ends.values()) == _PAGES
    assert any(end.startswith("article") for end in outcome.ends)  # not broken beyond all reading


def test_an_exception_is_told_with_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_keys: object) -> None:
        raise ZeroDivisionError("made to fail")

    monkeypatch.setattr(mutated, "read_page", fail)
    outcome = mutated.read_broken(3, seed=1)
    assert len(outcome.raised) == 3
    assert "made to fail" in outcome.raised[0]

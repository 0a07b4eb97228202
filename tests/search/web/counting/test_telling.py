"""Sentences of an analysis: years in a row are told as one."""

import pytest

from search.web.counting.telling import _spans


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([], []),
        (["2019"], ["2019"]),
        (["2021", "2019", "2020", "2023", "2025", "2026"], ["2019–2021", "2023", "2025–2026"]),
    ],
)
def test_years_in_a_row_are_one(years: list[str], told: list[str]) -> None:
    assert _spans(years) == told

"""Agreements whose name only says what kind of text they are are told apart by parties or year."""

import msgspec
import pytest

from records.agreement import Agreement
from search.web.wording import agreement_title
from tests.search.web.browser import Browser
from tests.search.web.pages import tree, words

BARE = Agreement(agreement_id="a1", change=1, name="Quy chế phối hợp", parties=("Hà Nội", "Huế"), signed_on="2023-03")


@pytest.mark.parametrize(
    ("name", "parties", "title"),
    [
        ("Quy chế phối hợp", ("Hà Nội", "Huế"), "Quy chế phối hợp (Hà Nội, Huế)"),
        ("Quy chế", ("Hà Nội", "Huế", "Cà Mau", "An Giang"), "Quy chế (Hà Nội, Huế, Cà Mau, …)"),
        ("Quy chế", ("Hà Nội",), "Quy chế (Hà Nội, 2023)"),
        ("Quy chế", (), "Quy chế (2023)"),
        ("Thỏa thuận giai đoạn 2021 - 2025", ("Hà Nội", "Huế"), "Thỏa thuận giai đoạn 2021 - 2025"),
        ("Quy chế đèo Ngang", ("Hà Tĩnh", "Quảng Bình"), "Quy chế đèo Ngang"),
        ("", ("Hà Nội", "Huế"), "Hà Nội - Huế"),
    ],
)
def test_a_bare_name_is_told_with_parties_or_year(name: str, parties: tuple[str, ...], title: str) -> None:
    assert agreement_title(msgspec.structs.replace(BARE, name=name, parties=parties)) == title


def test_parties_that_are_guessed_are_not_in_the_title() -> None:
    assert agreement_title(msgspec.structs.replace(BARE, parties_inferred=True)) == "Quy chế phối hợp (2023)"


def test_agreements_have_one_list_of_provinces_and_show_what_was_chosen_in_the_other(client: Browser) -> None:
    plain = tree(client, "/agreements").cssselect(".facet li a[href*='province=']")
    assert plain == []
    chosen = tree(client, "/agreements?province=Bến+Tre").cssselect(".facet a.chosen")
    assert len(chosen) == 1


def test_filters_of_a_single_result_stand_where_they_always_do(client: Browser) -> None:
    single = tree(client, "/agreements?partner=Điện+Biên")
    assert "Tìm thấy 1 " in words(single.cssselect("h1")[0])
    for page in (single, tree(client, "/agreements")):
        assert [each.get("class") for each in page.cssselect(".desk, details.filters")] == ["desk", "filters"]

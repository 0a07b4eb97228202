"""Addresses: one canonical form, and what is none is refused with the reason."""

import pytest

from transforms.addresses import LONGEST, canonical, query_pairs


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("HTTPS://NgheAn.gov.vn:443", "https://nghean.gov.vn/"),
        ("https://a.vn/x?utm_source=zalo&id=7#top", "https://a.vn/x?id=7"),
        ("https://a.vn/tỉnh", "https://a.vn/t%E1%BB%89nh"),
        ("https://a.vn/a;jsessionid=0A?nv=1", "https://a.vn/a?nv=1"),
        ("https://a.vn/x.php?article12", "https://a.vn/x.php?article12"),
        ("https://a.vn/?post/2023/03/tin&utm_medium=x&page=2", "https://a.vn/?post/2023/03/tin&page=2"),
        ("http://127.0.0.1:8081/A/b-c_d.~e/", "http://127.0.0.1:8081/A/b-c_d.~e/"),
        ("http://a.vn:80/a", "http://a.vn/a"),
        ("https://a.vn:0443/a\n", "https://a.vn/a"),
        ("https://a.vn/?a=&b&&q=hợp%20tác", "https://a.vn/?a=&b&q=h%E1%BB%A3p+t%C3%A1c"),
    ],
)
def test_one_form(given: str, form: str) -> None:
    assert canonical(given) == form
    assert canonical(form) == form


@pytest.mark.parametrize("given", ["", "mailto:a@b.vn", "//", "https://", "https://a.vn:x/"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the standard library has words of its own for a bad port
        canonical(given)


def test_parameters_without_a_sign_are_named_by_their_first_word() -> None:
    given = "article12&extend.12&post/2023/03/tin&12&luu-tru&id=7&x="
    assert query_pairs(given) == [
        ("article", "12"),
        ("extend.", "12"),
        ("post/", "2023/03/tin"),
        ("", "12"),
        ("", "luu-tru"),
        ("id=", "7"),
        ("x=", ""),
    ]


def test_an_address_without_end_is_refused_by_its_length_in_its_canonical_form() -> None:
    start = "https://a.vn/"
    whole = start + "x" * (LONGEST - len(start))
    assert canonical(whole) == whole
    assert canonical(whole + "#" + "x" * 100) == whole, "what is cut off anyway does not count"
    for longer in (whole + "x", start + "ỉ" * 300, start + "?" + "ỉ" * 700):
        with pytest.raises(ValueError, match=f"at most {LONGEST} are taken: https://a.vn/"):
            canonical(longer)

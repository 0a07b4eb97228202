"""Addresses made like those of known articles, and others."""

import pytest

from transforms.extract.addressed import is_made_like

_HOME = "https://mau.example"
_PAGES = [f"{_HOME}/muc-{n}/phien-cho-vung-cao-{n}47.html" for n in range(8)]


@pytest.mark.parametrize(
    ("path", "alike"),
    [("/kinh-te/gia-lua-tang-912.html", True), ("/about/gioi-thieu-chung-ve-cong.html", False), ("/lien-he", False),
     ("/muc-1/page-2/", False), ("/muc-1/gia-lua-912.html?download=1", False)],
)  # fmt: skip
def test_made_like(path: str, alike: bool) -> None:
    assert is_made_like(_HOME + path, _PAGES) is alike


def test_a_first_part_that_all_share_is_asked_for() -> None:
    pages = [f"{_HOME}/tin/phien-cho-vung-cao-{n}47" for n in range(8)]
    assert is_made_like(f"{_HOME}/tin/gia-lua-gao-912", pages)
    assert not is_made_like(f"{_HOME}/categories/an-ninh-trat-tu-912", pages)


def test_a_parameter_without_a_sign_tells() -> None:
    assert is_made_like(f"{_HOME}/x.php?bai12", [f"{_HOME}/x.php?bai7"])
    assert not is_made_like(f"{_HOME}/x.php?muc12", [f"{_HOME}/x.php?bai7"])


def test_a_bare_number_means_what_stands_before_it() -> None:
    assert is_made_like(f"{_HOME}/tin/12", [f"{_HOME}/tin/1"])
    assert not is_made_like(f"{_HOME}/page/12", [f"{_HOME}/tin/1"])

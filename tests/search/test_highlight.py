"""Marks and passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import marked, passage
from search.language import parse
from search.letters import is_word, letters, lowered
from search.marker import Marker, marker


def wanted(q: str) -> Marker:
    return marker(parse(q))


def marks(q: str, text: str) -> list[str]:
    return [piece for piece, is_marked in marked(text, wanted(q)) if is_marked]


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("nghe an", "Tỉnh Nghệ An và An Giang", ["Nghệ An"]),
        ("Nghệ An", "NGHỆ AN", ["NGHỆ AN"]),
        ("hòa bình", "tỉnh Hoà Bình", ["Hoà Bình"]),
        ("hoà bình", "tỉnh Hòa Bình", ["Hòa Bình"]),
        ("an", "ban an lan an", ["an", "an"]),
        ("kcn", "Khu công nghiệp và khu dân cư", ["Khu công nghiệp"]),
        ("khu công nghiệp", "KCN Vũng Áng", ["KCN"]),
        ("-nghệ", "Nghệ An", []),
        ("vinh nghệ", "Vinh, thủ phủ của xứ Nghệ", ["Vinh", "Nghệ"]),
        ("tp.hcm", "TP. HCM, TPHCM", ["TP. HCM", "TPHCM"]),
        ("", "Nghệ An", []),
        ("q u y", "quý", []),
        ("hợp tác TP.HCM", "TP Vinh hợp tác với thành phố Huế", ["hợp tác"]),
        (
            "hợp tác TP.HCM",
            "Hợp tác TP Hồ Chí Minh; thành phố Hồ Chí Minh",
            ["Hợp tác TP Hồ Chí Minh", "thành phố Hồ Chí Minh"],
        ),
        ("thành phố TP.HCM", "thành phố Huế, TP Vinh", ["thành phố"]),
        ("nông thôn mới", "nông thôn, đổi mới, xã NTM", ["NTM"]),
        ("thủy lợi", "công trình thuỷ lợi", ["thuỷ lợi"]),
        ('"khu công nghiệp" Vinh', "khu dân cư, công nhân; khu công nghiệp Vinh", ["khu công nghiệp", "Vinh"]),
        ('"khu cong nghiep"', "Khu dân cư, nghề công nghiệp; Khu công nghiệp", ["Khu công nghiệp"]),
        ("muller", "Müller, müllers", ["Müller"]),
        ("москва", "в Москва и моссква", ["Москва"]),
        ("đại học", "Đại²học, “đại học”, _đại học_", ["đại học"]),
        ("bắc", "İBắc Bắc\x01bắc İ", ["Bắc", "bắc"]),
        (
            "hoi nghi xuc tien dau tu vao nghe an 2023",
            "Hội nghị xúc tiến đầu tư năm 2023: ai vào, ai ra, ở Nghệ An",
            ["Hội nghị xúc tiến đầu tư", "2023", "Nghệ An"],
        ),
    ],
)
def test_marks(q: str, text: str, expected: list[str]) -> None:
    assert marks(q, text) == expected


def test_passage_is_where_the_words_are() -> None:
    text = "Mở đầu dài dòng. " * 60 + "Hội nghị hợp tác du lịch diễn ra tại Vinh. " + "Kết thúc. " * 60
    pieces = passage(text, wanted("hop tac du lich vinh"))
    shown = "".join(piece for piece, _ in pieces)
    assert shown.startswith("… Hội nghị hợp tác du lịch")
    assert shown.endswith(" …")
    assert [piece for piece, is_marked in pieces if is_marked] == ["hợp tác du lịch", "Vinh"]
    assert len(shown) < 300


def test_without_words_the_passage_is_the_beginning() -> None:
    assert passage("Ngắn gọn.", wanted("")) == (("Ngắn gọn.", False),)
    assert passage("", wanted("x")) == ()


@given(st.text(alphabet="nghệ an İ.,\n", max_size=400), st.text(alphabet="nghệ an", max_size=20))
def test_pieces_join_to_the_text(text: str, q: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", text)
    assert "".join(piece for piece, _ in marked(text, wanted(q))) == text
    shown = "".join(piece for piece, _ in passage(text, wanted(q)))
    assert shown.removeprefix("… ").removesuffix(" …") in text


@given(st.text(max_size=200), st.booleans())
def test_letters_hold_their_places(text: str, written: bool) -> None:
    low = lowered(text)
    found = letters(low, written=written)
    assert len(found) == len(text) + 2
    assert [byte != ord(" ") for byte in found[1:-1]] == [is_word(character) for character in low]

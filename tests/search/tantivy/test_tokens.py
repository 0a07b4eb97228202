"""What the embedded index holds are the analyser's tokens, and the synonyms are clean data."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from search.synonyms import alternatives
from search.tantivy.analysed import Analysed
from transforms.analyser import folded, pairs, tokens

TEXT = "Hội nghị tại TP.HCM ngày 2.10, hoà giải; Đắk Lắk"


@pytest.mark.parametrize("text", [TEXT, "", "Ủy", "   "])
def test_each_analyser_is_ours(text: str) -> None:
    analysed = Analysed(text)
    assert analysed.by("vi_written").split() == tokens(text)
    assert analysed.by("vi_folded").split() == folded(tokens(text))
    assert analysed.by("vi_written_pairs").split() == pairs(tokens(text))
    assert analysed.by("vi_folded_pairs").split() == pairs(folded(tokens(text)))


# What Vietnamese pages are made of, and some letters that their fast way leaves to the slow one.
_LETTERS = "aàảãáạăâbcdđðeêghiklmnoôơòóọpqrstuưùúủuvxyỳýỷ OÒÀÁỦYQ0123456789_²½–“”., \n\x01\u0301\u0309東ıİ"


@given(st.text(max_size=80) | st.text(_LETTERS, max_size=80))
def test_tokens_of_any_text_are_ours(text: str) -> None:
    analysed = Analysed(text)
    assert analysed.by("vi_written").split() == tokens(text)
    assert analysed.by("vi_folded_pairs").split() == pairs(folded(tokens(text)))


def test_no_synonym_is_written_twice_in_one_group() -> None:
    from importlib.resources import files

    groups = yaml.safe_load(files("search").joinpath("synonyms.yaml").read_text("utf-8"))
    assert len(groups) > 60
    for group in groups:
        one_way = group.items() if isinstance(group, dict) else ()
        listed = [[short, full] if isinstance(full, str) else [short, *full] for short, full in one_way] or [group]
        for forms in listed:
            assert len({tuple(tokens(form)) for form in forms}) > 1, group
            assert all(tokens(form) for form in forms), group


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("TP HCM", "TPHCM"),
        ("CCHC", "cải cách hành chính"),
        ("KT-XH", "kinh tế - xã hội"),
        ("GD&ĐT", "giáo dục và đào tạo"),
        ("HTX", "hợp tác xã"),
    ],
)
def test_abbreviations_stand_for_their_full_forms(short: str, full: str) -> None:
    assert tuple(tokens(full)) in alternatives(tuple(tokens(short)), written=True)
    assert tuple(folded(tokens(short))) in alternatives(tuple(folded(tokens(full))), written=False)

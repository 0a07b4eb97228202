"""Words of an English sentence are no Vietnamese abbreviations, and no slips of Vietnamese words: the contract of every engine."""

from typing import Any

import pytest

from search.engine import Engine
from search.english import english_words
from search.language import parse
from search.matching import expanded
from search.query import make_query

ASKED = "who attended the conference in Can Tho in 2023"


@pytest.mark.parametrize(
    ("text", "word", "is_english"),
    [
        (ASKED, "who", True),
        ("Who attended the conference", "who", True),
        ("between TP.HCM and the Mekong Delta", "the", True),
        ("between TP.HCM and the Mekong Delta", "mekong", False),
        ("WHO supports Vietnam", "who", False),
        ("the thao Nghe An", "the", False),
        ("thể thao", "the", False),
    ],
)
def test_which_words_are_english(text: str, word: str, is_english: bool) -> None:
    assert (word in english_words(text)) == is_english


def test_who_is_an_organisation_in_capitals_only() -> None:
    assert not expanded(parse(ASKED))
    assert not expanded(parse("Who attended"))
    assert expanded(parse("WHO")) == [("who", "Tổ chức Y tế Thế giới")]
    assert expanded(parse("WHO hỗ trợ Việt Nam")) == [("who", "Tổ chức Y tế Thế giới")]
    assert ("kcn", "Khu công nghiệp") in expanded(parse("who built the kcn"))


def test_english_words_are_not_respelled(own_engine: Engine, made: Any) -> None:
    own_engine.begin()
    own_engine.put([made.article(f"cho{n}", "Cho vay an cư", on="2023-03-09", change=100 + n) for n in range(4)])
    own_engine.commit()
    assert own_engine.respelled("vho vay") == "cho vay"  # a slip is still one
    assert own_engine.respelled("who attended the forum in 2023") == ""
    assert "an" not in own_engine.respelled("agreements between TP.HCM and the Mekong Delta").split()


def test_what_is_found_holds_the_word_itself(own_engine: Engine, made: Any) -> None:
    named = made.article("named", "Tổ chức Y tế Thế giới tại Việt Nam", on="2023-03-09", change=100)
    asked = made.article("asked", "The doctors who attended", on="2023-03-10", change=101, language="en")
    own_engine.begin()
    own_engine.put([named, asked])
    own_engine.commit()
    found = {words: {hit.id for hit in own_engine.search(make_query({"q": words})).hits} for words in ("who", "WHO")}
    assert found == {"who": {"asked"}, "WHO": {"asked", "named"}}

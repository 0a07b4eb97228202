"""The query language as a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Either, Group, Phrase, Word, parse, positive


def words(*tokens: str) -> tuple[Word, ...]:
    return tuple(Word(token=token) for token in tokens)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Hợp tác", Group(items=words("hợp", "tác"))),
        ('du "hợp tác"', Group(items=(*words("du"), Phrase(tokens=("hợp", "tác"))))),
        ("a -b", Group(items=words("a"), excluded=(Phrase(tokens=("b",)),))),
        ("a -TP.HCM", Group(items=words("a"), excluded=(Phrase(tokens=("tp", "hcm")),))),
        ("a -(b c)", Group(items=words("a"), excluded=(Group(items=words("b", "c")),))),
        ("a b OR c d", Group(items=(Either(options=(Group(items=words("a", "b")), Group(items=words("c", "d")))),))),
        (
            "title:a official:(b c)",
            Group(
                items=tuple(
                    Phrase(tokens=(t,), field=f) for t, f in (("a", "title"), ("b", "official"), ("c", "official"))
                )
            ),
        ),
        ("Bắc Ninh - Bắc Giang", Group(items=words("bắc", "ninh", "bắc", "giang"))),
        ("KT-XH", Group(items=words("kt", "xh"))),
        ("(a)", Group(items=words("a"))),
        ("subtitle:a", Group(items=words("subtitle", "a"))),
        ("", Group()),
    ],
)
def test_tree(text: str, tree: Group) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert not parsed.malformed


@pytest.mark.parametrize("text", ['a "b', "(a", "a)", "OR a", "a OR", "title:", "a OR -b", "title:title:a"])
def test_malformed_is_plain_words(text: str) -> None:
    parsed = parse(text)
    assert parsed.malformed
    assert all(isinstance(item, Word) for item in parsed.tree.items)


def test_too_long_is_cut() -> None:
    parsed = parse(" ".join(f"w{n}" for n in range(200)))
    assert parsed.too_long
    assert len(parsed.tree.items) == 64


@pytest.mark.parametrize(
    ("text", "written"), [("hợp tác", True), ("hop tac", False), ("Đ", True), ("TP.HCM 2023", False)]
)
def test_diacritics_choose_the_field(text: str, written: bool) -> None:
    assert parse(text).written is written


def test_runs_of_words_keep_their_neighbours() -> None:
    assert positive(parse('a b "c d" e -f').tree) == [["a", "b"], ["c", "d"], ["e"]]


@given(st.text(alphabet='ab ạ"()-:ORtitle', max_size=60))
def test_never_fails(text: str) -> None:
    parse(text)

"""Reprints: the same text is known again edited, shortened, with another title; what is only alike is not."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking import groups
from pipeline.linking.book import Text
from pipeline.linking.facts import LinkFacts, article_facts, text_keys
from pipeline.linking.reprints import is_reprint, lead_of
from pipeline.linking.sketch import Sketch, likeness, numbers_agree, sketch_of, unpack
from records import Article

WORDS = "hội nghị tỉnh đầu tư phát triển kinh tế xã công nghiệp đường cầu trường học y xây dựng lễ ký kết hợp tác bàn"


def prose(seed: int, words: int = 300) -> list[str]:
    """Words in an order that no other seed gives."""
    rng = random.Random(seed)
    syllables = WORDS.split()
    return [rng.choice(syllables) + rng.choice(("", "", "", f"{rng.randrange(40)}")) for _ in range(words)]


def edited(words: list[str], share: float, seed: int = 1) -> list[str]:
    """The words with a share of them replaced, in runs as an editor does."""
    rng, found = random.Random(seed), list(words)
    for _ in range(round(share * len(words) / 5)):
        start = rng.randrange(len(words) - 5)
        found[start : start + 5] = [f"sửa{rng.randrange(9999)}" for _ in range(5)]
    return found


def alike(a: list[str], b: list[str]) -> bool:
    """Whether two texts share a key, and are found to be one."""
    one, other = sketch_of(" ".join(a)), sketch_of(" ".join(b))
    return bool(text_keys("a", one) & text_keys("b", other)) and is_reprint(("a", one), ("b", other))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.0, 0.05, 0.1])
def test_an_edited_text_is_a_reprint(seed: int, share: float) -> None:
    assert alike(prose(seed), edited(prose(seed), share))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kept", [0.45, 0.6, 0.8])
@pytest.mark.parametrize("where", ["beginning", "middle"])
def test_a_shortened_text_is_a_reprint(seed: int, kept: float, where: str) -> None:
    words = prose(seed, 500)
    start = 0 if where == "beginning" else 40
    assert alike(words, words[start : start + int(kept * 500)])


def test_case_diacritics_and_punctuation_make_no_difference() -> None:
    text = (
        "Sáng 25/3, tại TP Vinh, tỉnh Nghệ An đã diễn ra Hội nghị tổng kết Chương trình hợp tác phát triển kinh tế. "
        * 3
    )
    assert sketch_of(text) == sketch_of(text.upper().replace(",", " –").replace("TẠI", "tai"))


def test_other_scripts_are_texts_too() -> None:
    words = [f"ខេត្ត{n}សៀមរាប" for n in range(120)]
    assert alike(words, words[:100])
    assert not alike(words, [word.replace("ខ", "គ") for word in words])


@pytest.mark.parametrize("seed", range(6))
def test_other_texts_of_the_same_words_are_not(seed: int) -> None:
    assert not alike(prose(seed), prose(seed + 100))


@pytest.mark.parametrize("seed", range(6))
def test_half_another_text_is_not(seed: int) -> None:
    assert not alike(prose(seed), prose(seed)[:130] + prose(seed + 100)[:170])


def test_an_item_of_a_survey_is_not_its_reprint() -> None:
    items = [prose(seed, 120) for seed in range(5)]
    survey = [word for item in items for word in item]
    assert not any(alike(item, survey) for item in items)


def bulletin(day: int) -> str:
    """A form of eight sentences of thirty words each, with a number in each."""
    rng = random.Random(day)
    return " ".join(f"{' '.join(w for w in prose(n, 30) if w.isalpha())} {rng.randrange(10**6)}." for n in range(8))


def test_a_bulletin_of_another_day_is_not() -> None:
    one, other = sketch_of(bulletin(1)), sketch_of(bulletin(2))
    assert likeness(one, other)[0] > 0.5, "the words are alike"
    assert not numbers_agree(one, other)
    assert not is_reprint(("a", one), ("b", other))


def test_short_texts_are_only_the_same_if_equal() -> None:
    words = prose(3, 30)
    assert not alike(words, words[:29])
    short = sketch_of(" ".join(words))
    assert text_keys("d", short) == text_keys("d", short) != set()
    assert is_reprint(("d", short), ("d", short))
    assert text_keys("d", sketch_of("Xem tệp đính kèm.")) == set(), "of such a text nothing is known"


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    one, other = sketch_of(a), sketch_of(b)
    for value in (*likeness(one, other), *likeness(one, one)):
        assert 0 <= value <= 1
    assert likeness(one, other) == likeness(other, one)
    assert numbers_agree(one, one)
    assert unpack(one.pack()) == one


def test_likeness_is_estimated_well() -> None:
    words = prose(5, 1200)
    one, other = sketch_of(" ".join(words)), sketch_of(" ".join(words[:600] + prose(6, 600)))
    jaccard, contained = likeness(one, other)
    assert jaccard == pytest.approx(1 / 3, abs=0.12)
    assert contained == pytest.approx(1 / 2, abs=0.15)


def facts(article: Article) -> LinkFacts:
    return article_facts(article)[0]


def test_the_lead_is_the_credited_else_the_earliest(article: Callable[..., Article], world: Any) -> None:
    home = article("1", url="https://www.nghean.gov.vn/1.html", published_at=world.now)
    first = article("2", url="https://danang.gov.vn/2.html", published_at=world.now - timedelta(hours=5))
    undated = article("3", url="https://hue.gov.vn/0.html", published_at=None)
    assert lead_of([facts(a) for a in (undated, home, first)]).url == first.url
    crediting = article("4", url="https://hue.gov.vn/4.html", credit="Theo nghean.gov.vn")
    for order in ((home, first, crediting, undated), (undated, crediting, first, home)):
        assert lead_of([facts(a) for a in order]).url == home.url
    none = article("5", url="", article_id="x")
    assert lead_of([facts(none), facts(undated)]).article_id in {"x", undated.article_id}


def test_reprints_are_grouped_whatever_the_order(new_world: Callable[[], Any], article: Callable[..., Article]) -> None:
    text = " ".join(prose(1, 400))
    found = [
        article("own", text, url="https://nghean.gov.vn/a.html"),
        article("cut", " ".join(prose(1, 400)[:200]), url="https://danang.gov.vn/b.html", title="Tít khác", credit="nghean.gov.vn"),
        article("edit", " ".join(edited(prose(1, 400), 0.08)), url="https://hue.gov.vn/c.html", title="Tít nữa"),
        article("other", " ".join(prose(2, 400)), url="https://hue.gov.vn/d.html"),
    ]  # fmt: skip
    for order in (found, found[::-1], [found[2], found[0], found[3], found[1]]):
        world = new_world()
        for one in order:
            world.put(one)
        rows = [world.row(a) for a in found]
        assert [r.group_id for r in rows] == [found[0].article_id] * 3 + [found[3].article_id]
        assert [r.is_lead for r in rows] == [True, False, False, True]


def test_a_text_edited_away_leaves_its_group(world: Any, article: Callable[..., Article]) -> None:
    text = " ".join(prose(1, 400))
    names = [article(n, text, title=n) for n in "abc"]
    world.put(*names)
    assert world.row(names[2]).group_id == names[0].article_id or world.row(names[2]).is_lead
    lead = next(a for a in names if world.row(a).is_lead)
    world.put(article(lead.title, " ".join(prose(9, 400)), title=lead.title))
    rest = [a for a in names if a is not lead]
    assert world.row(lead).group_id == lead.article_id
    assert world.row(lead).reprint_ids == "[]"
    assert {world.row(a).group_id for a in rest} == {min(a.article_id for a in rest)}
    assert sorted(world.row(a).is_lead for a in rest) == [False, True]


def test_sketches_hold_what_is_said_of_them() -> None:
    sketch = sketch_of(" ".join(prose(1, 500)))
    assert isinstance(sketch, Sketch)
    assert list(sketch.hashes) == sorted(set(sketch.hashes))
    assert (len(sketch.hashes), sketch.words, len(sketch.keys)) == (128, 500, 12)
    assert len(sketch.pack()) < 800


def test_of_a_thousand_equal_texts_each_is_compared_with_few(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def counted(*blocks: Any) -> set[tuple[int, int]]:
        pairs = candidates(*blocks)
        compared.append(len(pairs))
        return pairs

    candidates = groups._candidates
    monkeypatch.setattr(groups, "_candidates", counted)
    words = prose(1, 120)
    found = [article(f"n{n}", " ".join(words), title=f"Thông báo {n % 3}", credit="Cổng khác") for n in range(1000)]
    part = world.archive(found)
    world.read(part)
    world.link()
    assert 0 < sum(compared) < 50 * len(found)  # all with all are half a million
    late = article("late", " ".join(edited(words, 0.05)))
    world.put(late)
    ids = sorted(a.article_id for a in (*found, late))
    rows = {row.article_id: row for a in (*found[::100], late) if (row := world.row(a))}
    assert len({row.group_id for row in rows.values()}) == 1
    for known, row in rows.items():
        assert json.loads(row.reprint_ids) == [other for other in ids if other != known][:50]


def of_keys(number: int, *keys: int) -> Text:
    """A text of so many keys."""
    return Text(number, f"{number:04}", f"d{number}", Sketch(100, 100, keys, ()))


def test_under_one_key_what_is_new_is_compared_with_all_that_is_looked_at() -> None:
    few, all_there_may_be = range(groups._COMPARED - 1), range(groups._COMPARED)
    assert groups._candidates([of_keys(3, 7, 8)], {7: few}) == {(3, n) for n in few if n != 3}
    assert groups._candidates([of_keys(3, 7)], {7: all_there_may_be}) == {(3, n) for n in all_there_may_be if n != 3}


def test_a_set_phrase_alone_makes_no_pair_and_two_do() -> None:
    phrase = range(groups._COMPARED)
    assert groups._candidates([of_keys(3, 7, 8)], {7: phrase, 8: [3]}) == set()
    assert groups._candidates([of_keys(3, 7, 8)], {7: phrase, 8: [3, 5]}) == {(3, 5)}
    assert groups._candidates([of_keys(3, 7, 8)], {7: phrase, 8: phrase}) == {(3, n) for n in phrase if n != 3}


def test_a_set_phrase_that_many_texts_share_hides_no_reprint(world: Any, article: Callable[..., Article]) -> None:
    phrase = " ".join(prose(1, 40))
    texts = [f"{phrase} {' '.join(prose(n, 120))}" for n in range(2, 3 * groups._COMPARED)]
    world.put(*[article(f"n{n}", text) for n, text in enumerate(texts)])
    world.put(article("again", " ".join(edited(texts[0].split(), 0.03)), title="Tin khác"))
    rows = [world.row(article(name)) for name in ("n0", "again", "n1")]
    assert rows[0].group_id == rows[1].group_id != rows[2].group_id

"""The generator: the same seed gives the same articles, no two alike, and days keep their weekday."""

import json
from datetime import date, datetime
from itertools import combinations
from random import Random

import pytest
from click.testing import CliRunner

from samples.commands import samples
from samples.generator import VariedArticle, generate
from samples.slots import Draw, compiled, invented_name
from transforms.analyser import tokens


@pytest.fixture(scope="module")
def many() -> list[VariedArticle]:
    return list(generate(600, 7))


def test_same_seed_same_articles_whatever_the_count(many: list[VariedArticle]) -> None:
    assert list(generate(50, 7)) == many[:50]
    assert next(generate(1, 8)) != many[0]


def test_ids_addresses_and_texts_are_unique(many: list[VariedArticle]) -> None:
    assert len({a.id for a in many}) == len({a.url for a in many}) == len({a.body for a in many}) == len(many)


def test_articles_are_not_reprints_of_each_other(many: list[VariedArticle]) -> None:
    def grams(article: VariedArticle) -> set[tuple[str, ...]]:
        words = tokens(f"{article.lead} {article.body}")
        return set(zip(*(words[i:] for i in range(5)), strict=False))

    sets = [grams(a) for a in many[:250]]
    alike = [1 for one, other in combinations(sets, 2) if len(one & other) > 0.5 * len(one | other)]
    assert len(alike) / (250 * 249 / 2) < 0.002


def test_published_within_the_years_and_every_field_filled(many: list[VariedArticle]) -> None:
    for article in many:
        at = datetime.fromisoformat(article.published_at)
        assert date(2019, 1, 1) <= at.date() < date(2026, 11, 20)
        assert at.utcoffset() is not None
        assert article.title
        assert article.body
        assert "%s" not in article.title + article.lead + article.body


def test_slots_move_together() -> None:
    text = "Sáng 25/3, Chủ tịch Hồ Chí Minh, tỉnh Hà Giang và ông Trần Văn Mẫu ký 1.200 văn bản số 12/QĐ-UBND năm 2023."
    sentence = compiled(text, published_on=date(2023, 3, 26), vintage="63", names=["Trần Văn Mẫu"])
    draw = Draw(dice=Random(1), published_on=date(2024, 3, 24), years=1, provinces=1, names=5)
    filled = sentence.filled(draw)
    assert filled.startswith("Sáng 23/3, Chủ tịch Hồ Chí Minh, tỉnh Cao Bằng")
    assert "năm 2024" in filled
    assert "Trần Văn Mẫu" not in filled
    assert "/QĐ-UBND" in filled


def test_invented_names_have_three_parts() -> None:
    assert all(len(invented_name(n).split()) == 3 for n in range(0, 10_000, 37))


def test_command_writes_jsonl() -> None:
    result = CliRunner().invoke(samples, ["generate", "-n", "3", "--seed", "2"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [sorted(line) for line in lines] == [sorted(VariedArticle.__struct_fields__)] * 3

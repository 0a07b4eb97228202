"""The query JSON that both engines run."""

import pytest

from search.language import parse
from search.matching import any_word_ranked, expanded, is_loose, match_query, ranking_queries, rule, rules
from search.synonyms import alternatives, spans


@pytest.mark.parametrize(("words", "needed"), [(0, 0), (1, 1), (4, 4), (5, 3), (6, 3), (9, 5)])
def test_rule(words: int, needed: int) -> None:
    assert rule(words).needed == needed
    assert rule(words, relaxed=True).needed == min(1, words)


def test_words_are_asked_of_the_combined_field() -> None:
    term = {"term": {"text": {"value": "lịch", "boost": 1.0}}}
    assert term in match_query(parse("du lịch"))["bool"]["must"]
    assert match_query(parse("du lich"))["bool"]["must"][0] == {"term": {"text.folded": {"value": "du", "boost": 1.0}}}
    assert match_query(parse("")) == {"match_all": {}}


def test_pairs_and_head_rank() -> None:
    fields = {
        next(iter(clause["term"].items()))[0]: next(iter(clause["term"].values()))
        for clause in ranking_queries(parse("du lich"))
    }
    assert fields["text.folded_pairs"] == {"value": "du_lich", "boost": 0.5}
    assert fields["head.folded"] == {"value": "lich", "boost": 0.2}
    assert fields["head.folded_pairs"]["boost"] == pytest.approx(0.1)


def test_all_pairs_of_a_run_rank_together() -> None:
    (together,) = [clause["bool"]["must"] for clause in ranking_queries(parse("xúc tiến đầu tư")) if "bool" in clause]
    assert [term["term"]["text.pairs"]["value"] for term in together] == ["xúc_tiến", "tiến_đầu", "đầu_tư"]
    assert not [clause for clause in ranking_queries(parse("du lịch")) if "bool" in clause]


def test_what_is_abbreviated_by_those_who_type_only_is_found_in_full_and_not_the_other_way() -> None:
    assert alternatives(("dn",), written=True) == (("doanh", "nghiệp"),)
    assert alternatives(("doanh", "nghiệp"), written=True) == ()
    assert spans(("doanh", "nghiệp", "gv"), written=True) == [(2, 3)]
    assert set(alternatives(("bct",), written=False)) == {("bo", "chinh", "tri"), ("bo", "cong", "thuong")}


def test_synonyms_stand_for_one_word_both_ways() -> None:
    assert ("khu", "công", "nghiệp") in alternatives(("kcn",), written=True)
    assert ("kcn",) in alternatives(("khu", "công", "nghiệp"), written=True)
    assert ("hdnd",) in alternatives(("hoi", "dong", "nhan", "dan"), written=False)
    assert spans(("tỉnh", "ủy", "ban", "nhân", "dân", "tp", "hcm"), written=True) == [(1, 5), (5, 7)]
    assert [found.words for found in rules(parse("ủy ban nhân dân TP.HCM"))] == [2]
    assert expanded(parse("UBND")) == [("ubnd", "Ủy ban nhân dân")]
    assert expanded(parse('"UBND"')) == []
    assert expanded(parse("ký kết UBND")) == [("ubnd", "Ủy ban nhân dân")]
    assert expanded(parse("ki ket")) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("HN", "Hà Nội / Hội nghị"),
        ("hq", "Hàn Quốc / Hải quan / Hải quân"),
        ("BTC", "Ban Tổ chức / Bộ Tài chính"),
        ("CTMTQG", "Chương trình mục tiêu quốc gia"),
        ("TP Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_what_has_several_meanings_is_told_with_all_of_them(typed: str, told: str) -> None:
    assert [also for _, also in expanded(parse(typed))] == [told]


@pytest.mark.parametrize("name", ["HKD", "CNC", "TH"])
def test_what_is_a_name_itself_stands_for_nothing_else(name: str) -> None:
    assert expanded(parse(name)) == []


@pytest.mark.parametrize(
    ("typed", "loose"),
    [
        ("hội nghị đầu tư phát triển", True),
        ('"hội nghị" (biển rừng núi sông cầu)', True),
        ('("hội nghị" OR title:"phát triển") biển rừng núi sông cầu', True),
        ("biển rừng núi sông cầu -(đầu tư phát triển du lịch)", True),
        ("hội nghị đầu tư", False),
        ('"hội nghị" OR (biển rừng núi sông cầu)', False),
        ("official:nguyễn OR (biển rừng núi sông cầu)", False),
        ("biển rừng núi sông cầu (kcn OR thép)", False),
        ("biển rừng núi sông cầu (hội nghị -thép)", False),
        ("", False),
    ],
)
def test_asking_for_any_word_adds_matches_and_changes_no_score(typed: str, loose: bool) -> None:
    assert is_loose(parse(typed)) is loose


@pytest.mark.parametrize(
    "typed",
    ["du lịch biển rừng núi", '"hội nghị" biển rừng núi sông cầu -thép', "kcn tp hcm ubnd biển rừng"],
)
def test_what_ranks_stands_among_the_words(typed: str) -> None:
    parsed = parse(typed)
    plain, ranked = match_query(parsed, relaxed=True)["bool"], any_word_ranked(parsed)["bool"]
    assert (ranked["must"][:-1], ranked["must_not"]) == (plain["must"][:-1], plain["must_not"])
    terms, *others = ranked["must"][-1]["bool"]["should"]
    among = [*terms["bool"]["should"], *others]
    wanted = [*plain["must"][-1]["bool"]["should"], *ranking_queries(parsed)]
    assert sorted(among, key=repr) == sorted(wanted, key=repr)
    assert all("term" in clause for clause in terms["bool"]["should"])
    assert not any("term" in clause for clause in others)

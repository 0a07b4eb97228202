"""What a query's words match and how hits are ordered and marked: the contract of every engine."""

import pytest
from msgspec.structs import replace

from records.errors import QueryError
from search.engine import Engine, Results
from search.query import make_query


def ask(engine: Engine, q: str, **filters: object) -> Results:
    return engine.search(make_query({"q": q, **filters}))


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def codes(results: Results) -> set[str]:
    return {notice.code for notice in results.notices}


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("tuyển dụng", {"undated"}),
        ("tuyen dung", {"undated"}),
        ("TUYỂN DỤNG", {"undated"}),
        ("hợp tác", {"conference", "kcn"}),
        ('"hợp tác"', {"conference"}),
        ('"hop tac"', {"conference"}),
        ("du lịch -TP.HCM", {"thuan"}),
        ('du lịch -"khách du lịch"', {"conference"}),
        ("tuyển dụng OR sầu riêng", {"undated", "market"}),
        ("du lịch (Vinh OR Phan Thiết)", {"conference", "thuan"}),
        ("title:du title:lịch", {"conference", "thuan"}),
        ('title:"hợp tác du lịch"', {"conference"}),
        ("title:vinh", set()),
        ("official:Thắng", {"conference"}),
        ('official:"nguyen van thang"', {"conference"}),
        ('official:"chủ tịch"', {"conference"}),
        ("khánh thành thư viện", {"caption"}),
        ("hoà bình", {"peace", "thuan"}),
        ("hòa bình", {"peace", "thuan"}),
        ("hoa binh", {"peace", "thuan"}),
    ],
)
def test_words(engine: Engine, q: str, expected: set[str]) -> None:
    assert ids(ask(engine, q)) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("ký kết", "kí kết"), ("ky ket", "ki ket"), ("Ký kết du lịch", "kí kết du lịch")]
)
def test_i_and_y_are_two_spellings_of_one_word(engine: Engine, one: str, other: str) -> None:
    assert "conference" in ids(ask(engine, one))
    assert ids(ask(engine, one)) == ids(ask(engine, other))
    assert "expanded" not in codes(ask(engine, one)) | codes(ask(engine, other))


@pytest.mark.parametrize("q", ["hợp đồng", "sáp nhập quy hoạch"])
def test_up_to_four_words_all_match(engine: Engine, q: str) -> None:
    results = ask(engine, q)
    assert results.total == 1
    assert "half" not in codes(results)


def test_beyond_four_words_half_are_enough_and_it_is_said(engine: Engine) -> None:
    results = ask(engine, "giá cà phê hồ tiêu xuất khẩu kỷ lục")
    assert ids(results) == {"market"}
    notice = next(notice for notice in results.notices if notice.code == "half")
    assert notice.values == {"needed": "5", "words": "9"}


def test_nothing_found_is_relaxed_to_any_word_and_it_is_said(engine: Engine) -> None:
    results = ask(engine, "sầu riêng Kiribati")
    assert ids(results) == {"market"}
    assert codes(results) >= {"relaxed"}
    assert ask(engine, "Kiribati").total == 0


def test_what_is_in_quotes_is_never_relaxed(engine: Engine) -> None:
    assert ask(engine, '"riêng sầu" du lịch').total == 0


@pytest.mark.parametrize("q", ["kcn", "khu công nghiệp", "KHU CONG NGHIEP", "Kcn"])
def test_abbreviation_and_full_form_find_each_other(engine: Engine, q: str) -> None:
    results = ask(engine, q)
    assert ids(results) == {"park", "kcn"}
    assert "synonym" in codes(results)


def test_expanded_synonym_counts_as_one_word(engine: Engine) -> None:
    # Eight syllables, but four words: all are asked for.
    results = ask(engine, "ủy ban nhân dân khu công nghiệp hà tĩnh")
    assert ids(results) == {"park"}
    assert codes(results).isdisjoint({"half", "relaxed"})


def test_with_diacritics_is_matched_as_written(engine: Engine) -> None:
    assert ask(engine, "hoa bình").total == 0 or "relaxed" in codes(ask(engine, "hoa bình"))


@pytest.mark.parametrize("q", ['du lịch "', "du lịch (", "du lịch OR", "title: du lịch )", ")( du lịch"])
def test_malformed_is_searched_as_plain_words_and_says_so(engine: Engine, q: str) -> None:
    results = ask(engine, q)
    assert "malformed" in codes(results)
    assert "thuan" in ids(results) or "relaxed" in codes(results)


def test_lone_dash_excludes_nothing(engine: Engine) -> None:
    assert ids(ask(engine, "Bình Thuận - du lịch")) == {"thuan"}


def test_exclusion_alone_leaves_the_rest(engine: Engine) -> None:
    assert ask(engine, "-lịch").total == ask(engine, "").total - 2


@pytest.mark.parametrize(
    "q", ["a " * 5000, "(" * 3000, '"' * 999, "-" * 50, "\x00 OR *?~^ AND {}[]:/\\", "title:" * 40]
)
def test_hostile_queries_never_fail(engine: Engine, q: str) -> None:
    assert ask(engine, q).total >= 0


def test_relevance_puts_title_and_pairs_first(engine: Engine) -> None:
    results = ask(engine, "khu công nghiệp")
    assert results.hits[0].id == "park"
    scores = [hit.score for hit in results.hits]
    assert all(score is not None and score > 0 for score in scores)


def test_newest_and_oldest_put_undated_last_and_first(engine: Engine) -> None:
    newest = [hit.id for hit in ask(engine, "", sort="newest").hits]
    assert newest == list(reversed([hit.id for hit in ask(engine, "", sort="oldest").hits]))
    assert newest[0] == "laocai34"
    assert newest[-1] == "undated"


def test_what_became_known_last_comes_first(engine: Engine) -> None:
    changes = [hit.document.change for hit in ask(engine, "", sort="known").hits]
    assert changes == sorted(changes, reverse=True)
    streamed = [document.change for document in engine.stream(make_query({"sort": "known"}))]
    assert streamed == changes
    with pytest.raises(QueryError, match="no mark in the order"):
        make_query({"sort": "known", "after": "20230325 a"})


def test_paging_by_a_mark_sees_each_once(engine: Engine) -> None:
    for sort in ("newest", "oldest", "known"):
        seen, after = [], ""
        while True:
            page = ask(engine, "", sort=sort, limit=4, after=after)
            assert page.total == 13
            seen += [hit.id for hit in page.hits]
            if page.next_after is None:
                break
            after = page.next_after
        assert len(seen) == len(set(seen)) == 13


def test_pages_by_relevance_do_not_overlap(engine: Engine) -> None:
    first = ids(ask(engine, "tỉnh", limit=2, sort="relevance"))
    second = ids(ask(engine, "tỉnh", limit=2, page=2, sort="relevance"))
    assert first
    assert second
    assert not first & second


def test_only_some_ids_may_be_asked_for(engine: Engine) -> None:
    asked = replace(make_query({"q": "du lịch", "sort": "newest"}), among=("thuan", "park", "nowhere"))
    found = engine.search(asked, facets=False)
    assert (ids(found), found.total, codes(found) & {"relaxed"}) == ({"thuan"}, 1, set())
    nothing = engine.search(replace(asked, q="hợp tác tuyển dụng sầu riêng"), facets=False)
    assert "relaxed" in codes(nothing)


def test_marks_are_pieces_of_the_text(engine: Engine) -> None:
    hit = ask(engine, '"ky ket" vinh').hits[0]
    assert "".join(text for text, _ in hit.marked_title) == hit.title
    assert ("ký kết", True) in hit.marked_title
    assert ("Vinh", True) in hit.passage


def test_reading_one_and_all(engine: Engine) -> None:
    document = engine.get("articles", "park")
    assert document is not None
    assert document.article is not None
    assert document.article.title == "Khởi công khu công nghiệp tại Hà Tĩnh"
    assert engine.get("articles", "nowhere") is None
    assert {d.id for d in engine.stream(make_query({"q": "du lịch"}))} == {"conference", "thuan"}
    assert len(list(engine.stream(make_query({"with_reprints": True})))) == 14


def test_where_words_lack_more_of_them_rank_higher(engine: Engine) -> None:
    """One of the words may be rare, but an article with three of the words is nearer than one with that alone."""
    found = [hit.id for hit in ask(engine, "khởi công khu xyz Vinh", sort="relevance").hits]
    assert found[0] == "park"

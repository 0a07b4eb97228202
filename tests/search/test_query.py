"""The query object: names and values as people give them, and errors that name the way out."""

from datetime import date

import pytest

from records.errors import QueryError
from records.places import provinces
from search.query import Query, make_query


@pytest.mark.parametrize(
    ("given", "name", "taken"),
    [
        ({"province": "Nghệ An"}, "province", ("Nghệ An",)),
        ({"province": "NGHE AN"}, "province", ("Nghệ An",)),
        ({"province": "tỉnh Thanh Hoá"}, "province", ("Thanh Hóa",)),
        ({"province": ["TP.HCM", "thành phố Hồ Chí Minh"]}, "province", ("Hồ Chí Minh",)),
        ({"province": "BR-VT"}, "province", ("Bà Rịa - Vũng Tàu",)),
        ({"province": ["Sài Gòn", "saigon", "TP. HCM", "hcm"]}, "province", ("Hồ Chí Minh",)),
        ({"province": ["Đắc Lắc", "Daklak"]}, "province", ("Đắk Lắk",)),
        ({"province": "Bắc Cạn", "basis": "today"}, "province", ("Thái Nguyên",)),
        ({"province": "63:15"}, "province", ("Yên Bái",)),
        ({"province": "34:15"}, "province", ("34:15",)),
        ({"province": "63:15", "basis": "today"}, "province", ("Lào Cai",)),
        ({"province": "Bình Thuận", "basis": "today"}, "province", ("Lâm Đồng",)),
        ({"region": "ĐBSCL"}, "region", ("Đồng bằng sông Cửu Long",)),
        ({"region": "tay nguyen"}, "region", ("Tây Nguyên",)),
        ({"sector": "Y tế"}, "sector", ("health",)),
        ({"sector": "digital transformation"}, "sector", ("digital",)),
        ({"event_type": "Hội nghị"}, "event_type", ("conference",)),
        ({"event-type": "signing"}, "event_type", ("signing",)),
        ({"year": [2023, "unknown"]}, "year", ("2023", "unknown")),
        ({"partner": "nghe an"}, "partner", ("Nghệ An",)),
        ({"partner": "Ngân hàng  Thế giới"}, "partner", ("Ngân hàng Thế giới",)),
        ({"from": "2023"}, "from_on", date(2023, 1, 1)),
        ({"to": "2024-02"}, "to_on", date(2024, 2, 29)),
        ({"to": date(2024, 2, 1)}, "to_on", date(2024, 2, 1)),
        ({"signed": "true"}, "signed", True),
        ({"limit": "0"}, "limit", 0),
        ({"q": None, "province": "", "sector": []}, "q", ""),
    ],
    ids=str,
)
def test_values(given: dict[str, object], name: str, taken: object) -> None:
    assert getattr(make_query(given), name) == taken


@pytest.mark.parametrize("key", sorted(provinces()))
def test_every_province_is_taken_by_key_and_name(key: str) -> None:
    name = provinces()[key].name
    assert make_query({"province": name}).province == (name,)
    assert make_query({"province": key}).province in ((name,), (key,))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"provinse": "x"}, "unknown filter 'provinse'; did you mean province"),
        ({"province": "Vũng Tàu"}, "unknown province 'Vũng Tàu'; did you mean Bà Rịa - Vũng Tàu"),
        ({"province": "Nghe Am"}, "unknown province 'Nghe Am'; did you mean Nghệ An"),
        ({"province": "63:99"}, "unknown province key '63:99': known are 63:01 to 63:96 and 34:01"),
        ({"sector": "turism"}, "did you mean tourism"),
        ({"event_type": "party"}, "unknown event type 'party'.*known: conference"),
        ({"region": "Miền Viễn Tây"}, "unknown region 'Miền Viễn Tây'; known: .*Tây Nguyên"),
        ({"year": "23"}, "year '23' is none"),
        ({"from": "25/3/2023"}, "from '25/3/2023' is no date: write it as 2023-03-25"),
        ({"from": "2023-02-30"}, "is no date"),
        ({"from": "2024", "to": "2023"}, "from 2024-01-01 is after to 2023-12-31"),
        ({"basis": "tomorrow"}, "basis 'tomorrow' is unknown: it is one of then, today"),
        ({"signed": "maybe"}, "signed 'maybe' is unknown"),
        ({"limit": 5000}, "limit 5000 is out of range: from 0 to 1000"),
        ({"page": "two"}, "page 'two' is not a whole number"),
        ({"language": "Vietnamese!"}, "write a code such as vi or en"),
    ],
    ids=str,
)
def test_errors_name_the_value_and_the_way_out(given: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        make_query(given)


def test_order_is_by_relevance_only_where_there_are_words() -> None:
    assert make_query({"q": "du lịch"}).order == "relevance"
    assert make_query({}).order == "newest"
    assert make_query({"sort": "relevance"}).order == "newest"
    assert make_query({"q": "x", "sort": "oldest"}).order == "oldest"


def test_filters_are_json_and_can_be_taken_away() -> None:
    query = make_query({"q": "x", "province": "Nghệ An", "from": "2023-01-01", "signed": True})
    assert query.filters == {"province": ("Nghệ An",), "from": "2023-01-01", "signed": True}
    assert query.without("province", "from", "signed") == Query(q="x")

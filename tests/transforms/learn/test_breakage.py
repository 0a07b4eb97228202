"""A redesign shows in the newest readings, field by field; an ordinary night shows nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from records.article import Article
from records.base import decode, encode
from records.rejection import Rejection, RejectionReason
from transforms.learn.breakage import Past, broken, remember

_AT = datetime(2024, 6, 1, tzinfo=UTC)


def _read(number: int) -> Article:
    body = "\n\n".join(
        f"Đoạn {part} của bài {number} nói về việc thứ {number * part} trong năm." for part in range(1, 8)
    )
    return Article(
        article_id=str(number),
        url=f"https://mau.example/{number}",
        source_id="mau",
        title=f"Bài thứ {number}",
        lead=f"Lời dẫn của bài {number}.",
        body=body,
        byline="Minh Hà" if number % 3 else "",
        published_at=_AT - timedelta(hours=7 * number),
        published_precision="minute",
        extractor="learned",
    )


READ = [_read(n) for n in range(20)]
TAUGHT = {a.url: f"{a.lead}\n{a.body}" for a in READ}
NONE = Rejection(url="https://mau.example/x", reason=RejectionReason.NOT_ARTICLE)

CHANGES: dict[str, tuple[str, Callable[[Article], Article | Rejection]]] = {
    "title gone to the site's name": ("title", lambda a: msgspec.structs.replace(a, title="Cổng mẫu")),
    "no body found": ("body", lambda a: NONE),
    "only trafilatura reads it": ("body", lambda a: msgspec.structs.replace(a, extractor="fallback")),
    "a menu in the body": ("body", lambda a: msgspec.structs.replace(a, body="Trang chủ\n\n" + a.body)),
    "a third of the text": ("body", lambda a: msgspec.structs.replace(a, body=a.body[:60])),
    "other text": ("body", lambda a: msgspec.structs.replace(a, body=a.body[::-1])),
    "a clock": ("published_at", lambda a: msgspec.structs.replace(a, published_at=_AT)),
    "no time": ("published_at", lambda a: msgspec.structs.replace(a, published_precision="day")),
    "no date": ("published_at", lambda a: msgspec.structs.replace(a, published_at=None)),
    "no author": ("byline", lambda a: msgspec.structs.replace(a, byline="")),
    "no lead": ("lead", lambda a: msgspec.structs.replace(a, lead="")),
}


@pytest.fixture
def past() -> Past:
    return remember(READ, at=_AT, taught=TAUGHT)


def test_nothing_is_broken_on_an_ordinary_night(past: Past) -> None:
    assert broken(past, [_read(n) for n in range(20, 40)]) == ()
    assert broken(past, [*READ[:17], NONE, NONE, NONE], taught=TAUGHT) == ()


@pytest.mark.parametrize(("field", "change"), CHANGES.values(), ids=CHANGES)
def test_what_a_redesign_breaks(past: Past, field: str, change: Callable[[Article], Article | Rejection]) -> None:
    found = broken(past, [change(a) for a in READ], taught=TAUGHT)
    assert [b.field for b in found] == [field]
    assert found[0].why


def test_little_is_no_proof(past: Past) -> None:
    assert broken(past, [NONE] * 7) == ()
    assert broken(remember([], at=_AT), [NONE] * 20) == ()


def test_the_past_is_kept_as_json_and_renewed(past: Past) -> None:
    assert decode(encode(past), Past) == past
    later = remember([*READ[:10], *[NONE] * 10], at=_AT + timedelta(days=1), past=past)
    assert past.hits == 1.0
    assert later.hits == pytest.approx(0.875)
    assert later.pages == 40
    assert later.taught == past.taught

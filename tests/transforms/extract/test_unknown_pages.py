"""Tests of pages of sites that nothing is known of: which are articles, and under which title."""

from datetime import UTC, datetime

import pytest

from records.article import Article
from records.rejection import RejectionReason
from records.snapshot import Snapshot
from transforms.extract import extract
from transforms.page_words import anywhere, words_of

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_TITLE = "Hai tỉnh cùng mở tuyến xe buýt qua đèo"
_TEXT = "".join(
    f"<p>Đoạn thứ {n}: chuyến xe đầu tiên rời bến lúc sáng sớm, chở hàng trăm hành khách của hai tỉnh qua đèo trong một ngày"
    " nắng đẹp hiếm có đầu mùa khô năm nay.</p>"
    for n in ("một", "hai", "ba", "bốn", "năm")
)


def _read(body: str, *, title: str = "Trang thông tin xã mẫu", head: str = "", listed: tuple[str, ...] = ()) -> object:
    html = f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    url = "http://xa.example.test/xem.php?id=12"
    return extract(
        Snapshot(
            url=url, source_id="xa", fetched_at=_NOW, run_id="", body=html.encode(), listed_titles=listed, final_url=url
        )
    )


@pytest.mark.parametrize(
    ("above", "after"),
    [
        (f"<div>{_TITLE}</div><div>(Thứ Hai, ngày 05/10/2026 - 08:15)</div>", ""),
        (f"<div>{_TITLE} Ngày đăng: 05/10/2026 08:15</div>", ""),
        (f"<h3><a href='/xem.php?id=12'>{_TITLE}</a></h3><div>đăng bởi Hà An, 05/10/2026 08:15</div>", ""),
        (f"<div>{_TITLE}</div>", "<table><tr><td>Ngày đăng</td><td>05/10/2026 08:15</td></tr></table>"),
    ],
    ids=["plain", "in one line with its date", "linked to itself", "dated below"],
)
def test_a_title_is_found_by_where_it_stands(above: str, after: str) -> None:
    article = _read(f"{above}<div>{_TEXT}</div>{after}")
    assert isinstance(article, Article), article
    assert article.title == _TITLE
    assert article.published_at is not None
    assert article.published_at.strftime("%d/%m/%Y %H:%M") == "05/10/2026 08:15"


def test_a_title_is_what_a_list_calls_it() -> None:
    body = f"<div>Chuyên trang của xã mẫu về giao thông</div><div>{_TITLE}.</div><div>05/10/2026 08:15</div><div>{_TEXT}</div>"
    article = _read(body, listed=(_TITLE,))
    assert isinstance(article, Article), article
    assert article.title.rstrip(".") == _TITLE


def test_summaries_behind_headlines_are_a_listing_whatever_the_page_calls_itself() -> None:
    teasers = "".join(
        f'<h2><a href="/xem.php?id={n}">Tin số {n} của xã mẫu trong tuần</a></h2><i>05/10/2026</i>{text}</p>'
        for n, text in enumerate(_TEXT.split("</p>")[:4], 20)
    )
    head = '<meta property="og:type" content="article"><meta property="og:title" content="Tin tức hoạt động của xã">'
    outcome = _read(f"<h1>Tin tức hoạt động của xã</h1>{teasers}", title="Tin tức hoạt động của xã", head=head)
    assert not isinstance(outcome, Article)
    assert outcome.reason is RejectionReason.NOT_ARTICLE  # type: ignore[attr-defined]
    assert "list of articles" in outcome.detail  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    ["Hãy đợi", "Vui lòng chờ", "Just a moment", "Checking your browser", "Attention Required", "Verify you are human",
     "Xác minh bạn là", "Xác thực rằng bạn không phải", "Too many requests"],
)  # fmt: skip
def test_each_challenge_has_one_of_the_words_looked_for(words: str) -> None:
    assert anywhere("challenges").search(words)
    assert any(word in words.lower() for word in words_of("challenge_words"))

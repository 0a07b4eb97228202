"""What the alert pages say: pure, from what is known to words."""

from collections.abc import Mapping

import msgspec

from records.base import Record
from search.alerting import FREQUENCIES, Alert, BadLink, Frequency, Lacking
from search.engine import Reader
from search.query import Query, Unit
from search.web import addresses, wording
from search.web.alerts.searches import Words, in_words, read_saved
from search.web.i18n import Language

STATUS: Mapping[BadLink, int] = {"forged": 404, "expired": 410, "gone": 410}


class Form(Record, frozen=True):
    """The page that asks for an address. `search` is "" where the search is too long to be kept, `lacking` why no letters
    can be sent ("" where they can), `wrong` what was wrong with what was sent."""

    title: str
    search: str
    words: Words
    found: str
    listing: str
    feed: str
    lacking: str
    email: str
    frequency: str
    wrong: str


class Told(Record, frozen=True):
    """A page that only tells something: its heading, paragraphs, and what the link below is called."""

    title: str
    lines: tuple[str, ...]
    way_on: str


class Kept(Record, frozen=True):
    """One alert as its reader sees it."""

    id: str
    words: Words
    listing: str
    frequency: Frequency
    since: str
    suspended: bool


def title(unit: Unit, lang: Language) -> str:
    """What the page and the way to it are called."""
    return {
        "articles": lang.text("Nhận tin khi có bài mới"),
        "events": lang.text("Nhận tin khi có sự kiện mới"),
        "agreements": lang.text("Nhận tin khi có thỏa thuận mới"),
    }[unit]


def found_now(engine: Reader, query: Query, lang: Language) -> str:
    """How much the search finds today; that nothing holds all its words is said, as alerts wait for what does."""
    results = engine.search(msgspec.structs.replace(query, limit=0), facets=False)
    relaxed = any(notice.code == "relaxed" for notice in results.notices)
    if relaxed or not results.total:
        return lang.text("Hiện chưa có kết quả nào khớp; khi có, bạn sẽ được báo.")
    return wording.found_text(query, results.total, lang)


def frequencies(lang: Language) -> tuple[tuple[Frequency, str], ...]:
    """How often one may be told, in words."""
    named = {"run": lang.text("Mỗi khi kho có thêm"), "daily": lang.text("Nhiều nhất mỗi ngày một thư")}
    return tuple((frequency, named[frequency]) for frequency in FREQUENCIES)


def lacking_text(lacking: Lacking, lang: Language) -> str:
    """Why letters can't be sent."""
    return {
        "": "",
        "mail": lang.text(
            "Kho này chưa được nối với máy chủ thư, nên chưa gửi thư được. Kênh tin ở trên vẫn dùng được."
        ),
        "address": lang.text(
            "Kho này chưa có địa chỉ công khai để dẫn về, nên chưa gửi thư được. Kênh tin ở trên vẫn dùng được."
        ),
    }[lacking]


def kept(alert: Alert, lang: Language, sources: Mapping[str, str]) -> Kept:
    """One alert, its search in words."""
    query = read_saved(alert.search)
    return Kept(
        id=alert.id,
        words=in_words(query, lang, sources),
        listing=addresses.listing(query),
        frequency=alert.frequency,
        since=lang.day(alert.asked_at.date()),
        suspended=alert.suspended,
    )


def asked(lang: Language) -> Told:
    """After the form: the same for every address."""
    return Told(
        title=lang.text("Hãy xem hộp thư"),
        lines=(
            lang.text("Nếu địa chỉ đúng, một thư xác nhận đang trên đường tới. Tin chỉ được gửi sau khi bạn xác nhận."),
            lang.text("Không thấy thư? Hãy xem mục thư rác. Mỗi địa chỉ nhận nhiều nhất ba thư như vậy trong một giờ."),
        ),
        way_on=lang.text("Trở lại kết quả tìm"),
    )


def reminded(lang: Language) -> Told:
    """After the address was sent: the same for every address."""
    return Told(
        title=lang.text("Hãy xem hộp thư"),
        lines=(
            lang.text(
                "Nếu địa chỉ này đang theo dõi tin nào, một thư có đường dẫn tới các tin ấy đang trên đường tới."
            ),
        ),
        way_on=lang.text("Về trang đầu"),
    )


def busy(lang: Language) -> Told:
    """Too many letters are asked for."""
    return Told(
        title=lang.text("Đang có quá nhiều yêu cầu gửi thư"),
        lines=(lang.text("Hãy thử lại sau ít lâu. Kênh tin Atom thì lúc nào cũng dùng được."),),
        way_on=lang.text("Về trang đầu"),
    )


def confirmed(lang: Language) -> Told:
    """Confirmed, now or before."""
    return Told(
        title=lang.text("Đã xác nhận"),
        lines=(
            lang.text(
                "Từ nay, khi kho có thêm kết quả, bạn sẽ được báo bằng thư. Mỗi thư đều có đường dẫn để ngừng nhận."
            ),
        ),
        way_on=lang.text("Xem các kết quả hiện có"),
    )


def ended(lang: Language) -> Told:
    """Ended, now or before."""
    return Told(
        title=lang.text("Đã ngừng gửi tin này"),
        lines=(lang.text("Sẽ không có thư nào nữa, và địa chỉ của bạn không còn được giữ cho tin này."),),
        way_on=lang.text("Về trang đầu"),
    )


def bad_link(wrong: BadLink, lang: Language) -> Told:
    """Why a link leads nowhere, and what to do."""
    title, line = {
        "forged": (
            lang.text("Đường dẫn này không đúng"),
            lang.text("Có lẽ nó bị chép thiếu. Hãy bấm lại vào đường dẫn trong thư, hoặc chép cả dòng."),
        ),
        "expired": (
            lang.text("Đường dẫn này đã hết hạn"),
            lang.text(
                "Hãy xin lại: tìm như trước rồi bấm “Nhận tin khi có bài mới”, hoặc xin đường dẫn mới ở trang dưới đây."
            ),
        ),
        "gone": (
            lang.text("Tin này không còn được theo dõi"),
            lang.text(
                "Nó đã được ngừng, hoặc không được xác nhận kịp. Muốn nhận lại thì tìm như trước rồi xin nhận tin."
            ),
        ),
    }[wrong]
    return Told(title=title, lines=(line,), way_on=lang.text("Các tin đang theo dõi"))

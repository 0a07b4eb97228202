"""References to be copied: an article, event or agreement as Vietnamese and as English papers cite it."""

from collections.abc import Sequence
from datetime import date

from records.agreement import Agreement
from records.article import Article
from records.base import Record
from search.web.addresses import is_web
from search.web.documents.tellers import Teller
from search.web.i18n import CODES, HANOI, Language, language

_MOST = 5  # articles named under an event or agreement


class Citation(Record, frozen=True):
    """One reference in both manners."""

    vietnamese: str
    english: str


class Where(Record, frozen=True):
    """Where the cited page stands in the archive and when it was looked at."""

    address: str
    today: date


def cite_article(article: Article, source: str, version: int, where: Where) -> Citation:
    """Author or portal, date, title, original address, date of access, archived version."""
    vi, en = language("vi"), language("en")
    who = ", ".join(article.authors) or article.byline
    on = str(article.published_at.astimezone(HANOI).date()) if article.published_at else ""
    kept, url = _kept(article, version, where), article.url if is_web(article.url) else ""
    title_vi = article.title or vi.text("(không có tít)")
    title_en = article.title or en.text("(không có tít)")
    return Citation(
        vietnamese=_joined(
            f"{who or source} ({vi.day(on) if on else 'không rõ ngày'})", f"“{title_vi}”", source if who else "",
            url, f"truy cập ngày {vi.day(where.today)}", f"bản lưu: Kho Tin, {kept[0]}",
        ),
        english=_sentences(
            who or source, f"({en.day(on) if on else 'n.d.'})", f"“{title_en}” [in Vietnamese]", source if who else "",
            url, f"Accessed {en.day(where.today)}", f"Archived by Kho Tin, {kept[1]}",
        ),
    )  # fmt: skip


def _kept(article: Article, version: int, where: Where) -> tuple[str, str]:
    """The archived version's address and when it was read, in both languages."""
    address = f"{where.address}?version={version}"
    if article.fetched_at is None:
        return address, address
    on = article.fetched_at.astimezone(HANOI).date()
    vi, en = language("vi").day(on), language("en").day(on)
    return f"{address} (bản {version}, đọc ngày {vi})", f"version {version} of {en}, {address}"


def cite_event(title: tuple[str, str], on: str, place: str, told_by: Sequence[Teller], where: Where) -> Citation:
    """An event: its title (Vietnamese, English), day or what is known of it, place, the articles it stands on."""
    vi, en = language("vi"), language("en")
    told_vi, told_en = _told(told_by, vi), _told(told_by, en)
    return Citation(
        vietnamese=_joined(
            title[0], _on(on), place, f"theo {told_vi}" if told_vi else "",
            f"Kho Tin, {where.address}", f"truy cập ngày {vi.day(where.today)}",
        ),
        english=_sentences(
            title[1], ", ".join(filter(None, (en.day(on) if on else "date unknown", place))),
            f"As told by {told_en}" if told_en else "", f"Kho Tin, {where.address}", f"Accessed {en.day(where.today)}",
        ),
    )  # fmt: skip


def _told(told_by: Sequence[Teller], lang: Language) -> str:
    """The first articles, each with its portal, day and own address; then how many others there are."""
    cited = [f"“{one.title}” ({', '.join(filter(None, (one.source, lang.day(one.iso), one.url)))})" for one in told_by]
    others = len(cited) - _MOST
    return "; ".join((*cited[:_MOST], *([lang.many("và {n} bài nữa", others)] if others > 0 else [])))


def _on(on: str) -> str:
    """A day, month or year in a Vietnamese sentence."""
    words = {4: "năm", 7: "tháng", 10: "ngày"}
    return f"{words[len(on)]} {language('vi').day(on)}" if len(on) in words else "không rõ ngày"


def cite_agreement(agreement: Agreement, told_by: Sequence[Teller], where: Where) -> Citation:
    """An agreement: its title, parties, day of signing, the articles it stands on."""
    titles = [_joined(agreement.title, _parties(agreement, language(code))) for code in CODES]
    return cite_event((titles[0].rstrip("."), titles[1].rstrip(".")), agreement.signed_on or "", "", told_by, where)


def _parties(agreement: Agreement, lang: Language) -> str:
    """Who agreed, and on what that stands; "" where the title says all of it."""
    parties = ", ".join(agreement.parties)
    if agreement.parties_inferred:
        return lang.text("các bên theo hội nghị nhắc lại: {parties}", parties=parties)
    return lang.text("các bên: {parties}", parties=parties) if agreement.name else ""


def _joined(*parts: str) -> str:
    """Parts with commas between, one sentence."""
    return ", ".join(filter(None, parts)) + "."


def _sentences(*parts: str) -> str:
    """Parts as sentences: a full stop after each that has none."""
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)

"""What codes are called: facets, sectors, event types, roles, notices; and how a year came to be known."""

import re
from collections.abc import Iterable

from records.agreement import Agreement
from records.article import Article
from records.event import Event, OfficialRole
from records.vocabulary import names
from search.engine import UNKNOWN, Notice
from search.language import is_empty, parse
from search.query import Basis, Query, Unit
from search.web.i18n import Code, Language

# Words that a name may have and still say no more than what kind of text it is; parties that are told beside it.
_BARE, _PARTIES = 6, 3
_QUOTES = re.compile(r'["“”]')
_CODED = {"sector": "sectors", "event_type": "event_types"}


def facet_title(name: str, lang: Language) -> str:
    """A facet's heading."""
    return {
        "province": lang.text("Tỉnh, thành phố"),
        "region": lang.text("Vùng"),
        "sector": lang.text("Lĩnh vực"),
        "year": lang.text("Năm"),
        "source": lang.text("Nguồn"),
        "event_type": lang.text("Loại sự kiện"),
        "official": lang.text("Người"),
        "partner": lang.text("Các bên"),
        "language": lang.text("Ngôn ngữ"),
        "signed": lang.text("Ký kết"),
        "parties_told": lang.text("Ai ký"),
        "from": lang.text("Từ ngày"),
        "to": lang.text("Đến ngày"),
        "role": lang.text("Vai trò của tỉnh"),
    }[name]


def unit_names(lang: Language) -> dict[str, str]:
    """What the lists of the units are called."""
    return {"articles": lang.text("Tin bài"), "events": lang.text("Sự kiện"), "agreements": lang.text("Thỏa thuận")}


def value_name(facet: str, value: str, lang: Language, sources: dict[str, str]) -> str:
    """What one value of a facet is called."""
    if facet in _CODED:
        return coded(_CODED[facet], value, lang.code)
    if facet in ("year", "month") and value == UNKNOWN:
        return lang.text("không rõ năm")
    if facet == "source":
        return sources.get(value, value)
    if facet == "signed":
        return lang.text("có ký kết") if value == "true" else lang.text("không ký kết")
    if facet == "parties_told":
        return lang.text("văn bản nêu rõ các bên") if value == "true" else lang.text("suy ra từ hội nghị nhắc lại")
    if facet in ("from", "to"):
        return lang.day(value)
    if facet == "language":
        return {"vi": lang.text("tiếng Việt"), "en": lang.text("tiếng Anh")}.get(value, value)
    return lang.text(value) if facet in ("region", "partner") else value


def coded(vocabulary: str, code: str, language: Code) -> str:
    """The name of a sector or event type; the code itself where the list has none of that code."""
    both = names(vocabulary).get(code, (code, code))
    return both[0] if language == "vi" else both[1]


def role_name(role: OfficialRole, lang: Language) -> str:
    """What an official did there."""
    return {
        "chaired": lang.text("chủ trì"),
        "concluded": lang.text("kết luận"),
        "spoke": lang.text("phát biểu"),
        "signed": lang.text("ký"),
        "attended": lang.text("dự"),
    }[role]


def year_reason(event: Event, lang: Language) -> str:
    """How the year of an event's date was fixed, or why it is open."""
    match event.year_from:
        case "text":
            return lang.text("Năm được ghi ngay trong bài.")
        case "published":
            return lang.text("Bài không ghi năm; năm suy từ ngày đăng.")
        case "linked":
            return lang.text("Bài không ghi năm; năm lấy từ một bài khác nói về cùng sự kiện.")
        case "corrected":
            return lang.text("Ngày do người biên tập đính chính.")
    if event.not_before and event.not_after:
        first, last = lang.day(event.not_before), lang.day(event.not_after)
        return lang.text("Chưa xác định được năm: trong khoảng từ {first} đến {last}.", first=first, last=last)
    if event.not_before:
        return lang.text("Chưa xác định được năm: không trước {first}.", first=lang.day(event.not_before))
    if event.not_after:
        return lang.text("Chưa xác định được năm: không sau {last}.", last=lang.day(event.not_after))
    return lang.text("Chưa xác định được năm.") if event.month_day else ""


def extractor_name(article: Article, lang: Language) -> str:
    """What read the page."""
    return {
        "rule": lang.text("quy tắc viết cho hệ thống của cổng"),
        "learned": lang.text("quy tắc học được từ chính cổng này"),
        "structured": lang.text("dữ liệu mà trang tự khai cho máy, khớp với những gì trang hiện"),
        "fallback": lang.text("bộ đọc chung, khi không có quy tắc riêng"),
        "text": lang.text("văn bản lưu từ trang"),
        "given": lang.text("bản ghi có sẵn, không qua bước đọc trang"),
    }[article.extractor]


def notice_text(notice: Notice, lang: Language) -> str:
    """A notice in the reader's language; "" for what the page tells elsewhere."""
    told = notice.values
    match notice.code:
        case "malformed":
            return lang.text("Không đọc được cách viết của câu hỏi, nên các từ được tìm như từ thường.")
        case "too-long":
            return lang.text("Câu hỏi quá dài: chỉ phần đầu được tìm.")
        case "half":
            return lang.text("Mỗi kết quả chứa ít nhất {needed} trong {words} từ của câu hỏi.", **told)
        case "relaxed":
            return lang.text("Không có kết quả nào chứa đủ mọi từ; dưới đây là những kết quả chứa một phần.")
        case "understood":
            return lang.text("“{given}” nay thuộc {taken}: kết quả tính theo {taken}.", **told)
        case "earlier-name":
            return lang.text("“{given}” tính cả {also}, tên của chính đơn vị này trước đây.", **told)
        case "synonym":
            return lang.text("“{word}” được tìm cả dưới dạng “{also}”.", **told)
        case "lacking":
            what = facet_title(told["facet"], lang).lower()
            named = unit_names(lang)[told["unit"]].lower()
            return lang.text(
                "Kho không ghi {what} của {unit}: theo đó không tìm thấy, không đếm được gì.", what=what, unit=named
            )
        case "partial":
            return lang.text("Một phần của kho chưa trả lời: con số có thể thấp hơn thực tế.")
    return ""


def notice_texts(notices: Iterable[Notice], lang: Language, words: str, *, found: bool) -> tuple[str, ...]:
    """What to tell of how a query with these words was taken, each once; where nothing was found, nothing of how it was
    matched."""
    passed = () if found else ("relaxed", "half")
    told = {notice_text(notice, lang): notice.code for notice in notices if notice.code not in passed}
    if is_wordless(words):
        said = lang.text("Trong {words} không có từ nào để tìm, nên kết quả không lọc theo từ.", words=words.strip())
        return (said, *(text for text, code in told.items() if text and code != "malformed"))
    if len(_QUOTES.findall(words)) % 2:
        open_quote = lang.text("Dấu ngoặc kép mở ra mà không đóng lại, nên các từ được tìm như từ thường.")
        return tuple(open_quote if code == "malformed" else text for text, code in told.items() if text)
    return tuple(filter(None, told))


def is_wordless(words: str) -> bool:
    """Whether something was typed in which no word is to be searched for: a lone quotation mark."""
    return bool(words.strip()) and is_empty(parse(words).tree)


def basis_names(lang: Language) -> dict[Basis, str]:
    """On which provinces a count may stand, as a choice."""
    return {"then": lang.text("63 tỉnh, thành, tên lúc đó"), "today": lang.text("34 tỉnh, thành hiện nay")}


def counted(count: int, unit: Unit, lang: Language) -> str:
    """So many of a unit."""
    if unit == "agreements":
        return lang.many("{n} thỏa thuận", count)
    return lang.many("{n} sự kiện", count) if unit == "events" else lang.many("{n} bài", count)


def found_text(query: Query, total: int, lang: Language) -> str:
    """The line over the results."""
    if not total:
        return {
            "articles": lang.text("Không tìm thấy bài nào"),
            "events": lang.text("Không tìm thấy sự kiện nào"),
            "agreements": lang.text("Không tìm thấy thỏa thuận nào"),
        }[query.unit]
    counted = {
        "articles": lang.many("Tìm thấy {n} bài", total),
        "events": lang.many("Tìm thấy {n} sự kiện", total),
        "agreements": lang.many("Tìm thấy {n} thỏa thuận", total),
    }
    return counted[query.unit]


def agreement_title(agreement: Agreement) -> str:
    """An agreement's name; one that only says what kind of text it is ("Quy chế phối hợp"), with parties or year."""
    beside = beside_title(agreement)
    return f"{agreement.title} ({beside})" if beside else agreement.title


def beside_title(agreement: Agreement) -> str:
    """The parties, three at most, or the year of an agreement whose name has neither a name nor a number; else ""."""
    name = agreement.name.split()
    if not name or len(name) > _BARE or any(word[0].isdigit() or word[0].isupper() for word in name[1:]):
        return ""
    if len(agreement.parties) > 1 and not agreement.parties_inferred:
        more = ", …" if len(agreement.parties) > _PARTIES else ""
        return ", ".join(agreement.parties[:_PARTIES]) + more
    told = () if agreement.parties_inferred else agreement.parties
    return ", ".join(filter(None, (*told, (agreement.signed_on or "")[:4])))


def event_title(event: Event, lang: Language) -> str:
    """An event's name as told where it says more than its type, else one made of type, place or parties."""
    kind = coded("event_types", event.type, lang.code)
    if event.name and event.name.lower() != coded("event_types", event.type, "vi").lower():
        return capital(event.name)
    what = _specified(kind, event.subtype) if event.subtype and lang.code == "vi" else kind
    if len(event.partners) == 2:
        return lang.text("{what} giữa {one} và {other}", what=what, one=event.partners[0], other=event.partners[1])
    place = event.place_province or event.place_text
    return lang.text("{what} tại {place}", what=what, place=place) if place else what


def parties_title(agreement: Agreement, lang: Language) -> str:
    """The heading over an agreement's parties, which says where no text names those who signed."""
    return lang.text("Các bên theo hội nghị nhắc lại") if agreement.parties_inferred else lang.text("Các bên")


def capital(text: str) -> str:
    """The text with a capital at its beginning, as a heading has it."""
    return text[:1].upper() + text[1:]


def _specified(kind: str, subtype: str) -> str:
    """Type and subtype without saying a word twice: "Lễ ký kết" for ký kết, "Kỳ họp bất thường" for kỳ họp bất thường."""
    known, said = kind.lower().split(), subtype.lower().split()
    if all(word in known for word in said):
        return kind
    if said[0] == known[0]:
        return capital(subtype)
    return f"{kind} {subtype}"

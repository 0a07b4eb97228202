"""Reads who wrote a text and where it came from: labelled fields, the last lines of a text, marks before its lead."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from records.base import Record
from transforms.byline_stamps import without_stamp
from transforms.page_words import at_start, line_start, whole_line
from transforms.pen_names import are_names, is_likely_name, is_no_name, is_signing_office, is_surely_name

_URL = re.compile(r"https?://[^\s<>\"')]+")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:vn|com|net|org|info|test|example)(?:\.vn)?", re.I)
_SEPARATORS = re.compile(r"\s+[-–—]\s+|\s*[,;&+|/]\s*|\s+và\s+|\s+-|-\s+")
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,60})\)\s*$")
# Where a line goes on with something else that has a label, behind a bar.
_FURTHER = re.compile(r"\s*\|\s*(?=[^|\d:]{2,20}:)")
_OTHER_LABELS = ("byline_labels", "credit_labels")
# Names with their source behind them in brackets.
_BRACKETED = re.compile(r"(?P<names>.+?)[\s–—-]*\((?P<credit>[^()]{2,120})\)\s*\.?")
_LONGEST_LINE = 300  # characters of a line that is tried for it: the time grows with the square
_PHOTO = re.compile(r"(?:^|[\s,;.–—-])(?:ảnh|hình|photo)\s*:.*$", re.I)
_THEO = re.compile(r"\(?\s*theo\s*:?\s+(?P<credit>[^.:;!?()]{2,60}(?:\.\w+)*)\s*\)?\.?", re.I)
_NAMED_URL = re.compile(r"\s*nguồn(?: tin)?\s+(?P<credit>[^:]{2,60}):\s*(?P<url>https?://\S+)\s*", re.I)
# "(TTXVN) -", "(Chinhphu.vn) –", "QTO -", "VOV.VN -" before a lead.
_MARK = re.compile(
    r"\s*(?:\((?P<inside>[^()]{2,40})\)\s*(?P<dash>[-–—:]+\s*)?|(?P<bare>[A-ZĐ]{3,10}(?:\.VN|\.vn)?|[A-Z][A-Za-z]+Online)\s+?[-–—]\s+)(?=\S)"
)
# … after a sentence's end, or with a word that says what it is.
_END_MARK = re.compile(
    r"(?:[.!?…”\"]|\S(?=\s+\(\s*(?:theo|nguồn|trích)\b))(?P<space>\s+)(?P<mark>\([^()]{4,110}\))\s*\.?\s*$", re.I
)
_LONGEST_MARK = 120  # characters
# What is cited has a number: "Báo Tuổi trẻ số 12", "Niên giám 2022".
_NUMBERED = re.compile(r"\bsố\b|\d", re.I)
_OFFICES = frozenset(
    ["UBND", "HĐND", "MTTQ", "HTX", "ĐBQH", "CLB", "KCN", "KKT", "THPT", "THCS", "PCCC", "NTM", "ĐBSCL", "QLTT"]
)


class Signature(Record, frozen=True):
    """Who and whence: byline as printed, the names split out of it, credit, its address."""

    byline: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    credit_url: str = ""


def read_byline(line: str) -> Signature:
    """An author line: "Quỳnh - Oanh", "Phương Thảo/cantho.gov.vn", "Tin, ảnh: Hữu Trí", "Quốc Bảo (tổng hợp)".

    Accounts ("admin admin") are nobody. The label "Tác giả:" is cut; what the writers call their work stays.
    """
    line = without_stamp(line_start("byline_labels").sub("", line.strip(), count=1)).strip(" |")
    line = at_start("byline_openers").sub("", f"{line} ", count=1).strip()
    line, *further = labelled_parts(_FURTHER.split(line)[0].strip())
    credit = next((read_credit(part).credit for part in further if line_start("credit_labels").match(part)), "")
    if found := re.fullmatch(r"(?P<names>.+?)\s*/\s*(?P<credit>[^/]+)", line):
        after = _credit_name(found["credit"])
        if after:
            line, credit = found["names"], after
    bracketed = _BRACKETED.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if (found := bracketed) and (
        line_start("credit_labels").match(found["credit"]) or _THEO.fullmatch(found["credit"])
    ):
        line, credit = found["names"], credit or read_credit(found["credit"]).credit
    if whole_line("accounts").fullmatch(line):
        return Signature(credit=credit)
    names = line_start("work_labels").sub("", line, count=1)
    names = _PHOTO.sub("", names) or names
    if note := _PARENTHESIS.search(names):
        names = names[: note.start()]
        credit = credit or _credit_name(note[1])
    names = re.sub(rf"\s+(?:{whole_line('work_notes').pattern})$", "", names, flags=re.I)
    authors = tuple(dict.fromkeys(n for part in _SEPARATORS.split(names) if (n := part.strip(" .:"))))
    if any(re.search(r"\d", name) for name in authors):
        return Signature(credit=credit)  # "5 phút đọc", "Lượt xem 12": a place that holds names on other pages
    return Signature(byline=line, authors=authors, credit=credit)


def labelled_parts(line: str) -> list[str]:
    """A line parted where a label of an author or a source stands behind a dash, a bar, a comma: "Tác giả: Hồng Nam" and
    "Nguồn: TTXVN" of "Tác giả: Hồng Nam - Nguồn: TTXVN"."""
    if ":" not in line or len(line) > _LONGEST_LINE:
        return [line]
    found = [match.span() for match in _label_within().finditer(line)]
    starts, ends = [0, *(end for _, end in found)], [*(start for start, _ in found), len(line)]
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


@cache
def _label_within() -> re.Pattern[str]:
    labels = "|".join(line_start(name).pattern for name in _OTHER_LABELS)
    return re.compile(rf"\s*[-–—|;,/•·]\s*(?={labels})", re.I)


def opens_byline(line: str) -> bool:
    """Whether a line says by its first words, a date aside, that an author's name follows: "Bởi Minh Hà"."""
    return at_start("byline_openers").match(without_stamp(line)) is not None


def only_signs(line: str) -> bool:
    """Whether a line says when a text was published or who wrote it, and nothing else."""
    if without_stamp(line) == "":
        return True
    signature = read_byline(line)
    return are_names(signature.authors)


def are_people(line: str) -> bool:
    """Whether a line is names and what goes with them ("Bài, ảnh: Mai Thùy"), and nothing else; a label without a name is
    none."""
    authors = read_byline(line).authors if not line.rstrip().endswith(":") else ()
    if line_start("work_labels").match(line) and authors and all(map(is_signing_office, authors)):
        return True
    return are_names(authors) and not any(map(is_no_name, authors))


def are_surely_people(line: str, *, dated: bool = False) -> bool:
    """Whether a line is names where nothing else says so, or no more than a date beside them (`dated`): each of syllables
    of which names are made, or of initials; or the work's label stands before any name."""
    if not are_people(line):
        return False
    if line_start("work_labels").match(line):
        return True
    is_sure = is_likely_name if dated else is_surely_name
    return all(map(is_sure, read_byline(line).authors))


def is_credit(line: str) -> bool:
    """Whether a line by itself says where a text came from: "(Nguồn: …)", "Theo Chinhphu.vn"."""
    return _tail_credit(line) is not None


def read_credit(line: str, href: str = "") -> Signature:
    """A credit line: "Nguồn tin: nghean.gov.vn", "Nguồn Một Thế Giới: https://…", "Theo Chinhphu.vn"."""
    if named := _NAMED_URL.fullmatch(line):
        return Signature(credit=named["credit"].strip(), credit_url=named["url"])
    text = line_start("credit_labels").sub("", unbracketed(line.strip()), count=1).strip()
    if theo := _THEO.fullmatch(text):
        text = theo["credit"]
    url = _URL.search(text)
    address = url[0].rstrip(".,;") if url else href
    text = _URL.sub("", text).strip(" ().:-–|[]") if url else text.strip(" ()[]")
    if not text and address:
        text = (urlsplit(address).hostname or "").removeprefix("www.")
    return Signature(credit=text, credit_url=address if address.startswith("http") else "")


def unbracketed(line: str) -> str:
    """A line without the square brackets that it stands in: "[ Nguồn tin: Báo mẫu ]"."""
    text = line.strip()
    return text[1:-1].strip() if text[:1] == "[" and text[-1:] == "]" and "[" not in text[1:] else line


def read_tail(lines: Sequence[str]) -> tuple[Signature, int]:
    """The signature in the last lines of a text, and how many of them it takes (0 to 4).

    The last lines are a byline and a credit in either order, one of them, or both on one line; those who drew or took the
    pictures may be named behind or between.
    """
    found, taken, helpers = Signature(), 0, 0
    for line in reversed(lines[-4:]):
        if _names_helper(line):
            helpers += 1
            continue
        credit = _tail_credit(line)
        byline = _tail_byline(line) if not credit else None
        if credit and not found.credit:
            found = _with(found, credit)
        elif byline and not found.byline:
            found = _with(found, byline)
        else:
            break
        taken += 1 + helpers
        helpers = 0
    return found, taken


def _names_helper(line: str) -> bool:
    """Whether a line names who helped a text and did not write it: "Đồ họa: Minh Tú"."""
    found = line_start("helper_labels").match(line) if len(line) <= _LONGEST_MARK else None
    return found is not None and are_names(
        [part for p in _SEPARATORS.split(line[found.end() :]) if (part := p.strip(" ."))]
    )


def cut_end_mark(text: str) -> tuple[str, str]:
    """A text without the source in brackets behind its last sentence, and the source: "… xong. (Theo TTXVN)"."""
    found = _END_MARK.search(text[-_LONGEST_MARK:])
    credit = _tail_credit(found["mark"]) if found else None
    if found is None or credit is None or not _is_publisher(credit.credit):
        return text, ""
    return text[: max(0, len(text) - _LONGEST_MARK) + found.start("space")], credit.credit


def cut_mark(text: str) -> tuple[str, str]:
    """A lead without the agency's mark before it, and the mark's name: "(TTXVN) - Sáng…" -> ("Sáng…", "TTXVN")."""
    mark = _MARK.match(text)
    if mark is None:
        return text, ""
    name = (mark["inside"] or mark["bare"]).strip()
    if mark["bare"] and name in _OFFICES:
        return text, ""
    acronym = re.fullmatch(r"[A-ZĐ]{3,8}", name) is not None and name not in _OFFICES
    if mark["inside"] and not ((mark["dash"] and (acronym or _is_agency(name))) or name == "TTXVN"):
        return text, ""
    return text[mark.end() :], name


def _with(found: Signature, more: Signature) -> Signature:
    return Signature(
        byline=found.byline or more.byline,
        authors=found.authors or more.authors,
        credit=found.credit or more.credit,
        credit_url=found.credit_url or more.credit_url,
    )


def _tail_credit(line: str) -> Signature | None:
    line = unbracketed(line.strip())
    if line.startswith("(") and line.endswith(")") and line_start("credit_labels").match(line[1:]):
        line = line[1:-1].strip()
    if len(line) > _LONGEST_LINE:
        return None
    if _NAMED_URL.fullmatch(line) or (line_start("credit_labels").match(line) and len(line) <= 120):
        return read_credit(line)
    if _URL.search(line) and line_start("credit_labels").match(line):
        return read_credit(line)
    theo = _THEO.fullmatch(line)
    if theo and _is_source_name(theo["credit"]):
        return read_credit(line)
    bare = line.strip("() .")
    if _DOMAIN.fullmatch(bare) or (line.startswith("(") and line.endswith(")") and _is_agency(bare)):
        return read_credit(bare)
    return None


def _tail_byline(line: str) -> Signature | None:
    line = line.strip()
    if len(line) > 120:
        return None
    if line_start("byline_labels").match(line):
        return read_byline(line)
    signature = read_byline(line)
    if not signature.authors:
        return None
    labelled = line_start("work_labels").match(line) is not None
    ends = line.endswith((".", "!", "?", ":", ";", ",", "…")) and "." not in line[-4:-1]
    if ends and not labelled:
        return None
    if all(map(is_signing_office, signature.authors)):
        return signature
    # "Nhóm P.V thực hiện" and "Nhóm PV" are no names, and sign texts all the same.
    names = [re.sub(r"^(?:Nhóm|Tổ|Ban)\s+(?=\S)", "", a) for a in signature.authors]
    return signature if are_names(names) else None


def _credit_name(text: str) -> str:
    """The credit in the second half of "Phương Thảo/cantho.gov.vn" or "Trang Phạm / Theo Sputnik", else ""."""
    text = text.strip(" ().")
    theo = _THEO.fullmatch(text)
    if theo:
        return theo["credit"].strip()
    return text if _is_agency(text) else ""


def _is_agency(text: str) -> bool:
    return bool(_DOMAIN.fullmatch(text) or whole_line("agencies", "ministries").fullmatch(text))


def _is_publisher(text: str) -> bool:
    """Whether a source publishes texts: an agency, a paper, a site; a ministry's figures, a report's number are cited."""
    if _DOMAIN.fullmatch(text):
        return True
    return whole_line("agencies", "papers").fullmatch(text) is not None and _NUMBERED.search(text) is None


def _is_source_name(text: str) -> bool:
    """Whether what follows "Theo" is a name and not the rest of a sentence."""
    words = text.split()
    return (
        _is_agency(text)
        or whole_line("institutions").fullmatch(text) is not None
        or (len(words) <= 6 and all(w[0].isupper() or not w[0].isalpha() for w in words))
    )

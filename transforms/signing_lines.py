"""Reads who wrote a text and whence it came in the text itself: its last lines, the marks before its lead."""

import re
from collections.abc import Sequence

from transforms.bylines import (
    DOMAIN,
    LONGEST_LINE,
    NAMED_URL,
    SEPARATORS,
    THEO,
    URL,
    Signature,
    is_agency,
    read_byline,
    read_credit,
    unbracketed,
)
from transforms.page_words import is_imprint, line_start, whole_line
from transforms.pen_names import are_names, is_signing_office

# "(TTXVN) -", "(Chinhphu.vn) –", "QTO -", "VOV.VN -" before a lead.
_MARK = re.compile(
    r"\s*(?:\((?P<inside>[^()]{2,40})\)\s*(?P<dash>[-–—:]+\s*)?|(?P<bare>[A-ZĐ]{3,10}(?:\.VN|\.vn)?|[A-Z][A-Za-z]+Online)\s+?[-–—]\s+)(?=\S)"
)
# … after a sentence's end, or with a word that says what it is.
_END_MARK = re.compile(
    r"(?:[.!?…”\"]|\S(?=\s+\(\s*(?:theo|nguồn|trích)\b))(?P<space>\s+)(?P<mark>\([^()]{4,110}\))\s*\.?\s*$", re.I
)
_LONGEST_MARK = 120  # characters
_FROM = re.compile(r"\(\s*từ\s+[^()]{2,60}\)\s*$", re.I)
# What is cited has a number: "Báo Tuổi trẻ số 12", "Niên giám 2022".
_NUMBERED = re.compile(r"\bsố\b|\d", re.I)
_OFFICES = frozenset(
    ["UBND", "HĐND", "MTTQ", "HTX", "ĐBQH", "CLB", "KCN", "KKT", "THPT", "THCS", "PCCC", "NTM", "ĐBSCL", "QLTT"]
)


def is_credit(line: str) -> bool:
    """Whether a line by itself says where a text came from: "(Nguồn: …)", "Theo Chinhphu.vn"."""
    credit = _tail_credit(line)
    return credit is not None and not _is_cited(credit.credit)


def read_tail(lines: Sequence[str]) -> tuple[Signature, int]:
    """The signature in the last lines of a text, and how many of them it takes (0 to 4).

    The last lines are a byline and a credit in either order, one of them, or both on one line; those who drew or took the
    pictures may be named behind or between.
    """
    found, taken, helpers = Signature(), 0, 0
    for number in range(len(lines) - 1, max(len(lines) - 5, -1), -1):
        line, before = lines[number], lines[number - 1] if number else ""
        if _names_helper(line):
            helpers += 1
            continue
        credit = _tail_credit(line)
        if credit and _is_cited(credit.credit, before):
            break
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
        [part for p in SEPARATORS.split(line[found.end() :]) if (part := p.strip(" ."))]
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
    if mark["inside"] and not ((mark["dash"] and (acronym or is_agency(name))) or name == "TTXVN"):
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
    if len(line) > LONGEST_LINE or is_imprint(line):
        return None
    if NAMED_URL.fullmatch(line) or (line_start("credit_labels").match(line) and len(line) <= 120):
        return read_credit(line)
    if URL.search(line) and line_start("credit_labels").match(line):
        return read_credit(line)
    theo = THEO.fullmatch(line)
    if theo and _is_source_name(theo["credit"]):
        return read_credit(line)
    bare = line.strip("() .")
    if DOMAIN.fullmatch(bare) or (line.startswith("(") and line.endswith(")") and is_agency(bare)):
        return read_credit(bare)
    return None


def _tail_byline(line: str) -> Signature | None:
    line = line.strip()
    if len(line) > 120 or line.startswith("|") or line.endswith("|"):  # a table's row whose other cells are empty
        return None
    if line_start("byline_labels").match(line):
        return read_byline(line)
    signature = read_byline(line)
    if not signature.authors or ("|" in line and signature.byline != line):  # a table's row
        return None
    if _FROM.search(signature.byline) and not signature.credit:  # who asks or tells, and from where
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


def _is_cited(source: str, before: str = "") -> bool:
    """Whether a source is none of a text but of money, of a paper quoted in it, or of the table above it."""
    if whole_line("cited").fullmatch(source) is not None:
        return True
    return " | " in before and not _is_publisher(source)


def _is_publisher(text: str) -> bool:
    """Whether a source publishes texts: an agency, a paper, a site; a ministry's figures, a report's number are cited."""
    if DOMAIN.fullmatch(text):
        return True
    return whole_line("agencies", "papers").fullmatch(text) is not None and _NUMBERED.search(text) is None


def _is_source_name(text: str) -> bool:
    """Whether what follows "Theo" is a name and not the rest of a sentence."""
    words = text.split()
    return (
        is_agency(text)
        or whole_line("institutions").fullmatch(text) is not None
        or (len(words) <= 6 and all(w[0].isupper() or not w[0].isalpha() for w in words))
    )

"""Reads lines that say who wrote a text or where it came from."""

import re
from functools import cache
from urllib.parse import urlsplit

from records.base import Record
from transforms.byline_stamps import without_stamp
from transforms.page_words import alone, at_start, is_noise, line_start, whole_line, without_label
from transforms.pen_names import are_names, is_likely_name, is_no_name, is_signing_office, is_surely_name, is_town

URL = re.compile(r"https?://[^\s<>\"')]+")
DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:vn|com|net|org|info|test|example)(?:\.vn)?", re.I)
SEPARATORS = re.compile(r"\s+[-–—]\s+|\s*[,;&+|/]\s*|\s+và\s+|\s+-|-\s+")
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,60})\)\s*$")
# Where a line goes on with something else that has a label, behind a bar.
_FURTHER = re.compile(r"\s*\|\s*(?=[^|\d:]{2,20}:)")
_WHENCE = re.compile(r"(?:nguồn(?: tin)?|theo|trích nguồn)\s+\S", re.I)
_BAR = re.compile(r"\s*\|\s*")
_DASH = re.compile(r"\s+[-–—•·]\s+")
_LONGEST_SECTION = 30  # characters of what stands beside names between bars: a headline is longer
_OTHER_LABELS = ("byline_labels", "credit_labels")
# Names with their source behind them in brackets.
_BRACKETED = re.compile(r"(?P<names>.+?)[\s–—-]*\((?P<credit>[^()]{2,120})\)\s*\.?")
LONGEST_LINE = 300  # characters of a line that is tried for it: the time grows with the square
_PHOTO = re.compile(r"(?:^|[\s,;.–—-])(?:ảnh|hình|photo)\s*:.*$", re.I)
THEO = re.compile(r"\(?\s*theo\s*:?\s+(?P<credit>[^.:;!?()]{2,60}(?:\.\w+)*)\s*\)?\.?", re.I)
# A place with the day on which something was written there: "Vân Sơn, ngày 12/10/2025".
_DATELINE = re.compile(r"(?:^|\|)\s*(?P<place>(?:(?!\b(?:thứ|chủ nhật)\b)[^\W\d]|[ .']){2,40}),\s+ngày\s+\d", re.I)
NAMED_URL = re.compile(r"\s*nguồn(?: tin)?\s+(?P<credit>[^:]{2,60}):\s*(?P<url>https?://\S+)\s*", re.I)


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
    barred = "|" in line
    stamped = without_label(line.strip(), "byline_labels")
    line = without_stamp(stamped).strip(" |")
    line, beside = _between_dashes(line) if line != stamped.strip(" |") else (line, "")
    line = at_start("byline_openers").sub("", f"{line} ", count=1).strip()
    line, *further = labelled_parts(_up_to_label(line).strip())
    credit = next((read_credit(part).credit for part in further if line_start("credit_labels").match(part)), beside)
    if barred:
        line, beside = _between_bars(line)
        credit = credit or beside
    if found := re.fullmatch(r"(?P<names>.+?)\s*/\s*(?P<credit>[^/]+)", line):
        after = _credit_name(found["credit"])
        if after:
            line, credit = found["names"], after
    bracketed = _BRACKETED.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if (found := bracketed) and (line_start("credit_labels").match(found["credit"]) or _theo(found["credit"])):
        line, credit = found["names"], credit or read_credit(found["credit"]).credit
    if whole_line("accounts").fullmatch(line) or is_noise(line) or _tells_whence(line):
        return Signature(credit=credit)
    names = without_label(line, "work_labels")
    names = _PHOTO.sub("", names) or names
    if note := _PARENTHESIS.search(names):
        names = names[: note.start()]
        credit = credit or _credit_name(note[1])
    names = re.sub(rf"\s+(?:{whole_line('work_notes').pattern})$", "", names, flags=re.I)
    authors = tuple(dict.fromkeys(n for part in SEPARATORS.split(names) if (n := part.strip(" .:"))))
    if any(re.search(r"\d", name) for name in authors):
        return Signature(credit=credit)  # "5 phút đọc", "Lượt xem 12": a place that holds names on other pages
    return Signature(byline=line, authors=authors, credit=credit)


def _tells_whence(line: str) -> bool:
    """Whether a line is nothing but a label, or says of itself without a colon that it names a source: "Nguồn TTXVN"."""
    return _WHENCE.match(line) is not None or any(alone(name).fullmatch(line) for name in _OTHER_LABELS)


def _up_to_label(line: str) -> str:
    """A line up to the bar behind which something else has a label; what is written there, where only a section stands
    before it: "Đời sống | Tin, ảnh: Mai Thùy"."""
    first, *others = _FURTHER.split(line)
    if others and not are_people(first):
        return next((other for other in others if line_start("work_labels").match(other)), first)
    return first


def _between_bars(line: str) -> tuple[str, str]:
    """The names in a line that bars part, and the source named in it: "Mai Thùy | Theo TTXVN | A- A+". What else stands
    between bars is a button, a counter or a section, and signs nothing; the line as it is where a headline stands there."""
    parts = [part for part in _BAR.split(line) if part and not is_noise(part)]
    sources = [part for part in parts if _names_source(part)]
    rest = [part for part in parts if part not in sources]
    names = [part for part in rest if are_people(part)] or [part for part in rest if is_signing_office(part)]
    others = [part for part in rest if part not in names]
    if len(rest) < 2 or any(len(part) > _LONGEST_SECTION or re.search(r"\d", part) for part in others):
        names = rest
    return " | ".join(names), next((read_credit(part).credit for part in sources), "")


def _between_dashes(line: str) -> tuple[str, str]:
    """What a date's line holds besides, less the source that a dash or a dot parts from it: "Mai Thùy - Báo Lao Động"."""
    parts = _DASH.split(line) if "|" not in line else []
    source = next((part for part in parts if _names_source(part)), "")
    if not source:
        return line, ""
    return " - ".join(part for part in parts if part != source), read_credit(source).credit


def _names_source(part: str) -> bool:
    """Whether what stands between bars is a source: with its label, or by a name that is no section's."""
    return bool(_theo(part)) or line_start("credit_labels").match(part) is not None or is_plain_source(part)


def _theo(text: str) -> str:
    """The name behind "Theo", "" where the rest of a sentence or of a button follows: "Theo dõi", "Theo dòng sự kiện"."""
    found = THEO.fullmatch(text)
    if found is None or is_no_name(text.strip("() .")):
        return ""
    name = found["credit"].strip()
    return name if is_source_name(name) or name[:1].isupper() else ""


def is_plain_source(text: str) -> bool:
    """Whether a text with no label is a source's name and no section's as "Lao động", "Bộ mặt nông thôn" are."""
    words = text.split()
    return is_agency(text) and (
        len(words) == 1 or words[1][:1].isupper() or whole_line("publishers_in_full").fullmatch(text) is not None
    )


def is_dateline(line: str) -> bool:
    """Whether a line says where and on which day something was written, as a letter's first does; a family name with what
    goes with it is a person's."""
    found = _DATELINE.search(line)
    return found is not None and not (len(found["place"].split()) > 2 and is_surely_name(found["place"].strip()))


def names_no_writer(line: str) -> bool:
    """Whether all that stands in a line, between its bars, are sources and places; beside a date or bars a section too."""
    rest = without_stamp(line)
    parts = [part for part in _BAR.split(rest) if part and not is_noise(part)]
    beside = rest != line or "|" in line
    return bool(parts) and all(
        is_source_name(part) or is_town(part) or (beside and is_no_name(part) and part[1:].islower()) for part in parts
    )


def labelled_parts(line: str) -> list[str]:
    """A line parted where a label of an author or a source stands behind a dash, a bar, a comma: "Tác giả: Hồng Nam" and
    "Nguồn: TTXVN" of "Tác giả: Hồng Nam - Nguồn: TTXVN"."""
    if ":" not in line or len(line) > LONGEST_LINE:
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
    return all(is_sure(name) and not is_source_name(name) for name in read_byline(line).authors)


def read_credit(line: str, href: str = "") -> Signature:
    """A credit line: "Nguồn tin: nghean.gov.vn", "Nguồn Một Thế Giới: https://…", "Theo Chinhphu.vn"."""
    if named := NAMED_URL.fullmatch(line):
        return Signature(credit=named["credit"].strip(), credit_url=named["url"])
    text = without_label(unbracketed(line.strip()), "credit_labels").strip()
    if theo := THEO.fullmatch(text):
        text = theo["credit"]
    url = URL.search(text)
    address = url[0].rstrip(".,;") if url else href
    text = URL.sub("", text).strip(" ().:-–|[]") if url else text.strip(" ()[]")
    if not text and address:
        text = (urlsplit(address).hostname or "").removeprefix("www.")
    return Signature(credit=text, credit_url=address if address.startswith("http") else "")


def unbracketed(line: str) -> str:
    """A line without the square brackets that it stands in: "[ Nguồn tin: Báo mẫu ]"."""
    text = line.strip()
    return text[1:-1].strip() if text[:1] == "[" and text[-1:] == "]" and "[" not in text[1:] else line


def _credit_name(text: str) -> str:
    """The credit in the second half of "Phương Thảo/cantho.gov.vn" or "Trang Phạm / Theo Sputnik", else ""."""
    text = text.strip(" ().")
    return _theo(text) or (text if is_agency(text) else "")


def is_source_name(text: str) -> bool:
    """Whether a text is the name of an agency, a ministry, a paper or a site, and nobody's who writes."""
    return is_agency(text) or whole_line("papers").fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """Whether a text is the name of an agency, a ministry or a site."""
    return bool(DOMAIN.fullmatch(text) or whole_line("agencies", "ministries").fullmatch(text))

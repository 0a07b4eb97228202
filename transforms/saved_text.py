"""Reads a text saved from a page: no markup is left, so lines are told apart by how they are worded and where they stand."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from records.article import Article, Image
from transforms import addresses
from transforms.bylines import Signature
from transforms.captions import is_slug, is_worded_as_caption, split_credit
from transforms.clean import clean_line
from transforms.dates import Stamp, read_date
from transforms.language import language_of
from transforms.legal_texts import find_legal_texts
from transforms.page_words import ends_article, is_noise, points_elsewhere, whole_line
from transforms.signing_lines import cut_mark, read_tail

_FINAL = re.compile(r"[.!?…;:][\"”’)\]]*$")
_HEAD_LINES = 12  # the lines among which title and date stand
_PARAGRAPH = 100  # characters from which a line that ends a sentence is a paragraph
_LONG_LINE = 220  # characters from which any line is one
_LONGEST_TITLE = 260
_LONGEST_STAMP = 80
# What stays of a line about a date when the date is taken out: "Thứ hai, ", "Ngày đăng:", "Cập nhật lúc".
_STAMP_WORDS = re.compile(
    r"thứ \w+|chủ nhật|ngày( đăng| cập nhật)?|đăng( lúc| ngày)?|cập nhật( lúc)?|xuất bản|lúc|tháng|năm|giờ|phút|gmt|am|pm|sa|ch"
    r"|view count|lượt xem|publish(ed)?( on)?|updated?|\d+|[^\w]+",
    re.I,
)
# A picture of nobody in particular: a lost title must not be made of it.
_GENERIC = re.compile(
    r"(?:phát biểu|chủ trì|điều hành|kết luận)(?: \w+){0,3}(?: tại)? ?(?:hội nghị|hội thảo|buổi \w+(?: \w+)?|lễ)?\.?$",
    re.I,
)


class _Lines:
    """The lines of a text, taken away one kind after the other."""

    def __init__(self, text: str) -> None:
        self.lines = [line for raw in text.lstrip("\ufeff").splitlines() if (line := clean_line(raw))]
        self.captions: list[str] = []

    def take(self, number: int) -> str:
        return self.lines.pop(number)


def read_saved_text(
    text: str, *, fetched_at: datetime, url: str = "", source_id: str = "", article_id: str = ""
) -> Article:
    """The article of a text saved from a page: title ("" where it was lost), lead, body without captions and what the
    page printed around it, byline, credit and date where the text has them; captions are images without address.

    A line is a paragraph, whether or not blank lines stand between them. The id is the one given, else made of the
    address, else of the text.
    """
    lines = _Lines(text)
    _drop_noise(lines)
    published = _take_stamp(lines, now=fetched_at)
    title = _take_title(lines)
    signature = _take_signature(lines)
    _take_captions(lines, title)
    lead, mark = _take_lead(lines, title)
    body = "\n\n".join(lines.lines)
    return Article(
        article_id=article_id or (addresses.article_id(url) if url else addresses.digest(text)),
        url=url,
        source_id=source_id,
        title=title,
        lead=lead,
        body=body,
        byline=signature.byline,
        authors=signature.authors,
        credit=signature.credit or mark,
        credit_url=signature.credit_url,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        fetched_at=fetched_at,
        language=language_of(f"{title} {lead} {body[:800]}"),
        images=tuple(_image(caption) for caption in lines.captions),
        legal_texts=find_legal_texts(f"{title}\n{lead}\n{body}"),
        text_digest=addresses.digest(title, lead, body),
        extractor="text",
        confidence=0.8 if title else 0.6,
    )


def _drop_noise(lines: _Lines) -> None:
    """Share bars, browser notices, file names; and what follows the article's end."""
    kept: list[str] = []
    for number, line in enumerate(lines.lines):
        if ends_article(line) and not _is_prose(lines.lines[number + 1 :]) and kept:
            break
        if not (is_noise(line) or is_slug(line) or points_elsewhere(line)):
            kept.append(line)
    lines.lines = kept


def _is_prose(lines: Sequence[str]) -> bool:
    return any(len(line) >= _PARAGRAPH and _FINAL.search(line) for line in lines)


def _take_stamp(lines: _Lines, *, now: datetime) -> Stamp | None:
    """The date of a line that holds nothing else, near the top; such lines go, wherever they stand."""
    found = None
    for number in reversed(range(len(lines.lines))):
        line = lines.lines[number]
        if len(line) > _LONGEST_STAMP or len(_STAMP_WORDS.sub("", line)) > 3 or not re.search(r"\d{4}", line):
            continue
        stamp = read_date(line, now=now)
        if stamp:
            found = stamp if number < _HEAD_LINES else found
            lines.take(number)
    return found


def _take_title(lines: _Lines) -> str:
    """The title among the lines before the first paragraph, and its repetitions; "" where none of them is one."""
    head = []
    for line in lines.lines[:_HEAD_LINES]:
        if _is_paragraph(line):
            break
        head.append(line)
    candidates = [line for line in head if _may_be_title(line)]
    if not candidates:
        return ""
    counts = Counter(head)
    repeated = [line for line in candidates if counts[line] > 1]
    long_enough = [line for line in candidates if len(line.split()) >= 6]
    title = next(iter(repeated or long_enough), max(candidates, key=len))
    # What stands before the title is the page's: its name, the section.
    lines.lines = [line for line in lines.lines[lines.lines.index(title) :] if line != title]
    return title


def _may_be_title(line: str) -> bool:
    """Whether a line can be a title: no full stop, no photo credit, no picture of people without a name for the event."""
    if len(line) > _LONGEST_TITLE or len(line) < 8 or split_credit(line)[1] or (line[-1] in ".;:,"):
        return False
    if whole_line("site_lines").fullmatch(line) or whole_line("never_titles").fullmatch(line):
        return False
    return not (is_worded_as_caption(line) and _GENERIC.search(line))


def _take_signature(lines: _Lines) -> Signature:
    """Byline and credit of the last lines; photo credits among them are captions."""
    while lines.lines and not split_credit(lines.lines[-1])[0]:
        lines.captions.append(lines.lines.pop())
    signature, taken = read_tail(lines.lines)
    if taken and len(lines.lines) > taken:
        del lines.lines[-taken:]
        return signature
    return Signature()


def _take_captions(lines: _Lines, title: str) -> None:
    """Lines worded as captions, and lines without a full stop that are printed twice."""
    counts = Counter(lines.lines)
    kept: list[str] = []
    captions: list[str] = []
    for line in lines.lines:
        twice = counts[line] > 1 and not _FINAL.search(line) and len(line) > 20
        caption, credit = split_credit(line)
        if twice or is_worded_as_caption(line) or (credit and (not caption or caption.rstrip(".") == title)):
            if line not in captions:
                captions.append(line)
        elif not (kept and line == kept[-1]):
            kept.append(line)
    lines.lines = kept
    lines.captions = captions + lines.captions


def _take_lead(lines: _Lines, title: str) -> tuple[str, str]:
    """The first paragraph, where a title stands over it, and the agency's mark cut off it."""
    if not lines.lines:
        return "", ""
    first, mark = cut_mark(lines.lines[0])
    lines.lines[0] = first
    if title and len(lines.lines) > 1 and (_FINAL.search(first) or len(first) >= 80):
        return lines.take(0), mark
    return "", mark


def _is_paragraph(line: str) -> bool:
    if split_credit(line)[1]:
        return False
    return len(line) >= _LONG_LINE or (len(line) >= _PARAGRAPH and _FINAL.search(line) is not None)


def _image(text: str) -> Image:
    caption, credit = split_credit(text)
    return Image(url="", caption=caption, credit=credit)

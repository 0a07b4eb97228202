"""An article as the event finder reads it: four fields, lower-cased copies of equal length, and sentences with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from records.article import Article
from records.tag import Evidence, EvidenceField
from transforms.text import one_tone_placement

# A full stop ends a sentence unless what stands before it is an abbreviation, an initial or a number.
# One class of characters stands first, so that the search passes over all others quickly.
_END = re.compile(
    r"[.!?…\n;](?:(?<=[.!?…])[.!?…]*[\"”')\]]*\s+(?=(?:[*•]\s*)?[\"“'(\[]?[^\W_])|(?<=\n)\n*|(?<=;)(?=\s*\n))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.,/\-–])(?:tp|tx|tt|ts|pgs|gs|ths|th\.s|bs|ks|t\.ư|tr|đ/c|mr|mrs|st|vs|lm|(?<!\d\s)[^\W\d_]|"
    r"gs\.ts|pgs\.ts|[^\W\d_]\.[^\W\d_])$",
    re.IGNORECASE,
)
# Newspapers run a picture's credit into the next sentence: "… Ảnh: Lê Sen - TTXVN Theo báo cáo".
_PHOTO = re.compile(
    r"\s*[\-–(\[]?\s*(?:Ảnh|Nguồn ảnh|Ảnh minh họa)\s*:\s*[^.;:\n]{1,40}?(?:\)|TTXVN|VGP|Vietnam\+|\.|"
    r"(?<=[^\W\d_] )(?=(?:Thông tin|Theo|Sáng|Chiều|Tối|Ngày|Tại|Phát biểu|Tham dự|Trong|Trước|Bên cạnh|Cùng|Đây|Buổi|Hội nghị|"
    r"Vấn đề|Cũng|Đặc biệt|Ngoài)\s)|(?<=VGP|VOV)/\w+ \w+|(?<=TTXVN)/\w+ \w+)(?=\s|$)[.)]*\s*"
)
_PHOTO_WORDS = ("Ảnh", "Nguồn ảnh")
# What one sentence may be at most, in characters; longer ones are cut, so that no step can be slower than linear.
_LONGEST = 4000


class Sentence(NamedTuple):
    """A stretch of one field; `low` is its lower-case copy with tones placed one way, character for character."""

    field: EvidenceField
    start: int
    text: str
    low: str

    @property
    def end(self) -> int:
        """Offset in the field after the last character."""
        return self.start + len(self.text)


def lowered(text: str) -> str:
    """Lower case, tones placed one way, of the same length as the text."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose lower case is longer; positions must hold
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return one_tone_placement(low)


def _ends(text: str) -> Iterator[int]:
    """Offsets right after a sentence's end, in rising order."""
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        ends_line = "\n" in match[0]
        next_char = text[match.end() : match.end() + 1]
        if ends_line or not (_ABBREVIATION.search(before) or next_char.islower()):
            yield match.end()


def _has_credits(text: str) -> bool:
    """Whether a text has words that credits of pictures begin with."""
    return any(word in text for word in _PHOTO_WORDS)


def _cuts(text: str) -> Iterator[int]:
    """Offsets at which a new sentence begins behind the first, in rising order; the text's end closes them."""
    if _has_credits(text):
        yield from sorted({*_ends(text), *(at for match in _PHOTO.finditer(text) for at in match.span())} - {0})
    else:
        yield from _ends(text)
    yield len(text)


def _credit(sentence: Sentence) -> bool:
    """Whether a sentence is a picture's credit and nothing else."""
    return _PHOTO.fullmatch(sentence.text) is not None


def _sentences(field: EvidenceField, text: str) -> Iterator[Sentence]:
    """The sentences of one field one by one, blank ones left out."""
    start = 0
    for end in _cuts(text):
        whole = text[start:end]
        low = lowered(whole) if whole.strip() else ""
        for at in range(0, len(low), _LONGEST):
            if whole[at : at + _LONGEST].strip():
                yield Sentence(field, start + at, whole[at : at + _LONGEST], low[at : at + _LONGEST])
        start = end


def split(field: EvidenceField, text: str) -> tuple[Sentence, ...]:
    """The sentences of one field, blank ones left out."""
    return tuple(_sentences(field, text))


class _Growing:
    """Sentences that are made when they are first asked for: most texts are put aside after their opening."""

    def __init__(self, made: Iterator[Sentence]) -> None:
        self._made = made
        self._kept: list[Sentence] = []

    def first(self, count: int) -> tuple[Sentence, ...]:
        """The first so many."""
        self._kept += islice(self._made, max(0, count - len(self._kept)))
        return tuple(self._kept[:count])

    def all(self) -> tuple[Sentence, ...]:
        """All there are."""
        self._kept += self._made
        return tuple(self._kept)


@dataclass(frozen=True)
class Reading:
    """The sentences of an article by field."""

    article: Article

    @cached_property
    def title(self) -> tuple[Sentence, ...]:
        """Sentences of the title."""
        return split("title", self.article.title)

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        """Sentences of the lead."""
        return split("lead", self.article.lead)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """Sentences of the body."""
        return self._growing.all()

    @cached_property
    def _growing(self) -> _Growing:
        return _Growing(_sentences("body", self.article.body))

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """Sentences of the body that are no picture's caption run into the text (a caption ends in its credit)."""
        following = (*self.body[1:], None)[: len(self.body)]
        pairs = zip(self.body, following, strict=True)
        return tuple(s for s, after in pairs if not (_credit(s) or (after is not None and _credit(after))))

    def opening(self, count: int) -> tuple[Sentence, ...]:
        """The first so many of `told`; where no picture's credit is in the way, the rest of the body is not read for it."""
        if _has_credits(self.article.body):
            return self.told[:count]
        return self._growing.first(count)

    @cached_property
    def captions(self) -> tuple[Sentence, ...]:
        """Sentences of the captions."""
        return split("captions", self.article.captions)

    @cached_property
    def everything(self) -> tuple[Sentence, ...]:
        """All sentences: title, lead, body, captions."""
        return (*self.title, *self.lead, *self.body, *self.captions)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """Lead and body, then captions: where people and parties are named."""
        return (*self.lead, *self.body, *self.captions)


def evidence(sentence: Sentence, start: int, end: int, fact: str) -> Evidence:
    """The words sentence.text[start:end] as evidence, blanks at both ends left out."""
    text = sentence.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    at = sentence.start + start
    return Evidence(field=sentence.field, start=at, end=at + len(text), text=text, fact=fact)

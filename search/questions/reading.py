"""From a sentence to filters: which words name a province, a time, a kind of event; what is left is searched. Pure.

The query language stays exact: what has quotes, fields, brackets, OR or an excluded word is not read.
"""

import re
from datetime import date
from functools import lru_cache

import msgspec

from search.questions.dates import when_at
from search.questions.names import is_place
from search.questions.question import Claim, Question, Token
from search.questions.sentence import Sentence
from search.questions.terms import Term, Tokens, longest, table, words_of
from search.questions.written import is_amount
from transforms.text import composed, fold, has_diacritics, one_tone_placement

MOST_WORDS = 40  # a longer text is no question
_EXACT = re.compile(r'["“”()]|(?:^|\s)-\S|\bOR\b|(?:title|official):')
_WORD = re.compile(r"\w+")
_SMALL = re.compile(r"\d{1,2}")
_NUMBER = re.compile(r"\d+(?:/\d+)?[/-][^\W\d_][\w/-]*")  # of a document: "15/2022/NĐ-CP"
# What stands before a province's name and belongs to it, the longest first.
_BEFORE_NAMES: tuple[Tokens, ...] = (
    ("uy", "ban", "nhan", "dan", "tinh"), ("ubnd", "thanh", "pho"), ("ubnd", "tinh"), ("thanh", "pho"), ("ubnd",),
    ("tinh",), ("tp",),
)  # fmt: skip


@lru_cache(256)
def read(text: str, today: date) -> Question | None:
    """The filters in a text as typed; None where there are none, or it is written in the query language."""
    text = composed(text)
    words = tuple(_token(match) for match in _WORD.finditer(text))
    if not words or len(words) > MOST_WORDS or _EXACT.search(text):
        return None
    sentence = Sentence(text=text, words=words, written=has_diacritics(text), found=[])
    reading = _Reading(sentence, today)
    claims = _without_lone_sectors(reading.claims(), len(words))
    question = Question(text=text, words=words, claims=tuple(claims), english=reading.is_english)
    return question if question.parts else None


def _token(match: re.Match[str]) -> Token:
    return Token(
        word=one_tone_placement(match[0].lower()),
        bare=fold(match[0]).lower(),
        start=match.start(),
        end=match.end(),
        capital=match[0][:1].isupper(),
    )


@lru_cache(1024)
def is_read(text: str) -> bool:
    """Whether a page would answer the text by filters: an address that means the words themselves must say so."""
    question = read(text, date(2000, 1, 1))
    return question is not None and question.is_sure


class _Reading:
    """One pass over the words, from left to right, the longest meaning first."""

    def __init__(self, sentence: Sentence, today: date) -> None:
        self._sentence, self._today = sentence, today
        self._text, self._words = sentence.text, sentence.words
        self.is_english = is_english([word.word for word in self._words], written=sentence.written)
        self._numbers = [match.span() for match in _NUMBER.finditer(sentence.text)]

    def claims(self) -> list[Claim]:
        """What the words mean, in their order."""
        found, at = self._sentence.found, 0
        while at < len(self._words):
            claim = self._number(at) or self._time(at) or self._term(at)
            if claim is None:
                at += 1
                continue
            while found and found[-1].first >= claim.first:  # "tỉnh", when "tỉnh Nghệ An" is one
                found.pop()
            first = max(claim.first, found[-1].last if found else 0)
            found.append(msgspec.structs.replace(claim, first=first))
            at = claim.last
        return found

    def _number(self, at: int) -> Claim | None:
        """A document's number is words, whatever year or unit is in it."""
        start = self._words[at].start
        end = next((last for first, last in self._numbers if first <= start < last), None)
        return Claim(first=at, last=self._sentence.word_from(end, at), kind="decoy") if end else None

    def _time(self, at: int) -> Claim | None:
        if self._is_ordinal(at):
            return None
        when = when_at(self._text, self._words[at].start, self._today, english=self.is_english)
        if when is None:
            return None
        start, last = self._words[at].start, self._sentence.word_from(when.end, at)
        if is_amount(self._text, start, when.end) and not self._is_name(last):
            return None
        is_decade = self._sentence.behind(at, "decades")
        unclear = is_decade or self._is_bound(at, last) or not (when.years or when.first or when.last)
        # "12/2023/", a 31 February: the words stay words.
        beside = self._text[start - 1 : start] if start else "", self._text[when.end : when.end + 1]
        if "/" in beside or is_decade or self._is_about(at) or not (when.years or when.first or when.last):
            return Claim(first=at, last=last, kind="decoy", unclear=unclear)
        return Claim(first=at, last=last, kind="when", when=when, unclear=unclear)

    def _is_ordinal(self, at: int) -> bool:
        """Whether a number says which one of many something was ("lần 6 tháng 5/2023"), unlike that behind "mấy lần"."""
        asked = bool(self._sentence.found) and self._sentence.found[-1].kind == "ask"
        is_number = bool(_SMALL.fullmatch(self._words[at].word))
        return is_number and not asked and self._sentence.behind(at, "ordinals")

    def _is_about(self, at: int) -> bool:
        """Whether a time is what something is about: "kế hoạch năm 2024", "kế hoạch chuyển đổi số năm 2024", "số 2023". The
        end of "chuyển đổi số" or of "đoàn công tác" says nothing of the year behind it."""
        starts_with_number = self._words[at].word[0].isdigit()
        while sector := next((c for c in self._sentence.found if c.kind == "sector" and c.last == at), None):
            at, starts_with_number = sector.first, False
        if not at or not self._sentence.is_free(at - 1):
            return False
        return self._sentence.behind(at, "about") or (starts_with_number and self._sentence.behind(at, "about_numbers"))

    def _is_bound(self, first: int, last: int) -> bool:
        """Whether a word beside a time makes it another one: "before the end of 2023"."""
        while first and (self._words[first - 1].word,) in words_of("bounds_filled"):
            first -= 1
        behind = last < len(self._words) and (self._words[last].word,) in words_of("bounds_behind")
        return behind or self._sentence.behind(first, "bounds")

    def _is_name(self, at: int) -> bool:
        """Whether a province's or a region's name begins at a word."""
        claim = self._term(at) if at < len(self._words) else None
        return claim is not None and claim.kind in ("province", "region")

    def _term(self, at: int) -> Claim | None:
        for length in range(min(longest(), len(self._words) - at), 0, -1):
            span = self._words[at : at + length]
            for term in table().get(tuple(word.bare for word in span), ()):
                if self._is_meant(term, at, span):
                    first = self._from(at) if term.kind == "province" else at
                    return Claim(first=first, last=at + length, kind=term.kind, value=term.value)
        return None

    def _is_meant(self, term: Term, at: int, span: tuple[Token, ...]) -> bool:
        if term.language and (term.language == "en") != self.is_english:
            return False
        if self._sentence.written and tuple(word.word for word in span) != term.words:
            # "hội nghị Nghe An": bare among what is written, so a name only, in capitals.
            bare = all(word.word == word.bare and word.capital for word in span)
            if term.kind != "province" or not bare:
                return False
        return term.kind not in ("province", "region") or is_place(self._sentence, term, at, span)

    def _from(self, at: int) -> int:
        """Where a province's name begins: with the kind of unit, if that stands before it."""
        before = tuple(word.bare for word in self._words[:at])
        lengths = (len(kind) for kind in _BEFORE_NAMES if before[-len(kind) :] == kind)
        return at - next(lengths, 0)


def is_english(words: list[str], *, written: bool) -> bool:
    """Whether words in lower case are an English sentence's; `written`: some have Vietnamese diacritics."""
    surely = any((word,) in words_of("english_surely") for word in words)
    return surely or (not written and sum((word,) in words_of("english") for word in words) > 1)


def _without_lone_sectors(claims: list[Claim], words: int) -> list[Claim]:
    """Without the sectors that stand beside a word left to be searched, "và" and "," aside: those belong together."""
    meant = {at: claim.kind for claim in claims for at in range(claim.first, claim.last)}

    def is_free(at: int, step: int) -> bool:
        while meant.get(at) == "stop":
            at += step
        return 0 <= at < words and meant.get(at, "decoy") == "decoy"

    kept = [c for c in claims if c.kind != "sector" or not (is_free(c.first - 1, -1) or is_free(c.last, 1))]
    return kept if len(kept) == len(claims) else _without_lone_sectors(kept, words)

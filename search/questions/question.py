"""A question as it was understood: what its words were taken for, and what is left of it to be searched; pure."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from records.base import Record
from search.questions.terms import Kind
from search.questions.times import When

PartKind = Literal["province", "region", "when", "signed", "event_type", "sector"]
PARTS: tuple[PartKind, ...] = ("province", "region", "when", "signed", "event_type", "sector")
_PLACES = ("province", "region")
_AND = re.compile(r"\s*(?:[-–—&]|và|va|and)?\s*", re.IGNORECASE)


class Token(Record, frozen=True):
    """A word of the question: as analysed, without diacritics, where it stands, and whether it begins with a capital."""

    word: str
    bare: str
    start: int
    end: int
    capital: bool


class Claim(Record, frozen=True):
    """What the words [first, last) were taken for: `value` is a province's or region's name or a code. Of a time `unclear`
    says that a word beside it makes it another one ("trước khoảng 2023")."""

    first: int
    last: int
    kind: Kind | Literal["when"]
    value: str = ""
    when: When | None = None
    unclear: bool = False


class Question(Record, frozen=True):
    """A text with at least one filter in it. `claims` are in the text's order, without overlap."""

    text: str
    words: tuple[Token, ...]
    claims: tuple[Claim, ...]
    english: bool = False

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The words that are filters."""
        return tuple(claim for claim in self.claims if claim.kind in PARTS)

    @property
    def asks(self) -> bool:
        """Whether it holds a question's word: which, who, when; also at the end of what it wants ("thỏa thuận nào")."""
        wanted = (claim for claim in self.claims if claim.kind in ("agreements", "events", "signed"))
        return self._has("ask") or any(self.words[claim.last - 1].bare in ("nao", "gi") for claim in wanted)

    @property
    def wants(self) -> Literal["events", "agreements"] | None:
        """What it asks for, where it says so."""
        return "agreements" if self._has("agreements") else "events" if self._has("events", "met") else None

    @property
    def together(self) -> bool:
        """Whether its provinces take part with one another, rather than being places."""
        return self._has("signed", "met") or self._is_with() or (len(self.of("province")) > 1 and self._are_paired())

    @property
    def is_sure(self) -> bool:
        """Whether to answer it by its filters unasked: a question's word beside a filter; or a time and another filter, or
        what is wanted ("events in October 2025"), and nothing else: a title with a year in it is none. What is left out
        ("không", "trừ") and a time that can't be told surely are beyond filters."""
        kinds = {part.kind for part in self.parts}
        if self._has("not") or not self._is_timed_surely():
            return False
        if self.asks:
            return bool(kinds - {"sector"})
        return "when" in kinds and (len(kinds) > 1 or self.wants is not None) and not self.left()

    def of(self, kind: PartKind) -> tuple[str, ...]:
        """The values of one kind, each once."""
        return tuple(dict.fromkeys(part.value for part in self.parts if part.kind == kind))

    @property
    def when(self) -> When | None:
        """The time it asks about; years that are named one by one count together, of other stretches the first."""
        told = [part.when for part in self.parts if part.when]
        stretch = next((when for when in told if not when.years), None)
        years = tuple(dict.fromkeys(year for when in told for year in when.years))
        return stretch or (When(end=0, years=years) if years else None)

    def left(self, keep: Iterable[PartKind] = ()) -> str:
        """What is left to be searched without its filters, but for those of some kinds."""
        kept = frozenset(keep)
        return self._without(
            [c for c in self.claims if c.kind not in ("stop", "with", "cooperation", "decoy", "not", *kept)]
        )

    def less(self, part: Claim) -> str:
        """The text without one filter's words."""
        return self._without([part])

    def _without(self, taken: list[Claim]) -> str:
        """The text less some claims; at the edges of each run that is left, words that say nothing are left out too."""
        gone = {at for claim in taken for at in range(claim.first, claim.last)}
        idle = {at for c in self.claims if c.kind in ("stop", "with") for at in range(c.first, c.last)}
        runs: list[list[int]] = [[]]
        for at in range(len(self.words)):
            runs[-1].append(at)
            if at in gone:
                runs[-1].pop()
                runs.append([])
        return " ".join(filter(None, (self._run(run, idle) for run in runs)))

    def _run(self, run: list[int], idle: set[int]) -> str:
        while run and run[0] in idle:
            run.pop(0)
        while run and run[-1] in idle:
            run.pop()
        return self.text[self.words[run[0]].start : self.words[run[-1]].end] if run else ""

    def _is_timed_surely(self) -> bool:
        """Whether it tells of one stretch of time, of years named one by one, or of none; all as clear as they seem."""
        told = [part.when for part in self.parts if part.when]
        stretches = [when for when in told if not when.years]
        return not any(claim.unclear for claim in self.claims) and (not stretches or len(told) == 1)

    def _has(self, *kinds: Kind) -> bool:
        return any(claim.kind in kinds for claim in self.claims)

    def _is_with(self) -> bool:
        """Whether a place stands behind "with", also that of "làm việc với"."""
        pairs = pairwise(self.claims)
        beside = [(a, b) for a, b in pairs if b.kind in _PLACES and a.last == b.first]
        return any(a.kind == "with" or self.words[a.last - 1].bare in ("voi", "with") for a, b in beside)

    def _are_paired(self) -> bool:
        """Whether provinces are told of in one breath ("Nghệ An - TP.HCM"), or as working together."""
        if self._has("cooperation"):
            return True
        provinces = [part for part in self.parts if part.kind == "province"]
        return any(self._is_one_breath(one, other) for one, other in pairwise(provinces))

    def _is_one_breath(self, one: Claim, other: Claim) -> bool:
        """Whether nothing but a dash or "và" stands between two names."""
        between = self.text[self.words[one.last - 1].end : self.words[other.first].start]
        return bool(_AND.fullmatch(between))

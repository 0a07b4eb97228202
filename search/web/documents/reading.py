"""An article's text cut into stretches by the evidence that stands in it; never HTML, always the text itself."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from records.article import Article
from records.base import Record
from records.tag import Evidence
from search.web.documents.tables import Block, Kind, Line, Piece, Shape, blocks, text_of

# What a fact proves, as the reader sees it; facts of other names are told in the panel only.
KINDS: dict[str, Kind] = {
    "date": "date",
    "period": "date",
    "place": "place",
    "partner": "place",
    "province": "place",
    "region": "place",
    "official": "person",
    "signed": "agreement",
    "refers_to": "agreement",
    "type": "what",
}
_HEADING = 90  # characters a heading inside a text may have
_STOPS = '.:;!?…”"),'
_BREAK = re.compile(r"\n{2,}")


class Mark(Record, frozen=True):
    """Words in the text: their field and place, what they prove, and their number on the page (from 1)."""

    number: int
    field: str
    start: int
    end: int
    text: str
    kind: Kind
    fact: str


class Reading(Record, frozen=True):
    """The text in pieces: title, lead, the body's paragraphs (and, as `blocks`, with its tables put together), and one
    caption a picture that has one."""

    title: Line
    lead: tuple[Line, ...]
    body: tuple[Line, ...]
    blocks: tuple[Block, ...]
    captions: tuple[Line, ...]
    marks: tuple[Mark, ...]
    kinds: tuple[Kind, ...]


def read(article: Article) -> Reading:
    """The article's text with everything marked that its tags and events stand on."""
    texts = {"title": article.title, "lead": article.lead, "body": article.body, "captions": article.captions}
    marks = _marks(_evidence(article), texts)
    cut = {field: _paragraphs(text, [m for m in marks if m.field == field]) for field, text in texts.items()}
    shown = {mark.kind for mark in marks}
    order: tuple[Kind, ...] = ("date", "place", "person", "agreement", "what")
    return Reading(
        title=cut["title"][0] if cut["title"] else (),
        lead=cut["lead"],
        body=cut["body"],
        blocks=blocks(cut["body"], shapes([text_of(line) for line in cut["body"]])),
        captions=cut["captions"],
        marks=marks,
        kinds=tuple(kind for kind in order if kind in shown),
    )


def shapes(paragraphs: Sequence[str]) -> tuple[Shape, ...]:
    """What each paragraph of a body looks like: a row of a table (cells parted by " | "), a heading inside the text
    (short, without a full stop, before a longer paragraph), or plain text. Only the look hangs on it."""
    following = [*paragraphs[1:], ""]
    return tuple(_shape(text, after) for text, after in zip(paragraphs, following, strict=True))


def _shape(text: str, after: str) -> Shape:
    if " | " in text:
        return "row"
    short = len(text) <= _HEADING and text[-1:] not in _STOPS and not text.startswith(("-", "–", "•", "+", "*"))
    return "sub" if short and len(after) > len(text) and after[-1:] in _STOPS else "text"


def _evidence(article: Article) -> list[tuple[str, Evidence]]:
    """All evidence in falling order of how much it says: events' facts first, then provinces and regions named."""
    found = [(evidence.fact, evidence) for event in article.events for evidence in event.evidence]
    found += [("province", evidence) for tag in article.provinces for evidence in tag.evidence]
    found += [("region", evidence) for tag in article.regions for evidence in tag.evidence]
    return found


def _marks(evidence: Iterable[tuple[str, Evidence]], texts: dict[str, str]) -> tuple[Mark, ...]:
    """The evidence that stands where it says it does, in the order of the page; each place and kind once."""
    unique: dict[tuple[str, int, int, Kind], tuple[str, Evidence]] = {}
    for fact, one in evidence:
        kind = KINDS.get(fact)
        if kind and one.end > one.start >= 0 and texts.get(one.field, "")[one.start : one.end] == one.text:
            unique.setdefault((one.field, one.start, one.end, kind), (fact, one))
    fields = list(texts)
    ordered = sorted(unique.items(), key=lambda item: (fields.index(item[0][0]), item[0][1], -item[0][2]))
    return tuple(
        Mark(number=number, field=field, start=start, end=end, text=one.text, kind=kind, fact=fact)
        for number, ((field, start, end, kind), (fact, one)) in enumerate(ordered, start=1)
    )


def _paragraphs(text: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The paragraphs of a field, each in pieces; empty ones are left out."""
    bounds = [0, *(edge for match in _BREAK.finditer(text) for edge in match.span()), len(text)]
    spans = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple(_line(text, start, end, marks) for start, end in spans if text[start:end].strip())


def _line(text: str, start: int, end: int, marks: Sequence[Mark]) -> Line:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(edge for m in inside for edge in (max(m.start, start), min(m.end, end)))})
    return tuple(_piece(text, first, last, inside) for first, last in pairwise(edges))


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    """One stretch, underlined by the shortest evidence that covers it."""
    covering = [mark for mark in marks if mark.start <= start and mark.end >= end]
    if not covering:
        return Piece(text=text[start:end])
    closest = min(covering, key=lambda mark: mark.end - mark.start)
    return Piece(
        text=text[start:end],
        kind=closest.kind,
        numbers=tuple(mark.number for mark in covering),
        opens=tuple(mark.number for mark in covering if mark.start == start),
        closes=closest.end == end,
    )

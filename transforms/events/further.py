"""Further happenings that an article tells of after its own: "Chiều cùng ngày, …", "* Cùng ngày, tại …"."""

import re
from collections.abc import Iterator

import msgspec

from records.article import Article
from records.event import Event
from records.tag import Evidence
from transforms.events.reading import Reading, Sentence

# What begins the telling of another happening of the same day or trip.
_BEGINS = re.compile(
    r"^\W*(?:(?:sáng|trưa|chiều|tối) cùng ngày|cùng ngày|trước đó,? (?:vào )?(?:sáng|trưa|chiều|tối|ngày)|"
    r"(?:tiếp đó|sau đó),? (?:vào )?(?:sáng|trưa|chiều|tối|ngày))(?!\w)"
)
_SAME_DAY = re.compile(r"(?<!\w)cùng ngày(?!\w)")
_MOST = 4
# One more happening may take this much of the body, in characters.
_LONGEST = 1800
_TRUST = 0.7


def further_parts(reading: Reading) -> Iterator[tuple[int, Article]]:
    """The stretches of the body that tell of other happenings, each as an article of its own with its offset."""
    starts = [s.start for s in reading.body if _BEGINS.match(s.low)][:_MOST]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(reading.article.body)
        end = max(
            (s.end for s in reading.body if start < s.end <= min(end, start + _LONGEST)), default=start + _LONGEST
        )
        body = reading.article.body[start:end]
        yield start, msgspec.structs.replace(reading.article, title="", lead="", body=body, images=())


def same_day(sentence: Sentence) -> bool:
    """Whether a sentence says "on the same day"."""
    return _SAME_DAY.search(sentence.low) is not None


def settled(event: Event, offset: int, main: Event, *, on_its_day: bool) -> Event | None:
    """A further event with its evidence where the body has it; None where it is the main one told again."""
    if on_its_day and event.month_day is None:
        event = msgspec.structs.replace(
            event, month_day=main.month_day, starts_on=main.starts_on, year_from=main.year_from
        )
    again = (event.type, event.month_day, event.place_province) == (main.type, main.month_day, main.place_province)
    if again and (event.name or "") == (main.name or ""):
        return None
    moved = tuple(_moved(proof, offset) for proof in event.evidence)
    return msgspec.structs.replace(event, evidence=moved, confidence=round(event.confidence * _TRUST, 2))


def _moved(proof: Evidence, offset: int) -> Evidence:
    return msgspec.structs.replace(proof, start=proof.start + offset, end=proof.end + offset)

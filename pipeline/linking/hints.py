"""Hints: a few bytes beside a key by which most who share it are passed over unread, as they can't be alike; pure.

What shares a day and a province grows with the archive, and nearly all of it is another matter. A hint has what comparing
asks for as short digests, of which two sets have as many in common as the sets themselves, or more: so by itself it never
says no where the comparison says yes. An empty one says that what is alike shares a place's key too, which holds only where
all who share that are looked at (pipeline/linking/neighbours.py sees to it). None (of what is corrected, and of all that
programs of before stored) says nothing.
Like the keys, hints are made anew with the rules of linking (pipeline/linking/anew.py).
"""

import struct
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from pipeline.ledger.keys import Hint
from pipeline.linking.agreements import Mention, matter_agrees, parties_agree
from pipeline.linking.events import (
    Telling,
    company_tells,
    dated_telling_keys,
    is_there,
    kind_of,
    matter_tells,
    place_keys,
    telling_keys,
)

_Set = frozenset[int]
# Longer rows than this make no hint, nor an agreement of more parties: it has three keys for each two of them, and each
# would have it.
_MOST, _PARTIES = 24, 3
_DAY, _MONTH, _FULL = len("MM-DD"), len("YYYY-MM"), len("YYYY-MM-DD")


class _Telling(NamedTuple):
    """What a telling's hint says: digests of its kind, of its place and of those who met (0: not told), and of sets."""

    kind: int
    place: int
    company: int
    parties: _Set
    officials: _Set
    subject: _Set


class _Mention(NamedTuple):
    """What a mention's hint says: whether it is a reference, the day as told, and digests of sets."""

    reference: int
    told: str
    parties: _Set
    subject: _Set


def telling_hint(telling: Telling) -> Hint:
    """The hint of a telling; None where a correction is about its article, or a partner is named twice."""
    event = telling.event
    if telling.facts.marks or len(set(event.partners)) < len(event.partners):
        return None
    company = "|".join(sorted(event.partners)) if len(event.partners) > 1 else ""
    head = struct.pack("<3H", *map(_digest, (kind_of(event), event.place_province or "", company)))
    return _packed(head, telling.parties, telling.officials, telling.subject)


def hinted_telling_keys(telling: Telling) -> dict[int, Hint]:
    """The keys under which a telling is found, with their hints: its own where a place is shared. Where a person or the
    matter is, an empty one says that it names places: who names some too has one in common with it, or nothing."""
    hint = telling_hint(telling)
    keys: dict[int, Hint] = dict.fromkeys(telling_keys(telling))
    by_place = hint is not None and telling.parties and telling.event.starts_on is not None
    keys |= dict.fromkeys(dated_telling_keys(telling), b"" if by_place else None)
    return keys | dict.fromkeys(place_keys(telling), hint)


def may_be_one_event(one: bytes, other: bytes) -> bool:
    """Whether two tellings of one day may be of one event, by the one's own hint and that beside a key of the other."""
    a = _telling(one)
    if not other:
        return not a.parties
    b = _telling(other)
    if a.kind != b.kind:
        return False
    people, places = len(a.officials & b.officials), len(a.parties & b.parties)
    apart, least = 0 != a.place != b.place != 0, min(len(a.parties), len(b.parties))
    if not is_there(people, places, apart=apart, least=least):
        return False
    alone = a.company == b.company != 0
    return company_tells(places, alone=alone) or matter_tells(len(a.subject & b.subject), people, places)


def mention_hint(mention: Mention) -> Hint:
    """The hint of a mention; None where a correction is about its article, many are parties, or days told differ."""
    event, told = mention.event, mention.day
    if mention.reference is not None:
        told = mention.reference.signed_on or ""
    elif event.starts_on is not None:
        told = event.starts_on.isoformat()
    raw = told.encode()
    if mention.facts.marks or len(mention.parties) > _PARTIES or len(raw) > _FULL or not told.endswith(mention.day):
        return None
    return _packed(struct.pack("<B10s", mention.reference is not None, raw), mention.parties, mention.subject)


def may_be_one_agreement(one: bytes, other: bytes) -> bool:
    """Whether two mentions may be of one agreement, by their hints."""
    a, b = _mention(one), _mention(other)
    if not _days_agree(a, b):
        return False
    parties = len(a.parties & b.parties)
    if parties_agree(parties, min(len(a.parties), len(b.parties))):
        return True
    return parties > 0 and matter_agrees(len(a.subject & b.subject), min(len(a.subject), len(b.subject)))


def _days_agree(a: _Mention, b: _Mention) -> bool:
    if a.reference and b.reference:
        return a.told == b.told
    if not a.reference and not b.reference:
        return a.told[-_DAY:] == b.told[-_DAY:] != "" and (a.told == b.told or _DAY in (len(a.told), len(b.told)))
    signing, later = (b.told, a.told) if a.reference else (a.told, b.told)
    if len(signing) > _DAY:
        return signing.startswith(later)
    return signing != "" and len(later) >= _MONTH and f"{later[:4]}-{signing}".startswith(later)


def _digest(word: str) -> int:
    """16 bits above 0; 0 of an empty word."""
    return crc32(word.encode()) % 0xFFFF + 1 if word else 0


def _packed(head: bytes, *sets: Collection[str]) -> Hint:
    """A hint; None where two members of a set have one digest, or are too many."""
    short = [sorted({_digest(word) for word in words}) for words in sets]
    if any(len(numbers) < len(words) or len(numbers) > _MOST for numbers, words in zip(short, sets, strict=True)):
        return None
    every = [number for numbers in short for number in numbers]
    return head + struct.pack(f"<{len(short)}B{len(every)}H", *map(len, short), *every)


def _sets(raw: bytes, many: int) -> list[_Set]:
    counts, numbers = raw[:many], struct.unpack(f"<{(len(raw) - many) // 2}H", raw[many:])
    ends = [sum(counts[: n + 1]) for n in range(many)]
    return [frozenset(numbers[end - count : end]) for end, count in zip(ends, counts, strict=True)]


@lru_cache(1 << 12)
def _telling(raw: bytes) -> _Telling:
    return _Telling(*struct.unpack("<3H", raw[:6]), *_sets(raw[6:], 3))


@lru_cache(1 << 12)
def _mention(raw: bytes) -> _Mention:
    reference, told = struct.unpack("<B10s", raw[:11])
    return _Mention(reference, told.rstrip(b"\0").decode(), *_sets(raw[11:], 2))

"""Agreements: a signing told by one article and references to it by others are one record, and fix each other's year."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.linking.facts import LinkFacts, agreement_keys, day_of
from pipeline.linking.subjects import subject_of
from records.agreement import Agreement
from records.event import Event, Reference
from search.names import unsaid_province

_DAY, _MONTH = len("YYYY-MM-DD"), len("YYYY-MM")
# Two mentions of one agreement share at least this many parties, and this share of the shorter row of them.
_PARTIES, _SHARE = 2, 0.6
# Pairs of syllables that the words for one matter have in common at least.
_MATTER = 2
# "các địa phương ký Thỏa thuận …": provinces and their towns signed, no ministries.
_LOCALITIES = re.compile(
    r"(?<!\w)(?:tỉnh(?:,? thành(?: phố)?)?|thành phố|địa phương)(?:\s(?:đã|cùng nhau|cùng|chính thức))*"
    r"\s(?:ký|kí|thống nhất|thông qua)"
)
# References of one event are numbered below this.
_REFERENCES = 1000


@dataclass(frozen=True)
class Mention:
    """An article's event that signed an agreement (`reference` None), or refers to an earlier one."""

    facts: LinkFacts
    position: int
    reference: Reference | None = None
    index: int = 0

    @property
    def event(self) -> Event:
        """The event at which it was signed, or whose report refers to it."""
        return self.facts.events[self.position]

    @property
    def parties(self) -> frozenset[str]:
        """Provinces, regions and others that are its parties."""
        event = self.event
        regions = (region.name for region in event.partner_regions)
        return frozenset({*event.partners, *regions, *event.other_partners})

    @property
    def what(self) -> str:
        """What was signed, in the article's words."""
        return (self.reference.what if self.reference else self.event.signed_what or self.event.name) or ""

    @cached_property
    def words(self) -> str:
        """The words that a reference stands in; of an event's several, those that name what this one is of."""
        told = [piece.text for piece in self.event.evidence if piece.fact == "refers_to"]
        return "\n".join([text for text in told if self.what and self.what in text] or told)

    @cached_property
    def subject(self) -> frozenset[str]:
        """What it is about, less its parties' names."""
        return subject_of(self.what, self.parties, of="agreement")

    @property
    def day(self) -> str:
        """The day it was signed as MM-DD, "" where the mention doesn't tell it."""
        if self.reference is None:
            return day_of(self.event)
        told = self.reference.signed_on or ""
        return told[5:] if len(told) == _DAY else ""

    @property
    def node(self) -> int:
        """A number that tells this mention from the article's others: the event's for a signing, else negative."""
        return -1 - (self.position * _REFERENCES + self.index) if self.reference else self.position

    @staticmethod
    def position_of(node: int) -> int:
        """The position of the event that a node stands in."""
        return node if node >= 0 else (-1 - node) // _REFERENCES


def mentions(facts: LinkFacts) -> dict[int, Mention]:
    """What an article says of agreements by node: its signings, and its references to ones with a date."""
    found = []
    for position, event in enumerate(facts.events):
        if facts.marks and facts.is_dropped(position):
            continue
        if event.signed and (event.partners or event.partner_regions):
            found.append(Mention(facts, position))
        if event.partners or event.partner_regions:
            dated = [(n, r) for n, r in enumerate(event.refers_to[:_REFERENCES]) if r.signed_on]
            found += [Mention(facts, position, reference, index) for index, reference in dated]
    return {mention.node: mention for mention in found}


def mention_keys(mention: Mention) -> set[int]:
    """Keys that mentions of one agreement share: two parties, and the day, the month or the year as far as told; or one
    party and the day."""
    if mention.reference:
        signed_on = mention.reference.signed_on or ""
        days = {_DAY: {mention.day}, _MONTH: {signed_on, signed_on[4:]}}.get(len(signed_on), {signed_on})
    else:
        full = mention.event.starts_on.isoformat() if mention.event.starts_on else ""
        days = {full[:_MONTH], full[:4]} if full else {f"-{mention.day[:2]}"} if mention.day else set()
        days.add(mention.day)
    return agreement_keys(mention.day, days - {""}, mention.parties)


def same_agreement(a: Mention, b: Mention) -> bool:
    """Whether two mentions are of one agreement: the days agree as far as told, and so do the parties or the matter."""
    return _days_agree(a, b) and (_parties_agree(a, b) or _same_matter(a, b))


def _same_matter(a: Mention, b: Mention) -> bool:
    """A party, the day and the words for what was signed: enough where articles name only one of the parties.

    Not enough for a reference to fix the year of a signing.
    """
    if not a.day or a.day != b.day or bool(a.reference) != bool(b.reference) or a.parties.isdisjoint(b.parties):
        return False
    return matter_agrees(len(a.subject & b.subject), min(len(a.subject), len(b.subject)))


def matter_agrees(shared: int, least: int) -> bool:
    """Whether so much in common of what is said of the matter, in so much at `least`, tells that it is one."""
    return shared >= _MATTER and shared >= 0.5 * least


def _days_agree(a: Mention, b: Mention) -> bool:
    if a.reference and b.reference:
        return a.reference.signed_on == b.reference.signed_on
    if not a.reference and not b.reference:
        days = (a.event.starts_on, b.event.starts_on)
        return day_of(a.event) == day_of(b.event) != "" and (None in days or days[0] == days[1])
    signing, later = (b, a) if a.reference else (a, b)
    return _signed_on(signing.event, later.reference.signed_on if later.reference else None) is not None


def _signed_on(event: Event, told: str | None) -> str | None:
    """The day a reference's date fixes for a signing event, as exactly as both tell; None where they differ."""
    day = day_of(event)
    if not told or not day:
        return None
    if event.starts_on:
        full = event.starts_on.isoformat()
        return full if full.startswith(told) else None
    if not f"{told[:4]}-{day}".startswith(told) or len(told) < _MONTH:
        return None
    try:
        found = date.fromisoformat(f"{told[:4]}-{day}")
    except ValueError:  # 29 February of another year
        return None
    early, late = event.not_before, event.not_after
    return None if (early and found < early) or (late and found > late) else found.isoformat()


def _parties_agree(a: Mention, b: Mention) -> bool:
    return parties_agree(len(a.parties & b.parties), min(len(a.parties), len(b.parties)))


def parties_agree(shared: int, least: int) -> bool:
    """Whether so many parties in common, of so many at `least`, are those of one agreement."""
    return shared >= _PARTIES and shared >= _SHARE * least


def signed_days(cluster: list[Mention]) -> set[str]:
    """The days the mentions tell, as exactly as they do together; more than one where they differ."""
    references = {m.reference.signed_on for m in cluster if m.reference and m.reference.signed_on}
    signings = [m.event for m in cluster if not m.reference]
    days = {event.starts_on.isoformat() for event in signings if event.starts_on} | references
    days |= {day for event in signings for told in references if (day := _signed_on(event, told))}
    return {day for day in days if not any(other != day and other.startswith(day) for other in days)}


def linked_day(cluster: list[Mention]) -> date | None:
    """The one full day on which the mentions agree; None where they differ or none tells it."""
    days = signed_days(cluster)
    day = days.pop() if len(days) == 1 else ""
    return date.fromisoformat(day) if len(day) == _DAY else None


def merged_agreement(cluster: list[Mention]) -> Agreement:
    """One agreement of all its mentions, without id, change and event ids."""
    ordered = sorted(cluster, key=lambda m: (m.reference is not None, -len(m.parties), m.facts.article_id, m.node))
    best, days = ordered[0], sorted(signed_days(ordered))
    parties = _parties(best)
    proof = [
        (m.facts.article_id, piece)
        for m in ordered
        for piece in m.event.evidence
        if piece.fact == ("refers_to" if m.reference else "signed")
    ]
    return Agreement(
        agreement_id="",
        change=0,
        name=best.what,
        parties=parties,
        period=_period(ordered, days),
        signed_on=days[0] if len(days) == 1 else None,
        article_ids=tuple(dict.fromkeys(m.facts.article_id for m in ordered)),
        evidence=tuple(piece for _, piece in proof),
        evidence_article_ids=tuple(article for article, _ in proof),
        vintage=best.facts.vintage,
        disagreements=(f"signed_on: {' / '.join(days)}",) if len(days) > 1 else (),
        parties_inferred=best.reference is not None and any(unsaid_province(best.words, party) for party in parties),
    )


def _parties(mention: Mention) -> tuple[str, ...]:
    """Who agreed; where a text says that localities did, without bodies that only take part in the later meeting."""
    words, parties_ = mention.words, mention.parties
    if mention.reference and _LOCALITIES.search(words.lower()):
        bodies = {body for body in mention.event.other_partners if unsaid_province(words, body)}
        if len(parties_ - bodies) >= _PARTIES:
            parties_ -= bodies
    return tuple(sorted(parties_))


def _period(ordered: list[Mention], days: list[str]) -> tuple[str, str] | None:
    """The years it is for: what a signing plans; else of what later texts review, what begins in its year."""
    told = [(m, period) for m in ordered for period in m.event.periods]
    signed = [(first, last) for m, (first, last, done) in told if not m.reference and done != "reviewed"]
    year = days[0][:4] if len(days) == 1 else ""
    reviewed = [
        (first, last) for m, (first, last, done) in told if m.reference and done == "reviewed" and first == year
    ]
    return signed[0] if signed else max(reviewed, key=lambda row: row[1], default=None)

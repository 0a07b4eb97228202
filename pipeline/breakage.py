"""Whether a night's pages were read worse than before, and why a night that did not come through failed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.crawl import NO_REPORT, NOTHING
from pipeline.ledger.redesigns import BrokenField

# Fewer pages that could not be read than this prove nothing; nor do shares of fewer pages in the past.
_LEAST_MISSED, _LEAST_PAST = 4, 20
# A share is broken where it fell below this part of the source's own, or, without a past, below the least of all.
_FALL, _LEAST_SHARE = 0.6, 0.3
_BLOCKED = ("robots", "403", "429", "given up", "challenge", "flood", "forbid", "too many requests")


@dataclass(frozen=True)
class Read:
    """Pages, those read as articles, those of them read by rules and not by the fallback, those quarantined."""

    pages: int = 0
    articles: int = 0
    by_rules: int = 0
    quarantined: int = 0

    def __add__(self, other: "Read") -> "Read":
        return Read(
            self.pages + other.pages, self.articles + other.articles, self.by_rules + other.by_rules,
            self.quarantined + other.quarantined,
        )  # fmt: skip


def broken(tonight: Read, before: Read) -> str:
    """How a night's pages show that the portal was redesigned, "" where they don't."""
    if before.pages < _LEAST_PAST:
        missed = tonight.pages - tonight.articles
        if missed >= _LEAST_MISSED and tonight.articles < _LEAST_SHARE * tonight.pages:
            return f"broken extraction: only {tonight.articles} of {tonight.pages} pages could be read as articles"
        return ""
    for now, then, what in (
        (tonight.by_rules, before.by_rules, "read by its rules"),
        (tonight.articles, before.articles, "read as articles"),
    ):
        if tonight.pages - now >= _LEAST_MISSED and now / tonight.pages < _FALL * then / before.pages:
            share = f"{100 * then // before.pages} in 100 before"
            return f"broken extraction: {now} of {tonight.pages} pages were {what}, {share}"
    return ""


def why_broken(found: Sequence[BrokenField]) -> str:
    """The broken fields and why, in one line; "" where there are none."""
    told = "; ".join(one.why if one.why.startswith(one.field) else f"{one.field}: {one.why}" for one in found)
    return f"broken extraction: {told}" if found else ""


def came_to(
    states: Collection[str], errors: Sequence[str]
) -> tuple[Literal["silent", "blocked", "unreachable", "unfinished"], str]:
    """What a night without a good run shows of the portal: its last failure decides."""
    if "failed" not in states or not errors:
        if "running" in states:
            return "unfinished", "a run is at it"
        ended = "stopped before its end" if "stopped" in states else "killed"
        return "unfinished", f"the run was {ended}; the next goes on from there"
    error = errors[-1]
    if error.startswith(NO_REPORT):
        return "unfinished", error
    if error.startswith(NOTHING):
        return "silent", error
    told = error.lower()
    blocked = "unreachable" not in told and any(word in told for word in _BLOCKED)
    return "blocked" if blocked else "unreachable", error

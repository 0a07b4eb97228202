"""Reprints: the same text under other addresses and titles, and which of them leads the group."""

from collections import Counter
from urllib.parse import urlsplit

from pipeline.linking.facts import LinkFacts
from pipeline.linking.sketch import LEAST_SHINGLES, Sketch, likeness, numbers_agree

# Share of all eight-word runs that two edited prints of one text have in common at least.
_ALIKE = 0.5
# Of a shortened reprint nearly all stands in the longer text. One much shorter is an item of a survey, not its reprint.
_CONTAINED, _SHORTEST = 0.8, 0.35


def is_reprint(a: tuple[str, Sketch], b: tuple[str, Sketch]) -> bool:
    """Whether two texts (digest and sketch) are the same: equal, edited, or one a shortened form of the other."""
    (digest_a, one), (digest_b, other) = a, b
    if digest_a == digest_b:
        return True
    shorter, longer = sorted((one.size, other.size))
    if shorter < LEAST_SHINGLES:
        return False
    alike, contained = likeness(one, other)
    shortened = contained >= _CONTAINED and shorter >= _SHORTEST * longer
    return (alike >= _ALIKE or shortened) and numbers_agree(one, other)


def lead_of(group: list[LinkFacts]) -> LinkFacts:
    """The original: the one the others credit, else the earliest; undated ones last, ties by id."""
    credits_ = Counter(member.credit.lower() for member in group if member.credit)
    given: dict[str, int] = {}

    def credited(member: LinkFacts) -> int:
        bare = (urlsplit(member.url).hostname or "").removeprefix("www.")
        if not bare:
            return 0
        if bare not in given:
            given[bare] = sum(count for text, count in credits_.items() if bare in text)
        return given[bare] - (bare in member.credit.lower())

    def rank(member: LinkFacts) -> tuple[int, bool, float, str]:
        at = member.published_at
        return (-credited(member), at is None, at.timestamp() if at else 0.0, member.article_id)

    return min(group, key=rank)

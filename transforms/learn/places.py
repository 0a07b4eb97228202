"""Places that may hold a date: selectors, and the moment each gives on every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from transforms.clean import clean_line
from transforms.dates import Stamp, read_date
from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node

_LONGEST = 160  # characters of a date line that the reader takes
_EDITED = re.compile(r"modif|update|edit|cap-?nhat|sua-?doi|last", re.I)
_EDITED_WORDS = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified|last edit", re.I)
PUBLISHED = re.compile(r"publish|post-?date|ngay-?dang|date-?created|dateCreated", re.I)


@dataclass
class Place:
    """A selector (with "@attribute" where one is read) and the stamp it gives on each page."""

    selector: str
    stamps: list[Stamp | None]
    nodes: list[Node | None]
    score: float = 0.0
    words: int = 0  # pages on which its text speaks of an edit
    edited: bool = False
    seen: list[datetime] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The share of pages on which it gives a date."""
        return sum(s is not None for s in self.stamps) / len(self.stamps)


def places_of(studies: Sequence[Study], namer: Namer) -> list[Place]:
    votes: dict[str, int] = {}
    for one in studies:
        proposed = {
            s + (f"@{attribute}" if attribute else "")
            for node, attribute, _ in one.stamps
            if _may_be_own(one, node)
            for s in namer.propose(node)
        }
        for selector in proposed:
            votes[selector] = votes.get(selector, 0) + 1
    least = max(1, int(0.25 * len(studies)))
    common = sorted((s for s, n in votes.items() if n >= least), key=lambda s: (-votes[s], cost(s), s))
    plain = [s for s in common if "nth-" not in s]
    return [_place(s, studies) for s in dict.fromkeys((*common[:120], *plain[:80]))]


def _may_be_own(one: Study, node: Node) -> bool:
    """Whether a date may be the article's own: not in its running text, not in a list far from the title."""
    if node.in_link and node.tag not in ("time", "span", "abbr"):
        return False
    body = one.body
    if body is None or not body.holds(node) or body is node:
        return True
    return node.start - body.start < 500 or body.end - node.end < 300


def _place(selector: str, studies: Sequence[Study]) -> Place:
    css, _, attribute = selector.partition("@")
    place = Place(selector, [], [])
    for one in studies:
        stamp, chosen = None, None
        for node in one.tree.select(css):
            text = clean_line(node.attributes.get(attribute) or "") if attribute else one.tree.line(node)
            if text and len(text) <= _LONGEST:
                stamp = read_date(text, now=one.snapshot.fetched_at)
            if stamp:
                chosen = node
                place.words += bool(_EDITED_WORDS.search(text)) and not re.search("đăng|publish|post", text, re.I)
                break
        place.stamps.append(stamp)
        place.nodes.append(chosen)
    names = re.sub(r":[\w-]+(?:\(\d+\))?", "", css)
    named = bool(_EDITED.search(names) and not PUBLISHED.search(names))
    place.edited = named
    return place

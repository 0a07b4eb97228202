"""Finds what tells a site's articles from its other pages where title, text and date alone don't."""

from collections import Counter
from collections.abc import Sequence

from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node

_MOST_OTHER = 4
_PATH = 3  # tags of a path


def learn_marks(
    articles: Sequence[Study], others: Sequence[Study], taken: Sequence[Study], namer: Namer
) -> tuple[list[str], list[str]]:
    """Selectors of which one is on every article and on no other page, and those only other pages have.

    `taken` are the other pages that the rules read as articles; without any no marks are needed.
    """
    if not taken or not articles:
        return [], []
    on_articles = [_names(one, namer) for one in articles]
    on_others = [_names(one, namer) for one in others]
    always = set.intersection(*on_articles)
    never = set().union(*on_articles)
    elsewhere: Counter[str] = Counter(name for names in on_others for name in names)
    telling = [name for name in always if not elsewhere[name] and "nth-" not in name]
    if telling:
        return [min(telling, key=lambda s: (cost(s), s))], []
    return [], _cover([_names(one, namer) for one in taken], elsewhere, never)


def _cover(taken: Sequence[set[str]], elsewhere: Counter[str], never: set[str]) -> list[str]:
    """The fewest selectors that are on all pages wrongly taken and on no article, those on most other pages first."""
    open_pages = list(taken)
    chosen: list[str] = []
    while open_pages and len(chosen) < _MOST_OTHER:
        votes = Counter(name for names in open_pages for name in names - never)
        if not votes:
            break
        best = min(votes, key=lambda s: (-votes[s], -elsewhere[s], cost(s), s))
        chosen.append(best)
        open_pages = [names for names in open_pages if best not in names]
    return chosen


def _names(one: Study, namer: Namer) -> set[str]:
    """All selectors by which a page's elements may be known: their own names, and paths of tags."""
    found: set[str] = set()
    for node in one.tree.nodes:
        if node.tag in ("-document", "script", "link", "style"):
            continue
        found.update(namer.own(node))
        path = _path(node)
        found.update(" > ".join(path[-n:]) for n in range(2, len(path) + 1))
    return found


def _path(node: Node) -> list[str]:
    path = [node.tag]
    for ancestor in node.ancestors():
        if len(path) == _PATH or ancestor.tag in ("-document", "html"):
            break
        path.insert(0, ancestor.tag)
    return path

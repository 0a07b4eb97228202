"""Chooses the selectors that find a field's elements on most pages, and others on fewest."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node

_MOST_TRIED = 60  # selectors of a field that are tried on all pages

Nodes = Sequence[Node]
Pick = Callable[[Study, list[Node]], Node | None]


def choose(
    studies: Sequence[Study],
    wanted: Sequence[Nodes],
    namer: Namer,
    *,
    pick: Pick,
    most: int = 2,
    stray: float = 0.7,
    extra: Iterable[str] = (),
    crowd: float | None = None,
) -> list[str]:
    """The selectors (at most `most`) by which `pick` takes wanted elements on most pages and others on fewest.

    `wanted` has each page's good elements, none where the field is absent; `stray` is what an element taken on such a
    page costs. Selectors that match more than `crowd` elements a page are left out.
    """
    votes: Counter[str] = Counter()
    for nodes in wanted:
        votes.update({s for node in nodes for s in namer.propose(node)})
    tried = sorted(votes, key=lambda s: (-votes[s], cost(s), s))[:_MOST_TRIED]
    named = sorted((s for s in votes if "nth-" not in s), key=lambda s: (-votes[s], cost(s), s))[: _MOST_TRIED // 2]
    results = {s: _results(studies, wanted, s, pick) for s in dict.fromkeys((*tried, *named, *extra))}
    crowds = {s: _crowd(studies, s) for s in results}
    results = {s: result for s, result in results.items() if crowd is None or crowds[s] <= crowd}
    costs = {s: cost(s) + 20 * min(6.0, crowds[s] - 1) for s in results}
    chosen: list[str] = []
    open_pages = set(range(len(studies)))
    while len(chosen) < most and results:
        score = {s: _score(result, open_pages, stray) - costs[s] / 1000 for s, result in results.items()}
        best = max(sorted(score), key=lambda s: score[s])
        gained = sum(results[best][i] == "good" for i in open_pages)
        if score[best] <= 0 or gained < (1 if not chosen else max(2, len(studies) // 12)):
            break
        chosen.append(best)
        open_pages = {i for i in open_pages if results[best][i] == "none"}
    return chosen


def _crowd(studies: Sequence[Study], selector: str) -> float:
    """How many elements a selector matches on a page that has any."""
    counts = [n for one in studies if (n := len(one.tree.select(selector)))]
    return sum(counts) / len(counts) if counts else 1.0


def _results(studies: Sequence[Study], wanted: Sequence[Nodes], selector: str, pick: Pick) -> list[str]:
    found = []
    for one, good in zip(studies, wanted, strict=True):
        node = pick(one, one.tree.select(selector))
        if node is None:
            found.append("none")
        elif any(node is g or one.tree.letters(node) == one.tree.letters(g) for g in good):
            found.append("good")
        else:
            found.append("wrong" if good else "stray")
    return found


def _score(result: Sequence[str], pages: Iterable[int], stray: float) -> float:
    value = {"good": 1.0, "wrong": -1.5, "stray": -stray, "none": 0.0}
    return sum(value[result[i]] for i in pages)

"""What a parsed query matches and how it ranks, as Elasticsearch's query JSON: the one form that both engines run."""

from itertools import pairwise
from typing import Any

from records.base import Record
from search.language import Either, Field, Group, Node, Parsed, Phrase, Word, is_empty, positive
from search.synonyms import alternatives, in_full, respelled, spans

Json = dict[str, Any]

ALL_WORDS_UP_TO = 4
# findings.md: pairs of neighbours at half weight do what a word segmenter does; title and lead count a little more.
PAIRS_WEIGHT = 0.5
HEAD_WEIGHT = 0.2
# What holds all pairs of a run holds, nearly always, the run as it stands: that comes before the same words scattered.
TOGETHER_WEIGHT = 0.25
_NAMES: dict[Field, str] = {"text": "text", "title": "title", "official": "people"}


class Rule(Record, frozen=True):
    """How many of a group's words must match: `needed` of `words`."""

    words: int
    needed: int


def rule(words: int, *, relaxed: bool = False) -> Rule:
    """All up to four, beyond that at least half; any one when relaxed."""
    if relaxed:
        return Rule(words=words, needed=min(1, words))
    return Rule(words=words, needed=words if words <= ALL_WORDS_UP_TO else (words + 1) // 2)


def match_query(parsed: Parsed, *, relaxed: bool = False) -> Json:
    """Which documents match; scored by BM25 of the words on the combined field."""
    return {"match_all": {}} if is_empty(parsed.tree) else _group(parsed.tree, parsed, relaxed)


def any_word_ranked(parsed: Parsed) -> Json:
    """What holds any of the words of a loose query (`is_loose`), scored as a match is: what ranks stands among the words, as
    one union is walked in two thirds of the time of two; plain terms by themselves, which an engine may walk quicker."""
    outermost = match_query(parsed, relaxed=True)["bool"]
    *others, words = outermost["must"]
    clauses = [*words["bool"]["should"], *ranking_queries(parsed)]
    plain = _any_of([clause for clause in clauses if "term" in clause])
    united = _any_of([plain, *(clause for clause in clauses if "term" not in clause)])
    return {"bool": {"must": [*others, united], "must_not": outermost["must_not"]}}


def _any_of(clauses: list[Json]) -> Json:
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def ranking_queries(parsed: Parsed) -> list[Json]:
    """What adds to the score of a match: pairs of neighbouring words, all of them together, and words and pairs in title
    and lead (what else was tried: docs/decisions/0010 and 0013)."""
    folded = "" if parsed.written else "folded"
    wanted: list[Json] = []
    for run in positive(parsed.tree):
        joined = [f"{a}_{b}" for a, b in pairwise(run)]
        wanted += [_term(_field("text", folded, pairs=True), pair, PAIRS_WEIGHT) for pair in joined]
        wanted += _together(_field("text", folded, pairs=True), joined)
        wanted += [_term(_field("head", folded), word, HEAD_WEIGHT) for word in run]
        wanted += [_term(_field("head", folded, pairs=True), pair, HEAD_WEIGHT * PAIRS_WEIGHT) for pair in joined]
    return wanted


def _together(field: str, joined: list[str]) -> list[Json]:
    """All pairs of a run of at least three words; of two, the one pair says it."""
    if len(joined) < 2:
        return []
    return [{"bool": {"must": [_term(field, pair, TOGETHER_WEIGHT) for pair in joined], "must_not": []}}]


def rules(parsed: Parsed) -> list[Rule]:
    """The rule of each group of the query that has plain words, from the outermost."""
    return [found for group in _groups(parsed.tree) if (found := rule(len(_units(group, parsed)))).words]


def is_loose(parsed: Parsed) -> bool:
    """Whether not all words of the outermost group itself must be there, and no group within it has words (what is left out
    aside, whose rule stays): asking for any of them then changes what matches, and the score of none that matched. It would
    where the words are one option of an OR: what another option matches would score for them too."""
    outermost, *within = (rule(len(_units(group, parsed))) for group in _groups(parsed.tree))
    return outermost.needed < outermost.words and not any(found.words for found in within)


def expanded(parsed: Parsed) -> list[tuple[str, str]]:
    """The words taken with synonyms, and what they stand for: ("kcn", "Khu công nghiệp"), ("hn", "Hà Nội / Hội nghị"); of
    other spellings nobody needs to be told."""
    found = []
    for group in _groups(parsed.tree):
        for unit in _units(group, parsed):
            others = other_forms(unit, parsed)
            if others and not all(respelled(unit, other) for other in others):
                found.append((" ".join(unit), " / ".join(in_full(unit, written=parsed.written))))
    return found


def synonyms_in(run: tuple[str, ...], parsed: Parsed) -> list[tuple[int, int]]:
    """Where synonyms stand in a run of the query's tokens: [start, end), without overlap."""
    found = spans(run, written=parsed.written)
    return [(start, end) for start, end in found if other_forms(run[start:end], parsed)]


def other_forms(words: tuple[str, ...], parsed: Parsed) -> tuple[tuple[str, ...], ...]:
    """The other forms of a synonym; none of a word that is an English one there ("who" is not the WHO)."""
    is_english = len(words) == 1 and words[0] in parsed.english
    return () if is_english else alternatives(words, written=parsed.written)


def _groups(node: Node) -> list[Group]:
    match node:
        case Group(items=items):
            return [node, *(inner for item in items for inner in _groups(item))]
        case Either(options=options):
            return [inner for option in options for inner in _groups(option)]
    return []


def _units(group: Group, parsed: Parsed) -> list[tuple[str, ...]]:
    """The group's plain words, those of a synonym taken together: each counts once in the rule."""
    units: list[tuple[str, ...]] = []
    for run in _word_runs(group):
        ends = dict(synonyms_in(run, parsed))
        at = 0
        while at < len(run):
            end = ends.get(at, at + 1)
            units.append(run[at:end])
            at = end
    return units


def _word_runs(group: Group) -> list[tuple[str, ...]]:
    runs: list[list[str]] = [[]]
    for item in group.items:
        if isinstance(item, Word):
            runs[-1].append(item.token)
        elif runs[-1]:
            runs.append([])
    return [tuple(run) for run in runs if run]


def _group(group: Group, parsed: Parsed, relaxed: bool) -> Json:
    words = [_unit(unit, parsed) for unit in _units(group, parsed)]
    needed = rule(len(words), relaxed=relaxed).needed
    must = [_node(item, parsed, relaxed) for item in group.items if not isinstance(item, Word)]
    if needed == len(words):
        must += words
    else:
        must.append({"bool": {"should": words, "minimum_should_match": needed}})
    must_not = [_node(item, parsed, False) for item in group.excluded]
    return {"bool": {"must": must or [{"match_all": {}}], "must_not": must_not}}


def _node(node: Node, parsed: Parsed, relaxed: bool) -> Json:
    match node:
        case Word(token=token):
            return _unit((token,), parsed)
        case Phrase(tokens=words, field=field):
            return _phrase(_field(_NAMES[field], "" if parsed.written else "folded"), words)
        case Either(options=options):
            return {"bool": {"should": [_group(o, parsed, relaxed) for o in options], "minimum_should_match": 1}}
        case Group():
            return _group(node, parsed, relaxed)


def _unit(words: tuple[str, ...], parsed: Parsed) -> Json:
    """A word, or a synonym: its own words anywhere, or one of the other forms as a phrase."""
    field = _field("text", "" if parsed.written else "folded")
    own = [_term(field, word) for word in words]
    as_typed = own[0] if len(own) == 1 else {"bool": {"must": own, "must_not": []}}
    others = [_phrase(field, other) for other in other_forms(words, parsed)]
    return {"dis_max": {"queries": [as_typed, *others]}} if others else as_typed


def _field(name: str, folded: str, *, pairs: bool = False) -> str:
    part = "_".join(filter(None, (folded, "pairs" if pairs else "")))
    return f"{name}.{part}" if part else name


def _term(field: str, value: str, boost: float = 1.0) -> Json:
    return {"term": {field: {"value": value, "boost": boost}}}


def _phrase(field: str, words: tuple[str, ...]) -> Json:
    if len(words) == 1:
        return _term(field, words[0])
    return {"match_phrase": {field: {"query": " ".join(words), "analyzer": "whitespace"}}}

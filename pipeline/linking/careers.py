"""What is kept of a person: made of all mentions, or grown by new ones without reading the old again; pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from msgspec.structs import asdict, replace

from pipeline.linking.corrected import applied
from pipeline.linking.names import name_key
from pipeline.linking.offices import offices_of
from pipeline.linking.people import PersonMention
from records.correction import Applied
from records.person import Office, Person


class KeptPerson(Person, frozen=True):
    """A person as the ledger has them: beside what is shown, how often each name was written, and each title of each
    office. Equal mentions make equal records, in whatever order they came.

    A minister is named in tens of thousands of articles, and each new one writes the record anew: `article_ids` holds but
    one of them. All are known from their mentions.
    """

    names: dict[str, int] = {}
    titles: tuple[dict[str, int], ...] = ()

    @property
    def can_grow(self) -> bool:
        """Whether new mentions can be added: corrections are applied to all of them together, and what earlier versions
        of this program kept lacks the counts."""
        return bool(self.names) and not self.corrections and all(office.articles for office in self.offices)


def shown_person(kept: KeptPerson) -> Person:
    """What is shown of a person. What earlier versions kept has no count of an office's articles, but names them all."""
    shown = {name: value for name, value in asdict(kept).items() if name in Person.__struct_fields__}
    offices = tuple(o if o.articles else replace(o, articles=len(o.article_ids)) for o in kept.offices)
    return Person(**(shown | {"offices": offices}))


def merged_person(cluster: list[PersonMention]) -> KeptPerson:
    """One person of all mentions, without id, change, event ids and namesakes."""
    ordered = sorted(cluster, key=lambda m: (m.on or date.max, m.facts.article_id, m.node))
    marks = (mark for m in ordered for mark in m.facts.people_marks if mark.position == m.node)
    return _person(
        Counter(m.official.name for m in ordered),
        min(m.facts.article_id for m in ordered),
        [_office(held) for held in _by_title([m for m in ordered if m.official.title])],
        corrections=applied(*sorted((mark.correction for mark in marks), key=lambda c: (c.asked_on, c.id))),
    )


def grown_person(old: KeptPerson, new: list[PersonMention]) -> KeptPerson:
    """The person of the old mentions and new ones: what `merged_person` makes of all together. The new ones are of other
    articles than the old."""
    more = merged_person(new)
    told = [*zip(old.offices, old.titles, strict=True), *zip(more.offices, more.titles, strict=True)]
    by_title: dict[tuple[str, str], list[tuple[Office, dict[str, int]]]] = {}
    for office, titles in told:
        by_title.setdefault(_title_key(office.title, office.province), []).append((office, titles))
    offices = [_held(same) for same in by_title.values()]
    return _person(Counter(old.names) + Counter(more.names), min(*old.article_ids, *more.article_ids), offices)


def _person(
    names: Counter[str],
    article: str,
    offices: list[tuple[Office, dict[str, int]]],
    corrections: tuple[Applied, ...] = (),
) -> KeptPerson:
    """The earliest office first; the name as most write it."""
    ordered = sorted(offices, key=lambda o: (o[0].first_on or "9999", o[0].title, o[0].province or ""))
    return KeptPerson(
        person_id="", change=0, name=_most_common(names, len_matters=False), names=_sorted(names),
        offices=tuple(office for office, _ in ordered), titles=tuple(titles for _, titles in ordered),
        article_ids=(article,), corrections=corrections,
    )  # fmt: skip


def _by_title(mentions: list[PersonMention]) -> Iterable[list[PersonMention]]:
    """Mentions of one office together; ways of writing one title are one."""

    def key(mention: PersonMention) -> tuple[str, str]:
        return _title_key(mention.official.title, mention.official.province)

    return [list(same) for _, same in groupby(sorted(mentions, key=key), key=key)]


def _title_key(title: str, province: str | None) -> tuple[str, str]:
    offices = offices_of(title, province)
    told = "|".join(sorted(offices)) + f" {_rank(title)}" if offices else ""
    return told or name_key(title), province or ""


def _rank(title: str) -> str:
    """Whether the title is that of a deputy: otherwise one office's heads and deputies would be told as one."""
    return "phó" if "phó" in name_key(title).split() else ""


def _office(held: list[PersonMention]) -> tuple[Office, dict[str, int]]:
    """What the person was called and when, and how often in which words."""
    titles = Counter(m.official.title for m in held)
    told = sorted((m.on.isoformat() if m.on else None, m.facts.article_id) for m in _dated(held))
    office = Office(
        title=_most_common(titles),
        province=held[0].official.province,
        first_on=told[0][0],
        last_on=told[-1][0],
        article_ids=_ends(told),
        articles=len({m.facts.article_id for m in held}),
    )
    return office, _sorted(titles)


def _dated(held: list[PersonMention]) -> list[PersonMention]:
    """Those of a known day; all, where none is."""
    return [mention for mention in held if mention.on] or held


def _ends(told: list[tuple[str | None, str]]) -> tuple[str, ...]:
    """The first and the last article of a row in order, once if they are one."""
    return tuple(dict.fromkeys((told[0][1], told[-1][1])))


def _held(same: list[tuple[Office, dict[str, int]]]) -> tuple[Office, dict[str, int]]:
    """One office of what earlier and new mentions tell of it."""
    if len(same) == 1:
        return same[0]
    titles = sum((Counter(told) for _, told in same), Counter[str]())
    ends = [pair for o, _ in same for pair in ((o.first_on, o.article_ids[0]), (o.last_on, o.article_ids[-1]))]
    told = sorted([pair for pair in ends if pair[0]] or ends)
    office = Office(
        title=_most_common(titles),
        province=same[0][0].province,
        first_on=told[0][0],
        last_on=told[-1][0],
        article_ids=_ends(told),
        articles=sum(office.articles for office, _ in same),
    )
    return office, _sorted(titles)


def _most_common(counts: Counter[str], *, len_matters: bool = True) -> str:
    return min(counts, key=lambda text: (-counts[text], len(text) if len_matters else 0, text))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))

"""What is kept of a person: made of all mentions, or grown by new ones without reading the old again; pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from msgspec.structs import asdict

from pipeline.linking.corrected import applied
from pipeline.linking.names import name_key
from pipeline.linking.offices import offices_of
from pipeline.linking.people import PersonMention
from records.correction import Applied
from records.person import Office, Person


class KeptPerson(Person, frozen=True):
    """A person as the ledger has them: beside what is shown, how often each name was written, and each title of each
    office. Equal mentions make equal records, in whatever order they came."""

    names: dict[str, int] = {}
    titles: tuple[dict[str, int], ...] = ()

    @property
    def can_grow(self) -> bool:
        """Whether new mentions can be added: corrections are applied to all of them together."""
        return bool(self.names) and not self.corrections


def shown_person(kept: KeptPerson) -> Person:
    """What is shown of a person."""
    return Person(**{name: value for name, value in asdict(kept).items() if name in Person.__struct_fields__})


def merged_person(cluster: list[PersonMention]) -> KeptPerson:
    """One person of all mentions, without id, change, event ids and namesakes."""
    ordered = sorted(cluster, key=lambda m: (m.on or date.max, m.facts.article_id, m.node))
    marks = (mark for m in ordered for mark in m.facts.people_marks if mark.position == m.node)
    return _person(
        Counter(m.official.name for m in ordered),
        {m.facts.article_id for m in ordered},
        [_office(held) for held in _by_title([m for m in ordered if m.official.title])],
        corrections=applied(*sorted((mark.correction for mark in marks), key=lambda c: (c.asked_on, c.id))),
    )


def grown_person(old: KeptPerson, new: list[PersonMention]) -> KeptPerson:
    """The person of the old mentions and new ones: what `merged_person` makes of all together."""
    more = merged_person(new)
    told = [*zip(old.offices, old.titles, strict=True), *zip(more.offices, more.titles, strict=True)]
    by_title: dict[tuple[str, str], list[tuple[Office, dict[str, int]]]] = {}
    for office, titles in told:
        by_title.setdefault(_title_key(office.title, office.province), []).append((office, titles))
    offices = [_held(same) for same in by_title.values()]
    return _person(Counter(old.names) + Counter(more.names), {*old.article_ids, *more.article_ids}, offices)


def _person(
    names: Counter[str],
    articles: set[str],
    offices: list[tuple[Office, dict[str, int]]],
    corrections: tuple[Applied, ...] = (),
) -> KeptPerson:
    """The earliest office first; the name as most write it."""
    ordered = sorted(offices, key=lambda o: (o[0].first_on or "9999", o[0].title, o[0].province or ""))
    return KeptPerson(
        person_id="", change=0, name=_most_common(names, len_matters=False), names=_sorted(names),
        offices=tuple(office for office, _ in ordered), titles=tuple(titles for _, titles in ordered),
        article_ids=tuple(sorted(articles)), corrections=corrections,
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
    days = sorted(m.on for m in held if m.on)
    titles = Counter(m.official.title for m in held)
    office = Office(
        title=_most_common(titles),
        province=held[0].official.province,
        first_on=days[0].isoformat() if days else None,
        last_on=days[-1].isoformat() if days else None,
        article_ids=tuple(sorted({m.facts.article_id for m in held})),
    )
    return office, _sorted(titles)


def _held(same: list[tuple[Office, dict[str, int]]]) -> tuple[Office, dict[str, int]]:
    """One office of what earlier and new mentions tell of it."""
    if len(same) == 1:
        return same[0]
    titles = sum((Counter(told) for _, told in same), Counter[str]())
    office = Office(
        title=_most_common(titles),
        province=same[0][0].province,
        first_on=min((o.first_on for o, _ in same if o.first_on), default=None),
        last_on=max((o.last_on for o, _ in same if o.last_on), default=None),
        article_ids=tuple(sorted({known for office, _ in same for known in office.article_ids})),
    )
    return office, _sorted(titles)


def _most_common(counts: Counter[str], *, len_matters: bool = True) -> str:
    return min(counts, key=lambda text: (-counts[text], len(text) if len_matters else 0, text))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))

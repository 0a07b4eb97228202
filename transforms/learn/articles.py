"""Tells which of the pages that rules read are articles."""

from collections.abc import Sequence
from datetime import date

import msgspec

from records.article import Article
from records.source import Learned, Source
from transforms.extract import extract
from transforms.extract.addressed import is_made_like
from transforms.extract.letters import letters_of
from transforms.learn.body import note_bodies
from transforms.learn.result import LearnedRules, proposed_source
from transforms.learn.study import Study

_SOME_DAY = date(2000, 1, 1)  # of rules that are only tried
_HEADLINE = 25  # letters
_LISTED = 0.3  # the share of paragraphs that are links from which on a text is a list
SURE, _LIKELY = 3.6, 2.2  # likeness of a page to an article: to learn from it; to believe the rules that it is one
_DATED_ALIKE = 1.2  # the same where it is dated and addressed like the others: a short one teaches little


def read_all(studies: Sequence[Study], found: LearnedRules) -> dict[str, Article | None]:
    """What the rules make of each page, None where they find no article."""
    note_bodies(studies, found.rules["body"].select)
    learned = found if found.learned else msgspec.structs.replace(found, learned=Learned(learned_on=_SOME_DAY))
    source = proposed_source(Source(id="learned", name="learned", home="http://learned.invalid"), learned)
    read = {one.address: extract(one.snapshot, source=source) for one in studies}
    return {a: r if isinstance(r, Article) and r.extractor == "learned" else None for a, r in read.items()}


def articles_among(studies: Sequence[Study], read: dict[str, Article | None]) -> list[Study]:
    """The pages that the rules read as articles and that look like some."""
    sure = _dated([one for one in studies if _is_article(one, read[one.address])], read)
    known = tuple(one.address for one in sure)
    if not all((r := read[address]) is not None and r.published_at for address in known):
        return sure
    further = [one for one in studies if one not in sure and _is_article(one, read[one.address], least=_DATED_ALIKE)]
    alike = [one for one in further if is_made_like(one.address, known)]
    return [one for one in studies if one in sure or (one in alike and one in _dated([*sure, *alike], read))]


def _is_article(one: Study, read: Article | None, *, least: float = _LIKELY) -> bool:
    """Whether a page that the rules read is an article: its title is the page's, its text no list of links."""
    if read is None or one.is_home or one.likeness < (least if one.claims else least - 1.5):
        return False
    title = letters_of(read.title)
    claims = one.claims
    if claims and not any(title in c or c in title for c in claims):
        return False
    return one.body is None or (one.tree.link_share(one.body) < 0.5 and _teasers(one, read) < _LISTED)


def _teasers(one: Study, read: Article) -> float:
    """Which part of the paragraphs read begin with a link as long as a headline; 0 for fewer than three."""
    links = tuple(text for n in one.tree.nodes if n.tag == "a" and len(text := one.tree.letters(n)) >= _HEADLINE)
    lines = [letters_of(line) for line in read.body.split("\n") if line]
    linked = sum(line.startswith(links) for line in lines)
    return linked / len(lines) if linked >= 3 else 0.0


def _dated(articles: Sequence[Study], read: dict[str, Article | None]) -> list[Study]:
    """Without the pages that have no date, where nearly all articles have one: they are pages about something."""
    dated = [one for one in articles if (r := read[one.address]) is not None and r.published_at]
    return dated if len(dated) >= 0.8 * len(articles) else list(articles)

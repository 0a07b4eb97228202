"""Learns the rules of a site: from the pages that surely are articles, then from all that those rules read."""

from collections.abc import Sequence
from datetime import datetime

from records.article import Article
from records.platform import FieldName, FieldRule
from records.snapshot import Snapshot
from transforms.extract.addressed import is_made_like
from transforms.learn.articles import SURE, articles_among, read_all
from transforms.learn.body import learn_body, note_bodies
from transforms.learn.extras import learn_extras
from transforms.learn.finish import finished
from transforms.learn.headline import guess_titles, learn_lead, learn_title
from transforms.learn.people import learn_people
from transforms.learn.result import LearnedRules
from transforms.learn.selectors import Namer
from transforms.learn.stamps import learn_stamps
from transforms.learn.study import Study, study
from transforms.learn.trim import learn_drops

_FEWEST = 3  # articles from which anything can be learned


def learn(pages: Sequence[Snapshot], *, now: datetime) -> LearnedRules:
    """The rules that read these pages of one site, typically 12 to 40, articles mixed with other pages.

    Empty rules, and the reason among the problems, where too few of the pages are articles or no element holds
    their text.
    """
    studies = study(sorted(pages, key=lambda s: s.final_url or s.url))
    seeds = _seeds(studies)
    if len(seeds) < _FEWEST:
        return _nothing(studies, f"only {len(seeds)} of {len(studies)} pages look like articles; {_FEWEST} are needed")
    found = _rules(seeds)
    if "body" not in found.rules or "title" not in found.rules:
        missing = " and ".join(f for f in ("title", "body") if f not in found.rules)
        return _nothing(studies, f"no element holds the {missing} on {len(seeds)} pages that look like articles")
    read = read_all(studies, found)
    articles = articles_among(studies, read)
    if len(articles) >= _FEWEST and {s.address for s in articles} != {s.address for s in seeds}:
        better = _rules(articles)
        if "body" in better.rules and "title" in better.rules:
            found, read = better, read_all(studies, better)
            articles = articles_among(studies, read)
    found, articles, read = _with_further(studies, articles, found, read)
    return finished(studies, articles, found, read, now=now)


def _with_further(
    studies: Sequence[Study], articles: list[Study], found: LearnedRules, read: dict[str, Article | None]
) -> tuple[LearnedRules, list[Study], dict[str, Article | None]]:
    """The rules with those of a second template added: the one of pages that surely are articles and are not read."""
    known = tuple(one.address for one in articles)
    rest = [one for one in studies if one.likeness >= SURE and read[one.address] is None]
    rest = [one for one in rest if is_made_like(one.address, known)]
    more = _rules(rest) if rest else LearnedRules()
    if "body" not in more.rules or "title" not in more.rules or (len(rest) < _FEWEST and _is_placed(more)):
        return found, articles, read
    both = _joined(found, more)
    again = read_all(studies, both)
    reread = articles_among(studies, again)
    kept = {one.address for one in articles} <= {one.address for one in reread}
    # Rules that also take pages for articles which are none were learned from a list of articles.
    taken = {a for a, r in again.items() if r is not None and read[a] is None}
    kept = kept and taken <= {one.address for one in reread}
    return (both, reread, again) if kept and len(reread) > len(articles) else (found, articles, read)


def _is_placed(found: LearnedRules) -> bool:
    """Whether title or text are found by their position: too little to go by where it was seen on a page or two."""
    return any("nth-" in s or "last-of" in s for name in ("title", "body") for s in found.rules[name].select)


def _joined(first: LearnedRules, second: LearnedRules) -> LearnedRules:
    """Both sets of rules: the first's selectors before the second's."""
    rules = dict(first.rules)
    for name, rule in second.rules.items():
        known = rules.get(name, FieldRule())
        rules[name] = FieldRule(
            select=tuple(dict.fromkeys((*known.select, *rule.select))),
            label=tuple(dict.fromkeys((*known.label, *rule.label))),
            first_bold=known.first_bold or rule.first_bold,
            last_line=known.last_line or rule.last_line,
        )
    return LearnedRules(rules=rules, drop=tuple(dict.fromkeys((*first.drop, *second.drop))))


def _nothing(studies: Sequence[Study], problem: str) -> LearnedRules:
    return LearnedRules(others=tuple(one.address for one in studies), problems=(problem,))


def _seeds(studies: Sequence[Study]) -> list[Study]:
    """The pages that surely are articles."""
    # Where <title> is the same on all pages, none of them can show its own.
    telling = sum(bool(one.claims) for one in studies) * 2 > len(studies)
    least = SURE if telling else SURE - 1.2
    ranked = sorted(studies, key=lambda one: (-one.likeness, one.address))
    sure = [one for one in ranked if one.likeness >= least]
    return sure if len(sure) > _FEWEST else [one for one in ranked if one.likeness >= least - 0.5]


def _rules(studies: Sequence[Study]) -> LearnedRules:
    """The rules that fit pages which are all articles."""
    namer = Namer(studies)
    rules: dict[FieldName, FieldRule] = {}
    body = learn_body(studies, namer)
    note_bodies(studies, body)
    if any(not one.titles for one in studies):
        guess_titles(studies)
        body = learn_body(studies, namer)
        note_bodies(studies, body)
    title = learn_title(studies, namer)
    if not body or not title:
        return LearnedRules(rules={"title": FieldRule(select=tuple(title))} if title else {})
    rules["title"] = FieldRule(select=tuple(title))
    lead = learn_lead(studies, namer)
    if lead is not None:
        rules["lead"] = lead
    rules["body"] = FieldRule(select=tuple(body))
    published, modified = learn_stamps(studies, namer)
    if published is not None:
        rules["published_at"] = published
    if modified is not None:
        rules["modified_at"] = modified
    rules |= learn_people(studies, namer, learn_drops(studies, namer, ()))
    rules |= learn_extras(studies, namer)
    labelled = [s for name in ("byline", "credit", "lead") for s in rules.get(name, FieldRule()).select if "@" not in s]
    drop = learn_drops(studies, namer, labelled)
    return LearnedRules(rules=rules, drop=tuple(drop))

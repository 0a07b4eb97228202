"""Learns how to read a site nobody wrote rules for, from a dozen of its pages, with a general extractor as teacher.

    study.py       what each page says of itself and how much it looks like an article
    body.py        the element that holds the text          headline.py   title and lead
    stamps.py      publication and edit                     people.py     author and credit
    trim.py        what to leave out of the text            marks.py      what tells articles from other pages
    breakage.py    whether rules that read a site still do
Pure: pages in, rules out; the same pages give the same rules.
"""

from collections.abc import Sequence
from datetime import date, datetime
from statistics import fmean

import msgspec

from records.article import Article
from records.platform import FieldName, FieldRule
from records.snapshot import Snapshot
from records.source import Learned, Source
from transforms.dates import VIETNAM
from transforms.extract import extract
from transforms.extract.addressed import is_made_like
from transforms.extract.letters import letters_of
from transforms.learn.body import learn_body, note_bodies
from transforms.learn.headline import guess_titles, learn_lead, learn_title
from transforms.learn.marks import learn_marks
from transforms.learn.people import learn_people
from transforms.learn.result import LearnedRules, proposed_source
from transforms.learn.selectors import Namer
from transforms.learn.stamps import learn_stamps
from transforms.learn.study import Study, study
from transforms.learn.trim import learn_drops

__all__ = ["LearnedRules", "learn", "proposed_source"]

_SOME_DAY = date(2000, 1, 1)  # of rules that are only tried
_FEWEST = 3  # articles from which anything can be learned
_TRUSTED = 6  # below that what was learned is uncertain
_HEADLINE = 25  # letters
_LISTED = 0.3  # the share of paragraphs that are links from which on a text is a list
_SURE, _LIKELY = 3.6, 2.2  # likeness of a page to an article: to learn from it; to believe the rules that it is one


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
    read = _read(studies, found)
    articles = _dated([one for one in studies if _is_article(one, read[one.address])], read)
    if len(articles) >= _FEWEST and {s.address for s in articles} != {s.address for s in seeds}:
        better = _rules(articles)
        if "body" in better.rules and "title" in better.rules:
            found, read = better, _read(studies, better)
            articles = _dated([one for one in studies if _is_article(one, read[one.address])], read)
    found, articles, read = _with_further(studies, articles, found, read)
    return _finished(studies, articles, found, read, now=now)


def _with_further(
    studies: Sequence[Study], articles: list[Study], found: LearnedRules, read: dict[str, Article | None]
) -> tuple[LearnedRules, list[Study], dict[str, Article | None]]:
    """The rules with those of a second template added: the one of pages that surely are articles and are not read."""
    known = tuple(one.address for one in articles)
    rest = [one for one in studies if one.likeness >= _SURE and read[one.address] is None]
    rest = [one for one in rest if is_made_like(one.address, known)]
    more = _rules(rest) if len(rest) >= _FEWEST else LearnedRules()
    if "body" not in more.rules or "title" not in more.rules:
        return found, articles, read
    both = _joined(found, more)
    again = _read(studies, both)
    reread = _dated([one for one in studies if _is_article(one, again[one.address])], again)
    kept = {one.address for one in articles} <= {one.address for one in reread}
    return (both, reread, again) if kept and len(reread) > len(articles) else (found, articles, read)


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
    least = _SURE if telling else _SURE - 1.2
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
    rules |= learn_people(studies, namer)
    labelled = [s for name in ("byline", "credit", "lead") for s in rules.get(name, FieldRule()).select if "@" not in s]
    drop = learn_drops(studies, namer, labelled)
    return LearnedRules(rules=rules, drop=tuple(drop))


def _read(studies: Sequence[Study], found: LearnedRules) -> dict[str, Article | None]:
    """What the rules make of each page, None where they find no article."""
    note_bodies(studies, found.rules["body"].select)
    learned = found if found.learned else msgspec.structs.replace(found, learned=Learned(learned_on=_SOME_DAY))
    source = proposed_source(Source(id="learned", name="learned", home="http://learned.invalid"), learned)
    read = {one.address: extract(one.snapshot, source=source) for one in studies}
    return {a: r if isinstance(r, Article) and r.extractor == "learned" else None for a, r in read.items()}


def _is_article(one: Study, read: Article | None) -> bool:
    """Whether a page that the rules read is an article: its title is the page's, its text no list of links."""
    if read is None or one.is_home or one.likeness < (_LIKELY if one.claims else _LIKELY - 1.5):
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


def _finished(
    studies: Sequence[Study],
    articles: Sequence[Study],
    found: LearnedRules,
    read: dict[str, Article | None],
    *,
    now: datetime,
) -> LearnedRules:
    """The rules with marks where they take other pages for articles, their scores, and what is uncertain."""
    others = [one for one in studies if one not in articles]
    taken = [one for one in others if read[one.address] is not None]
    dated = _always_dated(articles, found)
    if dated:
        found = msgspec.structs.replace(found, article_marks=dated)
        read = _read(studies, found)
        taken = [one for one in others if read[one.address] is not None]
    unlike = [one for one in others if one.likeness < _SURE]  # what is very like an article says nothing of the rest
    marks, other_marks = learn_marks(articles, unlike, [one for one in taken if one in unlike], Namer(studies))
    marks = marks or list(dated)
    found = msgspec.structs.replace(found, article_marks=tuple(marks), other_marks=tuple(other_marks))
    if taken:
        read = _read(studies, found)
    got = [r for one in articles if (r := read[one.address]) is not None]
    scores = _scores(articles, got)
    return msgspec.structs.replace(
        found,
        learned=Learned(
            learned_on=now.astimezone(VIETNAM).date(), pages=tuple(one.address for one in articles), scores=scores
        ),
        articles=tuple(one.address for one in articles),
        others=tuple(one.address for one in others),
        problems=tuple(_problems(articles, others, read, scores)),
    )


def _always_dated(articles: Sequence[Study], found: LearnedRules) -> tuple[str, ...]:
    """The places of the date as marks, where every article has one: pages without are about something else."""
    select = found.rules.get("published_at", FieldRule()).select
    marks = tuple(dict.fromkeys(s.partition("@")[0] for s in select))
    return marks if marks and all(any(one.page.has(m) for m in marks) for one in articles) else ()


def _scores(articles: Sequence[Study], got: Sequence[Article]) -> dict[str, float]:
    """The share of pages on which each field was found, and how well the text agrees with the teacher's."""
    if not got:
        return {}
    scores = {
        name: round(sum(bool(getattr(a, name)) for a in got) / len(got), 3)
        for name in ("title", "lead", "published_at", "byline", "credit")
    }
    scores["minute"] = round(sum(a.published_precision == "minute" for a in got) / len(got), 3)
    scores["body"] = round(fmean([one.f1(one.body) if one.body is not None else 0.0 for one in articles]), 3)
    return scores


def _problems(
    articles: Sequence[Study],
    others: Sequence[Study],
    read: dict[str, Article | None],
    scores: dict[str, float],
) -> list[str]:
    told = []
    if len(articles) < _TRUSTED:
        told.append(f"learned from only {len(articles)} articles")
    for name in ("title", "published_at"):
        if articles and scores.get(name, 0) < 0.9:
            told.append(f"{name} was found on {scores.get(name, 0):.0%} of the articles")
    if articles and scores.get("body", 0) < 0.75:
        told.append(f"the text agrees with a general extractor's by {scores['body']:.2f} only")
    wrong = [one.address for one in others if read[one.address] is not None]
    if wrong:
        told.append(f"{len(wrong)} other pages are read as articles: {', '.join(wrong[:3])}")
    likely = [one.address for one in others if one.likeness >= _SURE and read[one.address] is None]
    if likely:
        told.append(f"{len(likely)} pages look like articles and are not read: {', '.join(likely[:3])}")
    return told

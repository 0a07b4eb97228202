"""Finishes learned rules: marks where they take other pages for articles, scores, and what is uncertain about them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from statistics import fmean

import msgspec

from records.article import Article
from records.platform import FieldRule
from records.source import Learned
from transforms.dates import VIETNAM
from transforms.extract.addressed import is_made_like
from transforms.learn.articles import SURE, read_all
from transforms.learn.marks import learn_marks
from transforms.learn.result import LearnedRules
from transforms.learn.selectors import Namer
from transforms.learn.study import Study

_TRUSTED = 6  # articles; below that what was learned is uncertain


def finished(
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
        read = read_all(studies, found)
        taken = [one for one in others if read[one.address] is not None]
    # What is very like an article, or dated and addressed like one, says nothing of the rest.
    known = tuple(one.address for one in articles)
    unlike = [one for one in others if one.likeness < SURE and not _may_be_article(one, read[one.address], known)]
    marks, other_marks = learn_marks(articles, unlike, [one for one in taken if one in unlike], Namer(studies))
    marks = marks or list(dated)
    found = msgspec.structs.replace(found, article_marks=tuple(marks), other_marks=tuple(other_marks))
    if taken:
        read = read_all(studies, found)
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


def _may_be_article(one: Study, read: Article | None, known: Collection[str]) -> bool:
    """Whether a page that the rules read has a date and an address like the articles': one too short to teach."""
    return read is not None and read.published_at is not None and is_made_like(one.address, known)


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
    likely = [one.address for one in others if one.likeness >= SURE and read[one.address] is None]
    if likely:
        told.append(f"{len(likely)} pages look like articles and are not read: {', '.join(likely[:3])}")
    return told

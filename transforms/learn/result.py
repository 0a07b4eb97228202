"""What learning gives: rules that go into a source, and what is uncertain about them."""

import msgspec

from records.base import Record
from records.platform import FieldName, FieldRule
from records.source import Learned, Source


class LearnedRules(Record, frozen=True):
    """Rules learned from a site's pages, as `records.source.Source` keeps them.

    `articles` and `others` are the addresses taken for articles and for none; `problems` say in a line each what a
    person should look at. Without `rules` nothing could be learned, and a problem says why.
    """

    rules: dict[FieldName, FieldRule] = {}
    drop: tuple[str, ...] = ()
    article_marks: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
    learned: Learned | None = None
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def proposed_source(source: Source, learned: LearnedRules) -> Source:
    """The source with the learned rules in place of its own; unchanged where nothing was learned."""
    if not learned.rules:
        return source
    return msgspec.structs.replace(
        source,
        platform=None,
        rules=learned.rules,
        drop=learned.drop,
        article_marks=learned.article_marks,
        other_marks=learned.other_marks,
        learned=learned.learned,
    )

"""What changed between two versions of an article, paragraph by paragraph and word by word; readable, not a patch."""

import re
from difflib import SequenceMatcher
from typing import Literal

from records.article import Article
from records.base import Record

_WORDS = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.5  # paragraphs that share less are one taken out and another put in
_MAX_PARAGRAPHS = 2000
_MAX_WORDS = 3000  # beyond this a paragraph is shown whole, old and new


class Change(Record, frozen=True):
    """A stretch of a paragraph: as it was, put in, or taken out."""

    text: str
    what: Literal["same", "added", "removed"]


Paragraph = tuple[Change, ...]


def changes(old: Article, new: Article) -> tuple[Paragraph, ...]:
    """The newer text with what was put in and taken out since the older one."""
    before, after = _paragraphs(old), _paragraphs(new)
    result: list[Paragraph] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            result += [(Change(text=text, what="same"),) for text in after[k:m]]
        else:
            result += _replaced(before[i:j], after[k:m])
    return tuple(result)


def _paragraphs(article: Article) -> list[str]:
    whole = [article.title, *re.split(r"\n{2,}", article.lead), *re.split(r"\n{2,}", article.body)]
    return [text.strip() for text in whole if text.strip()][:_MAX_PARAGRAPHS]


def _replaced(before: list[str], after: list[str]) -> list[Paragraph]:
    """Paragraphs against paragraphs: pairs in order that are alike are compared by words, the others stand whole."""
    result: list[Paragraph] = []
    for index in range(max(len(before), len(after))):
        old = before[index] if index < len(before) else ""
        new = after[index] if index < len(after) else ""
        compared = _by_words(old, new) if old and new else None
        if compared:
            result.append(compared)
        else:
            result += [(Change(text=old, what="removed"),)] if old else []
            result += [(Change(text=new, what="added"),)] if new else []
    return result


def _by_words(old: str, new: str) -> Paragraph | None:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[Change] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Change(text="".join(after[k:m]), what="same"))
            continue
        pieces += [Change(text="".join(before[i:j]), what="removed")] if j > i else []
        pieces += [Change(text="".join(after[k:m]), what="added")] if m > k else []
    return tuple(pieces)

"""What a bare word for an agreement stands for: "Thỏa thuận được ký tháng 8/2022" is the one that was named before."""

import re
from collections.abc import Iterable, Sequence

from transforms.events.documents import document_end, short_name
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence

_BARE = re.compile(
    r"(?:bản |văn bản )?(?P<head>chương trình|quy chế|kế hoạch|biên bản|thỏa thuận|giao ước|ghi nhớ|cam kết)"
    r"(?: ghi nhớ| thỏa thuận)?(?:\s(?:này|trên|nói trên|đó|ấy))?"
)
# A name has at least so many words; what is called by fewer says no more than the bare word.
_NAMED_WORDS = 4


def full_name(what: str, place: Sentence, before: Sequence[Sentence], signed: Iterable[str]) -> str:
    """The name that a bare word for an agreement in `place` stands for, found in the sentences before it.

    The last name that begins with the same word is taken; none that is `signed` at the event, which is another one.
    """
    bare = _BARE.fullmatch(what.lower())
    if bare is None:
        return what
    new = {name.lower() for name in signed}
    for sentence in reversed([s for s in before if s.start < place.start or s.field != place.field]):
        names = [name for name in _names(sentence, bare["head"]) if name.lower() not in new]
        if names:
            return names[-1]
    return what


def _names(sentence: Sentence, head: str) -> list[str]:
    """The agreements that a sentence names in full, of one kind."""
    if head not in sentence.low:
        return []
    found = []
    for match in parties().document.finditer(sentence.low):
        if head in match[0]:
            name = short_name(sentence.text[match.start() : document_end(sentence, match.start(), match.end())])
            if len(name.split()) >= _NAMED_WORDS:
                found.append(name)
    return found

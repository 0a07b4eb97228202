"""Whether a name means the province: not a town, a street, a school or a person of that name, nor a common word; pure."""

from search.questions.question import Token
from search.questions.sentence import Sentence
from search.questions.terms import Term, is_city, words_of
from transforms.analyser import folded

_FAMILY = 3  # a name's words: family, middle and given name
_INSTITUTION = 6  # words of a name before the province in it


def is_place(sentence: Sentence, term: Term, at: int, span: tuple[Token, ...]) -> bool:
    """Whether the words `span`, from the word `at` on, mean the province or the region of that term."""
    before = tuple(word.bare for word in sentence.words[max(0, at - 2) : at])
    of_town = before[-1:] == ("tp",) or before == ("thanh", "pho")
    if (of_town and not is_city(term.value)) or (not of_town and sentence.behind(at, "smaller")):
        return False
    if _is_beside_slash(sentence.text, span) or _is_person(sentence, at, span) or _is_institution(sentence, at):
        return False
    name = tuple(folded(list(term.words)))
    if name in words_of("needs_cue_always"):
        return sentence.behind(at, "cues")
    capitals = all(word.capital for word in span)
    return name not in words_of("needs_cue") or capitals or sentence.behind(at, "cues")


def _is_beside_slash(text: str, span: tuple[Token, ...]) -> bool:
    return "/" in (text[max(0, span[0].start - 1) : span[0].start], text[span[-1].end : span[-1].end + 1])


def _is_person(sentence: Sentence, at: int, span: tuple[Token, ...]) -> bool:
    """Whether a name stands behind a family name, and a middle name or none: all in capitals and side by side."""
    if not span[0].capital:
        return False
    for number, before in enumerate(range(at - 1, max(-1, at - _FAMILY), -1)):
        word, follower = sentence.words[before], sentence.words[before + 1]
        is_apart = bool(sentence.text[word.end : follower.start].strip())
        if not word.capital or not sentence.is_free(before) or is_apart:
            return False
        if (word.word,) in words_of("family_names") or (not number and (word.word,) in words_of("middle_names")):
            return True
    return False


def _is_institution(sentence: Sentence, at: int) -> bool:
    """Whether a name ends that of a school, a paper, a firm: with nothing between that means anything by itself."""
    for before in range(at, max(0, at - _INSTITUTION), -1):
        if before < at and not sentence.is_free(before):
            return False
        if sentence.behind(before, "institutions") and sentence.is_free(before - 1):
            return True
    return False

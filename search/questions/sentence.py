"""A text that is being read: its words, and what those up to here were taken for."""

from records.base import Record
from search.questions.question import Claim, Token
from search.questions.terms import words_of


class Sentence(Record, frozen=True):
    """`written`: it has diacritics. `found` grows while it is read."""

    text: str
    words: tuple[Token, ...]
    written: bool
    found: list[Claim]

    def behind(self, at: int, listed: str) -> bool:
        """Whether words of a list of words.yaml stand right before a word."""
        before = tuple(word.word for word in self.words[:at])
        return any(before[-len(form) :] == form for form in words_of(listed) if len(form) <= len(before))

    def is_free(self, at: int) -> bool:
        """Whether a word was taken for nothing."""
        return not any(claim.first <= at < claim.last for claim in self.found)

    def word_from(self, place: int, at: int) -> int:
        """The first word, of those from `at` on, that begins at or behind a place in the text."""
        return next((i for i in range(at, len(self.words)) if self.words[i].start >= place), len(self.words))

"""What is left of two texts to compare when only their letters and digits count."""

import re

from transforms.text import one_tone_placement

_OTHERS = re.compile(r"[\W_]+")
_NEW_STYLE = re.compile("[ou][àáãảạèéẽẻẹỳýỹỷỵ]")  # where the tone may stand in the newer place


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case, tones placed in one way ("hoà" as "hòa")."""
    text = text.lower()
    if _NEW_STYLE.search(text):
        text = one_tone_placement(text)
    return _OTHERS.sub("", text)


def same_letters(text: str, other: str) -> bool:
    """Whether two texts have the same letters and digits, and any; mostly their first letters tell."""
    if text[:1].isalnum() and other[:1].isalnum() and text[0].lower() != other[0].lower():
        return False
    letters = letters_of(text)
    return bool(letters) and letters == letters_of(other)

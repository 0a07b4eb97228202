"""What is left of two texts to compare when only their letters and digits count."""

import re

_OTHERS = re.compile(r"[\W_]+")


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return _OTHERS.sub("", text.lower())

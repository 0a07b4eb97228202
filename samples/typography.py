"""What WordPress shows for what an editor typed: curly quotation marks, en dashes, one-letter ellipses."""

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"(?<=\s)--?(?=\s)"), "–"),
    (re.compile(r"(?<=\d)x(?=\d)"), "×"),
    (re.compile(r'(^|[\s(\[“])"(?=\S)'), r"\1“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(^|[\s(\[“])'(?=\S)"), r"\1‘"),
    (re.compile(r"'"), "’"),
)


def texturized(text: str) -> str:
    """The text as WordPress prints it; what is typographic already stays."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text

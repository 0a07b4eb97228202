"""Crawled text as feeds and calendars can hold it."""

_UNPRINTABLE = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10, 13)}


def clean(text: str) -> str:
    """Text without the characters that XML can't hold and those that end a calendar's line."""
    kept = text.translate(_UNPRINTABLE).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if not ("\ud800" <= c <= "\udfff" or ord(c) & 0xFFFE == 0xFFFE))

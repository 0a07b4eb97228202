"""Takes the value out of a line that may begin with a label."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode


def value_of(line: str, label: re.Match[str] | None) -> str:
    """What stands behind a label; the whole line without one. "(Nguồn: …)" loses its bracket."""
    if label is None:
        return line
    value = line[label.end() :].strip()
    opens = label[0].lstrip()[:1]
    return value.removesuffix({"(": ")", "[": "]"}[opens]).rstrip() if opens in "([" else value


def outward_link(node: LexborNode) -> str:
    """The address elsewhere that an element links to, "" for none."""
    link = node if node.tag == "a" else node.css_first("a[href]")
    href = (link.attributes.get("href") or "").strip() if link is not None else ""
    return href if href.startswith(("http://", "https://")) else ""


@lru_cache(maxsize=256)
def label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the labels at the start of a line, with or without its colon written apart."""
    if not labels:
        return re.compile(r"(?!)")
    words = sorted((re.escape(label.rstrip(" :")) for label in labels), key=len, reverse=True)
    return re.compile(rf"\s*[(\[]?\s*(?:{'|'.join(words)})\s*:\s*", re.I)

"""How names of people and partners are compared: by their tokens, with diacritics or without."""

import re

from transforms.analyser import folded, tokens


def name_key(name: str) -> str:
    """The key of a name as typed: what has diacritics is compared as written, what has none folded."""
    return " ".join(tokens(name))


def name_keys(name: str) -> list[str]:
    """The keys that an index holds for a name, so that it is found with and without diacritics."""
    words = tokens(name)
    return list(dict.fromkeys((" ".join(words), " ".join(folded(words)))))


# "UBND TP.HCM", "UBND tỉnh BR-VT": provinces that a title names by their first letters.
_LETTERS = re.compile(r"[A-ZĐ][A-ZĐ-]+")


# "Chủ tịch UBND tỉnh": the name of the unit belongs right behind it.
_ENDS_OPEN = re.compile(r"(?<!\w)(?:tỉnh|thành phố|tp\.?)$", re.IGNORECASE)


def unsaid_province(title: str, province: str | None) -> str:
    """The province of an office where its title does not name it ("Chủ tịch UBND tỉnh"), else ""."""
    if not province:
        return ""
    letters = "".join(word[0] for word in re.findall(r"\w+", province))
    short = {word.replace("-", "").removeprefix("TP") for word in _LETTERS.findall(title)}
    said, named = (f" {' '.join(folded(tokens(text)))} " for text in (title, province))
    return "" if named in said or letters in short else province


def titled(title: str, province: str | None) -> str:
    """An office with its province behind it where the title does not name that."""
    unsaid = unsaid_province(title, province)
    return (" " if _ENDS_OPEN.search(title) else ", ").join(filter(None, (title, unsaid)))

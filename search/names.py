"""How names of people and partners are compared: by their tokens, with diacritics or without."""

from transforms.analyser import folded, tokens


def name_key(name: str) -> str:
    """The key of a name as typed: what has diacritics is compared as written, what has none folded."""
    return " ".join(tokens(name))


def name_keys(name: str) -> list[str]:
    """The keys that an index holds for a name, so that it is found with and without diacritics."""
    words = tokens(name)
    return list(dict.fromkeys((" ".join(words), " ".join(folded(words)))))

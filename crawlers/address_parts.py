"""An address taken apart: the folders, the last name and the query values that its site fills in differently a page."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from transforms.addresses import query_pairs

_EXTENSION = re.compile(r"\.(html?|aspx?|php|jsp|vnp|shtml|htmlx?|cms|epi|ldo)$", re.I)
_DATE = re.compile(r"(19|20)\d\d-\d{1,2}-\d{1,2}")
# A record's number at the end of a name ("-12345", "-post678", "_9012", ".334455") or at its beginning.
_NUMBER_LAST = re.compile(r"(?<!\d)(?:[a-z]{0,5})\d{3,}$", re.I)
_NUMBER_FIRST = re.compile(r"^[a-z]{0,3}\d{2,}[-_.]")
# A name of at least this many hyphens is a title.
TITLE_HYPHENS = 3


@dataclass(frozen=True)
class Frame:
    """What addresses of one make share: kinds of folders and of the last name ("n" number, "d" date, "-", "t" text),
    ending, last slash, and the names (as `query_pairs` gives them) and kinds of query values."""

    folders: tuple[str, ...]
    last: str
    ending: str
    slash: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Parts:
    """One address: its frame, and what stands in it."""

    url: str
    frame: Frame
    folders: tuple[str, ...]
    last: str
    query: tuple[tuple[str, str], ...]

    @property
    def values(self) -> tuple[str, ...]:
        """What may tell articles from other pages of the same frame: folders, then query values."""
        return (*self.folders, *(value for _, value in self.query))

    @property
    def name(self) -> str:
        """What names the page: the last name, or the parameter without "=" of a site that names its pages there."""
        return next((value for key, value in self.query if not key.endswith("=")), self.last)


def parts_of(url: str) -> Parts:
    """A canonical address taken apart."""
    split = urlsplit(url)
    *folders, last = split.path.strip("/").split("/")
    slash = "/" if last and split.path.endswith("/") else ""
    found = _EXTENSION.search(last)
    ending = found[0].lower() if found else ""
    stem = last[: len(last) - len(ending)] if ending else last
    query = tuple(sorted(query_pairs(split.query)))
    frame = Frame(
        folders=tuple(map(kind_of, folders)),
        last=kind_of(stem),
        ending=ending,
        slash=slash,
        query=tuple((key, kind_of(value)) for key, value in query),
    )
    return Parts(url, frame, tuple(folders), stem, query)


def kind_of(value: str) -> str:
    """ "n" for a number, "d" for a date, "-" for a lone hyphen, "" for nothing, else "t"."""
    if value in ("", "-"):
        return value
    if value.isdigit():
        return "n"
    return "d" if _DATE.fullmatch(value) else "t"


def number_place(name: str) -> str:
    """Where a name holds its record's number: "last", "first", or "" where it has none."""
    if _NUMBER_LAST.search(name):
        return "last"
    return "first" if _NUMBER_FIRST.match(name) else ""


def is_title(name: str) -> bool:
    """Whether a name is long enough to be a headline's."""
    return unquote(name).count("-") >= TITLE_HYPHENS or unquote(name).count("_") >= TITLE_HYPHENS


def tells_record(parts: Parts) -> bool:
    """Whether an address has something that only a record has: a title, a number, a date."""
    if is_title(parts.name) or number_place(parts.last) or parts.frame.last in ("n", "d"):
        return True
    return any(kind == "n" for _, kind in parts.frame.query)

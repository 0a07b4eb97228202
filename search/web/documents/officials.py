"""Where the names of officials lead: to the person's page where one person is meant for certain, else to all of the name."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from search.names import name_key
from search.protocols import Archive
from search.web import addresses

# The address of a name's page.
NameLink = Callable[[str], str]


def links_of(archive: Archive, article_ids: Sequence[str]) -> NameLink:
    """The addresses of the officials whom these articles name."""
    known = archive.person_ids(article_ids)

    def link(name: str) -> str:
        ids = known.get(name_key(name), ())
        # Two people of one name in these articles: which of them is meant here, only the reader can judge.
        return addresses.document("people", ids[0]) if len(ids) == 1 else of_name(name)

    return link


def of_name(name: str) -> str:
    """The list of all people who go by a name."""
    return f"/people?{urlencode({'q': name})}"

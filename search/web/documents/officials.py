"""What officials did, as their texts say it, and where their names lead: to the page of the one person who is meant for
certain, else to all of the name."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from records.event import Event, Official
from search.names import name_key
from search.protocols import Archive
from search.web import addresses, wording
from search.web.i18n import Language

# Not "phó trưởng đoàn"; "dẫn đầu" alone may be of anything.
_LEADS = re.compile(r"(?<!phó )trưởng đoàn|dẫn đầu đoàn", re.IGNORECASE)
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


def did(official: Official, event: Event, lang: Language) -> str:
    """The official's role in words. Who led a delegation is kept among those who chaired, and is told apart where the title
    or the words that prove it say so."""
    if official.role == "chaired" and _led_delegation(official, event):
        return lang.text("trưởng đoàn")
    return wording.role_name(official.role, lang)


def _led_delegation(official: Official, event: Event) -> bool:
    proofs = (one.text for one in event.evidence if one.fact == "official" and official.name in one.text)
    return any(_LEADS.search(text) for text in (official.title, *proofs))

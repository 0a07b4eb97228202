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

# Not "phó trưởng đoàn", and a province's deputies have a head at home; "dẫn đầu" alone may be of anything.
_LEADER = r"(?<!phó )trưởng đoàn(?! (?:đại biểu quốc hội|đbqh))"
_LEADS = rf"(?:{_LEADER}|dẫn đầu đoàn)"
_CALLED = r"(?:ông|bà|đồng chí|đ/c)"
# A title between a name and its "trưởng đoàn" has none of these: behind them somebody else is told of.
_ELSE = rf"\b(?:{_CALLED}|đoàn|chủ trì|tiếp|do)\b"
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
    others = [one.name for one in event.officials if one.name != official.name]
    proofs = (one.text for one in event.evidence if one.fact == "official")
    is_title = bool(re.search(_LEADS, official.title, re.IGNORECASE))
    return is_title or any(_is_said_to_lead(official.name, text, others) for text in proofs)


def _is_said_to_lead(name: str, text: str, others: Sequence[str]) -> bool:
    """Whether the words touch the name: behind it, with at most its title between ("Trần Văn B, Bí thư Tỉnh ủy, làm trưởng
    đoàn"), or before it ("Trưởng đoàn Cà Mau là bà Trần Thị C")."""
    said = re.escape(name)
    somebody_else = "|".join([_ELSE, *map(re.escape, others)])
    title = rf"(?:\s*,(?:(?!{somebody_else})[^;.:()])*?)?"
    behind = rf"{said}{title}[\s,(–-]+(?:(?:đã )?làm |là )?{_LEADS}"
    before = rf"(?<!làm ){_LEADER}(?:[^,;.:]{{0,60}} là|:| công tác)?(?: {_CALLED})? {said}"
    return bool(re.search(rf"{behind}|{before}", text, re.IGNORECASE))

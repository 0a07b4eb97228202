"""Tags on an article and the words that made them: provinces, regions, sectors."""

from typing import Literal

from records.base import Record

Role = Literal["about", "named", "place", "source"]
# Fields whose characters evidence may point at; "captions" is the captions joined by a blank line.
EvidenceField = Literal["title", "lead", "body", "captions", "section", "source"]


class Evidence(Record, frozen=True):
    """Where the words stand: `field[start:end] == text`, in code points. `fact` says what they prove."""

    field: EvidenceField
    start: int
    end: int
    text: str
    fact: str = ""


class ProvinceTag(Record, frozen=True):
    """A province as named on the article's date (`63:15`), and the unit it belongs to today (`34:15`).

    `role` is the strongest that holds (about, then place, then named, then source); `roles` has all that hold.
    """

    id: str
    name: str
    today_id: str
    today_name: str
    role: Role
    roles: tuple[Role, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class RegionTag(Record, frozen=True):
    """A region that the text names (`named`), or that a named province lies in (`province`)."""

    name: str
    role: Literal["named", "province"]
    evidence: tuple[Evidence, ...] = ()


class SectorTag(Record, frozen=True):
    """One of the 22 sector codes, its weight (0 to 1, the article's sectors in falling order) and why."""

    code: str
    weight: float
    evidence: tuple[Evidence, ...] = ()

"""The templates of benchmarks/unseen.py, each with the round in which it was first read.

A module of templates has TEMPLATES (name -> function of a `Piece` to HTML) and SIGNED (name -> how it prints an author). A
new module is named in `_MODULES`; its first scores are kept in benchmarks/first_runs.yaml.
"""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.templates import (
    box_and_card,
    committee_and_press,
    commune_and_party_box,
    commune_and_party_names,
    hospital_and_investment,
    invented,
    newcomers,
    newspaper_and_women,
    party_and_ward,
    portal_and_definitions,
    province_and_department,
    school_and_department,
    station_and_youth,
    strangers,
    tourism_and_union,
    university_and_agency,
    zone_and_hospital,
)
from benchmarks.templates.piece import Template

# Templates of one module that came in a later round than its first.
_NEWCOMERS = {
    "station's two lines in one": 2,
    "chip under the lead": 2,
    "record's little table": 3,
    "long read": 3,
}
_MODULES = (
    (invented, 0),
    (newcomers, 1),
    (strangers, 4),
    (party_and_ward, 5),
    (university_and_agency, 5),
    (zone_and_hospital, 6),
    (tourism_and_union, 6),
    (committee_and_press, 7),
    (school_and_department, 7),
    (province_and_department, 8),
    (commune_and_party_box, 8),
    (newspaper_and_women, 9),
    (hospital_and_investment, 9),
    (portal_and_definitions, 10),
    (commune_and_party_names, 10),
    (station_and_youth, 11),
    (box_and_card, 11),
)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A template: its name, the round of its first run (0: none was kept), how it prints an author."""

    name: str
    round: int
    render: Template
    signed: Callable[[str], str]


def templates() -> list[Made]:
    """All templates, the oldest first."""
    return [
        Made(
            name=name,
            round=_NEWCOMERS.get(name, number),
            render=render,
            signed=module.SIGNED.get(name, str),
        )
        for module, number in _MODULES
        for name, render in module.TEMPLATES.items()
    ]

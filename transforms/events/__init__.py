"""Events: what an article reports as having happened, when, where and between whom."""

from transforms.events.finder import EventFinder
from transforms.events.lexicon import kinds, parties, people
from transforms.gazetteer import load_gazetteer

__all__ = ["EventFinder", "load_event_finder"]


def load_event_finder() -> EventFinder:
    """A finder with its words read from the package's YAML files and compiled."""
    kinds(), people(), parties()
    return EventFinder(load_gazetteer(), load_gazetteer(folded=True))

"""Takes proposed rules into use: the source's YAML, what was distrusted, and the pages fetched since the redesign."""

from pathlib import Path

import msgspec

from pipeline import clock, locks
from pipeline.crawl import new_run_id
from pipeline.distrust import lift_distrust
from pipeline.ledger.redesigns import forget_past, read_again
from pipeline.newest_pages import newest_pages
from pipeline.proposals import Example, examples, proposal_path, write_for_operator
from pipeline.workplace import Workplace
from records.source import Source


def take(place: Workplace, proposed: Source) -> Path:
    """Writes the source with its new rules into the operator's folder and has what was fetched since the redesign read
    again by the next transform. Raises UsageError where he has no folder, LockError where another run crawls or reads
    the source."""
    moment, folder = clock.now(), place.settings.folders.locks
    with locks.held(folder, proposed.id, run_id=new_run_id(moment, proposed.id), now=moment):
        return _take(place, proposed)


def _take(place: Workplace, proposed: Source) -> Path:
    now = msgspec.structs.replace(proposed, enabled=True, verified_on=clock.now().date())
    comments = [f"New rules accepted on {clock.now():%Y-%m-%d}; the old ones are under designs."]
    path = write_for_operator(place, now, comments=comments)
    lift_distrust(place.settings.folders, proposed.id)
    since = proposed.designs[-1].until_at if proposed.designs else None
    with place.ledger.begin() as connection:
        forget_past(connection, proposed.id)
        if since is not None:
            read_again(connection, proposed.id, since)
    proposal_path(place, proposed.id).unlink(missing_ok=True)
    return path


def stored_examples(place: Workplace, source: Source, proposed: Source) -> list[Example]:
    """Stored pages that the proposed rules read otherwise than they are read now."""
    newest = newest_pages(place.settings.folders, place.ledger, source.id)
    return examples(place, source, proposed, newest.pages)

"""The weekly looks at everything, with reports that are kept: each source tried, and whether all parts agree."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pipeline import clock
from pipeline.check import check
from pipeline.engines import open_engine
from pipeline.files import written_whole
from pipeline.notices import notify
from pipeline.verify import verify
from pipeline.workplace import Workplace
from records.base import Record, decode, encode, to_builtins
from records.errors import IndexStateError, KhoTinError
from records.source import Source

Tell = Callable[[str], None]


class SourceCheck(Record, frozen=True):
    """What a try of one source found: what changed, or why it could not be tried."""

    source_id: str
    checked_at: datetime
    changes: tuple[str, ...] = ()
    proposed: str = ""
    written: str = ""
    error: str = ""

    @property
    def lines(self) -> list[str]:
        """What an operator should read, nothing where all is as it was."""
        told = [*([self.error] if self.error else []), *self.changes]
        told += [f"new rules are proposed: khotin sources check {self.source_id} --accept"] if self.proposed else []
        told += [f"confirmed in {self.written}"] if self.written else []
        return [f"{self.source_id}: {line}" for line in told]


def sources_to_check(place: Workplace, which: str, names: Sequence[str] = ()) -> list[str]:
    """Ids of the sources named, or without names of those "enabled", "verified" or "all" of the registry; never of a
    portal that is closed. Raises RegistryError for an unknown name."""
    if names:
        return [place.registry.source(name).id for name in dict.fromkeys(names)]
    today = clock.now().date()

    def is_wanted(source: Source) -> bool:
        if source.valid_until is not None and source.valid_until < today:
            return False
        return source.enabled or which == "all" or (which == "verified" and source.verified_on is not None)

    return sorted(source.id for source in place.registry.sources.values() if is_wanted(source))


def check_and_keep(place: Workplace, source_id: str, *, tell: Tell) -> str:
    """Tries one source and keeps what was found; gives the report's path. A source that fails is reported, not raised."""
    source, now = place.registry.source(source_id), clock.now()
    try:
        found = check(place, source, progress=tell)
    except KhoTinError as exc:
        report = SourceCheck(source_id=source_id, checked_at=now, error=str(exc))
    else:
        report = SourceCheck(
            source_id=source_id,
            checked_at=now,
            changes=tuple(found.changes),
            proposed=str(found.kept or ""),
            written=str(found.written or ""),
            error="" if found.is_reached else "not reached",
        )
    for line in report.lines or [f"{source_id}: as registered"]:
        tell(line)
    return str(_keep(place, f"source-checks/{source_id}.json", encode(report)))


def report_checks(place: Workplace, paths: Sequence[str], asked: Sequence[str] = ()) -> Path:
    """All that a week's checks found in one text, kept and, where anything changed, sent to the operator. Of a source
    that was `asked` and left no report the check itself broke: that counts as a change."""
    checks = [decode(Path(path).read_bytes(), SourceCheck) for path in paths]
    broke = sorted(set(asked) - {report.source_id for report in checks})
    why = "its check broke: see the log of its task"
    checks += [SourceCheck(source_id=known, checked_at=clock.now(), error=why) for known in broke]
    lines = [line for report in checks for line in report.lines]
    changed = sum(bool(report.lines) for report in checks)
    subject = f"Kho Tin: {changed} of {len(checks)} sources are not as they were"
    if lines:
        notify(place.settings, subject, "\n".join(lines))
    text = "\n".join([subject, *lines]) + "\n"
    return _keep(place, f"source-checks-{clock.now():%Y-%m-%d}.txt", text.encode())


def verify_and_keep(place: Workplace, *, pages: bool, tell: Tell) -> dict[str, int]:
    """Compares archive, ledger, readings and index, keeps the report, and gives what was compared. Raises
    IndexStateError where they disagree, naming the report."""
    with place.ledger.read() as connection:
        found = verify(connection, place.settings.folders, open_engine(place.settings), pages=pages)
    body = json.dumps(to_builtins(found), ensure_ascii=False, indent=1).encode()
    path = _keep(place, f"verify-{clock.now():%Y-%m-%d}.json", body)
    for fault in found.faults:
        tell(f"{fault.check} {fault.where}: {fault.wrong}; {fault.way_out}")
    if found.found:
        counted = ", ".join(f"{number} of {name}" for name, number in found.found.items())
        raise IndexStateError(f"archive, ledger, readings and index disagree ({counted}): see {path}")
    return dict(found.compared)


def _keep(place: Workplace, name: str, content: bytes) -> Path:
    path = place.settings.folders.root / "reports" / name
    with written_whole(path) as file:
        file.write(content)
    return path

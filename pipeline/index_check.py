"""What a fresh index says otherwise than the one it is to replace: counts, fields and a set of queries, before the swap."""

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from itertools import islice

import msgspec
import yaml

from records.errors import IndexStateError, QueryError
from records.links import Document
from search.documents import fields
from search.engine import IndexFailure, Reader
from search.query import make_query

_SAMPLE = 200  # articles whose fields are compared, the newest
_MOST_FAILURES = 0.01  # of the documents; beyond that something is wrong with all of them
_TOP = 10


def check_whole(fresh: Reader, put: Mapping[str, int], failures: tuple[IndexFailure, ...]) -> None:
    """Raises IndexStateError where the fresh index lacks documents that were put, or refused more than a few."""
    wanted = sum(put.values())
    if len(failures) > max(10, _MOST_FAILURES * wanted):
        first = failures[0]
        raise IndexStateError(
            f"{len(failures)} of {wanted} documents were refused, the first {first.unit}/{first.id} ({first.reason}): "
            "the old index stays"
        )
    refused = Counter(failure.unit for failure in failures)
    held = fresh.stats().documents
    for unit, count in put.items():
        if held[unit] != count - refused[unit]:  # type: ignore[index]
            raise IndexStateError(
                f"the fresh index holds {held[unit]} of {count} {unit}: the old one stays; run `khotin index --rebuild` again"
            )


def differences(old: Reader | None, fresh: Reader) -> list[str]:
    """A line each for the counts, fields and queries that differ, and for what an old index of another version can't
    tell. Nothing where there is no old index to compare with."""
    told: list[str] = []
    compared = {"counts": _counts_changed, "fields": _fields_changed, "queries": _answers_changed}
    for what, changed in compared.items() if old else ():
        assert old is not None
        try:
            told += changed(old, fresh)
        except (IndexStateError, QueryError, msgspec.ValidationError) as exc:
            told.append(f"{what}: not compared with the index before, which can't be read so ({exc})")
    return told


def _counts_changed(old: Reader, fresh: Reader) -> list[str]:
    before, after = old.stats().documents, fresh.stats().documents
    return [f"{unit}: {before[unit]} before, {after[unit]} now" for unit in after if before[unit] != after[unit]]


def _fields_changed(old: Reader, fresh: Reader) -> list[str]:
    changed: Counter[str] = Counter()
    for now in islice(fresh.stream(make_query({"with_reprints": True})), _SAMPLE):
        before = old.get("articles", now.id)
        changed.update(_other(before, now) if before else ())
    return [
        f"field {name}: differs in {count} of the newest {_SAMPLE} articles" for name, count in changed.most_common()
    ]


def _other(before: Document, now: Document) -> list[str]:
    was, is_ = fields(before), fields(now)
    return [name for name in is_ if name != "change" and was.get(name) != is_[name]]


def _answers_changed(old: Reader, fresh: Reader) -> list[str]:
    told = []
    for words in usual_queries():
        query = make_query({"q": words, "limit": _TOP})
        was, now = (reader.search(query, facets=False) for reader in (old, fresh))
        kept = len({hit.id for hit in was.hits} & {hit.id for hit in now.hits})
        if was.total != now.total or kept < len(was.hits):
            told.append(
                f"query {words!r}: {was.total} before, {now.total} now; {kept} of its first {len(was.hits)} stay"
            )
    return told


def usual_queries() -> list[str]:
    """The queries that are compared: search/usual_queries.yaml."""
    listed: list[str] = yaml.safe_load(files("search").joinpath("usual_queries.yaml").read_text("utf-8"))
    return listed

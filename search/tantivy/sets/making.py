"""The index step's part: the sets that a committed index lacks are made, those of no use any more removed."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import tantivy
from pyroaring import BitMap

from records.base import Record
from records.errors import IndexStateError
from search.mappings import Mapping, mapping
from search.query import Unit
from search.tantivy.schema import moment, schema
from search.tantivy.sets.files import VERSION, Draft, Segment

# Words that one in so many documents of the index holds have a set; the others are listed by tantivy when asked for.
FREQUENT_WORD = 256
# Of a column's values, those that one in so many of a segment's documents holds, and more than a handful.
FREQUENT_VALUE, HANDFUL = 4000, 8
WORD_FIELDS = ("text", "text.folded")
_ALIVE = "alive"
_ALONE = "alone"  # the folder beside the sets in which one segment is opened by itself; there while sets are made
_UNCOUNTED = ("sort_key",)  # a column of which no value is had twice
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRUTH = {"true": True, "false": False}


class Piece(Record, frozen=True):
    """A segment of a committed index: its name, its documents (the deleted ones too), and the deletions' number if any."""

    name: str
    documents: int
    deleted: int | None

    def sets(self, folder: Path) -> Path:
        """The file of its sets."""
        return folder / f"{self.name}-{VERSION}.sets"

    def alive(self, folder: Path) -> Path:
        """The file of what is left of it."""
        return folder / f"{self.name}-{self.deleted}-{VERSION}.alive"

    def left(self, folder: Path) -> BitMap:
        """Its documents that were not deleted."""
        if self.deleted is None:
            return BitMap(range(self.documents))
        alive = opened(self.alive(folder), self)
        return alive.bits(alive.values(_ALIVE)[_ALIVE])


def opened(path: Path, piece: Piece) -> Segment:
    """A file of a piece's sets. Raises FileNotFoundError where there is none, IndexStateError where it is damaged or tells of
    another segment."""
    segment = Segment(path)
    if segment.documents != piece.documents:
        raise IndexStateError(f"{path} tells of {segment.documents} documents where there are {piece.documents}")
    return segment


def pieces(meta: bytes) -> list[Piece]:
    """The segments that a meta.json of tantivy names, in the order that its searchers have them."""
    return [
        Piece(
            name=told["segment_id"].replace("-", ""),
            documents=told["max_doc"],
            deleted=told["deletes"]["opstamp"] if told["deletes"] else None,
        )
        for told in json.loads(meta)["segments"]
    ]


def make_sets(unit: Unit, index: Path, folder: Path) -> None:
    """Makes what a folder lacks of an index' sets, and removes what is of no use any more. Raises OSError or ValueError where
    the disk refuses."""
    folder.mkdir(parents=True, exist_ok=True)
    _forget(folder / _ALONE)
    known = pieces((index / "meta.json").read_bytes())
    frequent: dict[str, frozenset[str]] = {}
    for piece in known:
        if piece.deleted is not None and not _is_whole(piece.alive(folder), piece):
            draft = Draft(piece.documents)
            with _alone(index, piece, folder / _ALONE, with_deletions=True) as searcher:
                draft.add(_ALIVE, _ALIVE, _listed(searcher, tantivy.Query.all_query()))
            draft.write(piece.alive(folder))
        if not _is_whole(piece.sets(folder), piece):
            frequent = frequent or _frequent_words(index)
            with _alone(index, piece, folder / _ALONE) as searcher:
                _draft(unit, searcher, piece, frequent).write(piece.sets(folder))
    kept = {path for piece in known for path in (piece.sets(folder), piece.alive(folder))}
    for path in set(folder.iterdir()) - kept:
        if not path.is_dir():  # a folder is somebody else's
            path.unlink()


def are_whole(meta: bytes, folder: Path) -> bool:
    """Whether each file of sets that an index' meta.json asks for is there, each read to its end."""
    return all(
        _is_whole(path, piece)
        for piece in pieces(meta)
        for path in (piece.sets(folder), *([] if piece.deleted is None else [piece.alive(folder)]))
    )


def _is_whole(path: Path, piece: Piece) -> bool:
    try:
        opened(path, piece).check()
    except (OSError, IndexStateError):
        return False
    return True


def _frequent_words(index: Path) -> dict[str, frozenset[str]]:
    """The words of each field that are frequent in the whole index, so that small segments have those of the large ones."""
    searcher = _searcher(index)
    least = searcher.num_docs / FREQUENT_WORD
    return {
        field: frozenset(word for word, count in searcher.terms_with_prefix(field, "") if count >= least)
        for field in WORD_FIELDS
    }


@contextmanager
def _alone(index: Path, piece: Piece, beside: Path, *, with_deletions: bool = False) -> Iterator[tantivy.Searcher]:
    """One segment as an index of its own in a folder made for it: links to its files, and a meta.json that names no other."""
    meta = json.loads((index / "meta.json").read_bytes())
    (told,) = (one for one in meta["segments"] if one["segment_id"].replace("-", "") == piece.name)
    meta["segments"] = [told if with_deletions else told | {"deletes": None}]
    beside.mkdir()
    try:
        for file in index.glob(f"{piece.name}.*"):
            (beside / file.name).symlink_to(file.absolute())
        (beside / "meta.json").write_text(json.dumps(meta), "utf-8")
        yield _searcher(beside)
    finally:
        _forget(beside)


def _forget(folder: Path) -> None:
    """Removes a folder, which a run that was killed may have left."""
    if folder.exists():
        shutil.rmtree(folder)


def _searcher(folder: Path) -> tantivy.Searcher:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    index.reload()
    return index.searcher()


def _draft(unit: Unit, searcher: tantivy.Searcher, piece: Piece, frequent: dict[str, frozenset[str]]) -> Draft:
    draft, definition = Draft(piece.documents), mapping(unit)
    for field in WORD_FIELDS:
        for word, count in searcher.terms_with_prefix(field, ""):
            if word in frequent[field]:
                draft.add(field, word, _holding(unit, searcher, field, word, count))
    for field in _columns(definition):
        _add_column(draft, unit, searcher, field)
    for field in definition.dates:
        for month, found in _by_month(unit, searcher, field).items():
            draft.add(field, month, found)
    for field in definition.booleans:
        for name, value in _TRUTH.items():
            draft.add(field, name, _listed(searcher, tantivy.Query.term_query(schema(unit), field, value)))
    return draft


def _columns(definition: Mapping) -> Iterable[str]:
    return (name for name in definition.keywords if name in definition.columns and name not in _UNCOUNTED)


def _add_column(draft: Draft, unit: Unit, searcher: tantivy.Searcher, field: str) -> None:
    rare: dict[str, BitMap] = {}
    least = max(HANDFUL, searcher.num_docs / FREQUENT_VALUE)
    for value, count in searcher.terms_with_prefix(field, ""):
        found = _holding(unit, searcher, field, value, count)
        if count >= least:
            draft.add(field, value, found)
        else:
            rare[value] = found
    draft.add_rare(field, rare)


def _by_month(unit: Unit, searcher: tantivy.Searcher, field: str) -> dict[str, BitMap]:
    """The documents whose date lies in each month ("2016-05")."""
    dated = tantivy.Query.range_query(schema(unit), field, tantivy.FieldType.Date, moment(date.min), None)
    hits = searcher.search(dated, max(1, searcher.num_docs), count=False, order_by_field=field).hits
    of_moment: dict[int, list[int]] = {}
    for nanoseconds, address in hits:
        of_moment.setdefault(nanoseconds, []).append(address.doc)
    found: dict[str, BitMap] = {}
    for nanoseconds, documents in of_moment.items():
        found.setdefault(month_of(_EPOCH + timedelta(seconds=nanoseconds // 10**9)), BitMap()).update(documents)
    return found


def month_of(at: datetime) -> str:
    """The month that a moment lies in, as sets are named by it."""
    return f"{at:%Y-%m}"


def _holding(unit: Unit, searcher: tantivy.Searcher, field: str, value: str, count: int) -> BitMap:
    """The documents that hold a value; of what most hold, those are listed that don't."""
    query = tantivy.Query.term_query(schema(unit), field, value, index_option="basic")
    if 2 * count <= searcher.num_docs:
        return _listed(searcher, query)
    others = [(tantivy.Occur.Must, tantivy.Query.all_query()), (tantivy.Occur.MustNot, query)]
    return BitMap(range(searcher.num_docs)) - _listed(searcher, tantivy.Query.boolean_query(others))


def _listed(searcher: tantivy.Searcher, query: tantivy.Query) -> BitMap:
    unscored = tantivy.Query.const_score_query(query, 0.0)
    found = searcher.search(unscored, max(1, searcher.num_docs), count=False).hits
    return BitMap([address.doc for _, address in found])

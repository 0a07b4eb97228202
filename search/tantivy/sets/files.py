"""One segment's sets in a file: a directory, the sets as CRoaring writes them, and the rare values of each document."""

import mmap
import os
import struct
import sys
from array import array
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import msgspec
from pyroaring import BitMap

from records.base import Record
from records.errors import IndexStateError
from search.tantivy.whole import write_whole

VERSION = 2  # part of each file's name: another form is another file
_MAGIC = b"khotin-sets"
_HEAD = struct.Struct("<11sBIQ")  # magic, byte order, the directory's checksum and length
_ORDER = 1 if sys.byteorder == "little" else 2


class Place(Record, frozen=True, array_like=True):
    """Where a set lies, from the end of the directory, how many documents it holds, and the checksum of its bytes."""

    offset: int
    length: int
    count: int
    checksum: int


class Rare(Record, frozen=True):
    """The values of a column that have no set of their own: `names`; for each document where its values begin (`starts`,
    one more than there are documents) and their numbers (`numbers`), four bytes each; `holders` have any."""

    names: list[str]
    starts: Place
    numbers: Place
    holders: Place


class _Directory(Record, frozen=True):
    documents: int
    size: int
    sets: dict[str, dict[str, Place]]
    rare: dict[str, Rare]


class Segment:
    """The sets of one segment's documents, whether deleted or not; they are numbered from nought."""

    def __init__(self, path: Path) -> None:
        """Raises FileNotFoundError where there is none, IndexStateError where its directory is damaged; each set is looked
        at when it is first asked for, and raises IndexStateError then."""
        self._path = path
        self._sound: set[Place] = set()
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < _HEAD.size:
                raise IndexStateError(f"{path} is cut off")
            self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, order, checksum, length = _HEAD.unpack_from(self._bytes)
        packed = self._bytes[_HEAD.size : _HEAD.size + length]
        if magic != _MAGIC or order != _ORDER or crc32(packed) != checksum:
            raise IndexStateError(f"{path} is damaged")
        self._told = msgspec.msgpack.decode(packed, type=_Directory)
        self._from = _HEAD.size + length
        if len(self._bytes) != self._from + self._told.size:
            raise IndexStateError(f"{path} is cut off")

    def check(self) -> None:
        """Looks at all of it; raises IndexStateError where any of it is damaged."""
        for places in self._told.sets.values():
            for place in places.values():
                self._at(place)
        for rare in self._told.rare.values():
            for place in (rare.starts, rare.numbers, rare.holders):
                self._at(place)

    @property
    def documents(self) -> int:
        """How many documents the segment has, the deleted ones too."""
        return self._told.documents

    @property
    def rare(self) -> Mapping[str, Rare]:
        """The rare values of each column."""
        return self._told.rare

    def values(self, field: str) -> Mapping[str, Place]:
        """The values of a field that have a set."""
        return self._told.sets.get(field, {})

    def bits(self, place: Place, first: int = 0) -> BitMap:
        """A set, its documents numbered from `first`."""
        try:
            found = BitMap.deserialize(bytes(self._at(place)))
        except ValueError as exc:
            raise IndexStateError(f"{self._path} is damaged: {exc}") from exc
        return found.shift(first) if first else found

    def words(self, place: Place) -> memoryview:
        """Numbers of four bytes."""
        return self._at(place).cast("I")

    def _at(self, place: Place) -> memoryview:
        found = self._bytes[self._from + place.offset : self._from + place.offset + place.length]
        if place not in self._sound:
            if crc32(found) != place.checksum:
                raise IndexStateError(f"{self._path} is damaged")
            self._sound.add(place)
        return found


class Draft:
    """A segment's file in the making."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._parts: list[bytes] = []
        self._size = 0
        self._sets: dict[str, dict[str, Place]] = {}
        self._rare: dict[str, Rare] = {}

    def add(self, field: str, value: str, found: BitMap) -> None:
        """The documents that hold a value."""
        self._sets.setdefault(field, {})[value] = self._put_set(found)

    def add_rare(self, field: str, held: Mapping[str, BitMap]) -> None:
        """The documents that hold each of a column's rare values."""
        names, of_document = list(held), dict[int, list[int]]()
        for number, name in enumerate(names):
            for document in held[name]:
                of_document.setdefault(document, []).append(number)
        starts, numbers = array("I", [0]), array("I")
        for document in range(self._documents):
            numbers.extend(of_document.get(document, ()))
            starts.append(len(numbers))
        self._rare[field] = Rare(
            names=names,
            starts=self._put(starts.tobytes(), len(starts)),
            numbers=self._put(numbers.tobytes(), len(numbers)),
            holders=self._put_set(BitMap(of_document)),
        )

    def write(self, path: Path) -> None:
        """Writes it beside and renames it into place."""
        told = _Directory(documents=self._documents, size=self._size, sets=self._sets, rare=self._rare)
        packed = msgspec.msgpack.encode(told)
        write_whole(path, [_HEAD.pack(_MAGIC, _ORDER, crc32(packed), len(packed)), packed, *self._parts])

    def _put_set(self, found: BitMap) -> Place:
        found.run_optimize()
        return self._put(found.serialize(), len(found))

    def _put(self, content: bytes, count: int) -> Place:
        place = Place(offset=self._size, length=len(content), count=count, checksum=crc32(content))
        self._parts.append(content)
        self._size += len(content)
        return place

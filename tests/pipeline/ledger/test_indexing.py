"""What each build of an index refused: a rollback finds the list of the build that serves again."""

from typing import Any

from pipeline.ledger.indexing import note_refused, refused


def test_each_build_has_its_own_list_while_it_is_kept(world: Any) -> None:
    def note(build: str, kept: str, *ids: str) -> None:
        rows = [{"unit": "articles", "id": known, "change": 1, "reason": "too long"} for known in ids]
        with world.ledger.begin() as connection:
            note_refused(connection, "elasticsearch", build, rows, kept=kept, now=world.now)

    def told(build: str) -> list[str]:
        with world.ledger.read() as connection:
            return [row.id for row in refused(connection, "elasticsearch", build)]

    note("v1", "v1", "a", "b")
    note("v2", "v1", "c")  # a rebuild beside the one that serves
    assert (told("v1"), told("v2")) == (["a", "b"], ["c"])
    note("v1", "v1", "a")  # after a rollback, the next run over the old one: the fresh one may be served again
    assert (told("v1"), told("v2")) == (["a"], ["c"])
    note("v3", "v1")
    assert (told("v1"), told("v2"), told("v3")) == (["a"], [], [])

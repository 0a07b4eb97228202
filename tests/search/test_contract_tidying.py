"""Tidying: the former index goes when it is older than asked, the serving one never; on every engine."""

from datetime import UTC, datetime, timedelta

from records.links import Document
from search.engine import Engine
from search.query import make_query


def test_only_a_former_index_past_its_time_goes(own_engine: Engine, documents: list[Document]) -> None:
    own_engine.begin(rebuild=True)
    own_engine.put(documents)
    own_engine.commit()
    soon = datetime.now(UTC) + timedelta(hours=1)
    assert own_engine.tidy(before=soon - timedelta(days=1)) == ()
    named = own_engine.tidy(before=soon, dry_run=True)
    assert named
    assert own_engine.tidy(before=soon) == named
    assert own_engine.tidy(before=soon) == ()
    assert own_engine.search(make_query({"q": "du lịch"})).total > 0
    own_engine.begin(rebuild=True)
    own_engine.put(documents)
    own_engine.commit()
    own_engine.rollback()
    assert own_engine.search(make_query({"q": "du lịch"})).total > 0

"""The command export: the file, what it stands on beside it, and a word on reprints."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import khotin
from records.errors import UsageError
from tests.search.web.world import build


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples' index."""
    folder = tmp_path_factory.mktemp("home")
    build(folder / "indexes")
    return folder


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(khotin, ["export", *words], env={"KHOTIN_HOME": str(home)}, catch_exceptions=False)


def test_everything_has_reprints_a_search_folds_them_and_both_say_so(home: Path, tmp_path: Path) -> None:
    whole = run(home, "--format", "jsonl", "-o", str(tmp_path / "all.jsonl"))
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert "note: reprints are in it one by one" in whole.stderr
    told = json.loads((tmp_path / "all.jsonl.about.json").read_text("utf-8"))
    assert told["reprints"] == {"folded": False, "left_out": 0}
    some = run(home, "--language", "vi", "--format", "jsonl", "-o", str(tmp_path / "vi.jsonl"))
    folded = json.loads((tmp_path / "vi.jsonl.about.json").read_text("utf-8"))
    left_out = folded["reprints"]["left_out"]
    assert left_out > 0
    assert f"note: reprints are folded, {left_out} left out: --with-reprints has them too" in some.stderr
    assert folded["total"] == len((tmp_path / "vi.jsonl").read_text("utf-8").splitlines())
    with_all = run(home, "--language", "vi", "--with-reprints", "--format", "csv", "-o", str(tmp_path / "vi.csv"))
    assert f"{folded['total'] + left_out} articles written" in with_all.stderr


def test_one_is_told_as_one(home: Path, tmp_path: Path) -> None:
    assert (
        "1 article written to" in run(home, 'title:"điện gió"', "--format", "csv", "-o", str(tmp_path / "1.csv")).stderr
    )


def test_how_a_query_was_taken_is_told(home: Path, tmp_path: Path) -> None:
    ran = run(home, "hợp tác xyzzyqwv", "--format", "csv", "-o", str(tmp_path / "a.csv"))
    assert "note: nothing holds all words; shown is what holds any of them" in ran.stderr
    told = json.loads((tmp_path / "a.csv.about.json").read_text("utf-8"))
    assert "relaxed" in {note["code"] for note in told["notes"]}
    assert told["query"]["q"] == "hợp tác xyzzyqwv"


def test_a_parquet_file_carries_it_too(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    ran = run(home, "--unit", "events", "--basis", "today", "--format", "parquet", "-o", str(path))
    assert ran.exit_code == 0
    assert "reprints" not in ran.stderr
    carried = json.loads(pq.read_schema(path).metadata[b"khotin"])
    assert carried == json.loads(Path(f"{path}.about.json").read_text("utf-8"))
    assert (carried["basis"], carried["unit"], carried["total"]) == ("today", "events", pq.read_table(path).num_rows)


def test_a_place_that_cannot_be_written_is_named(home: Path) -> None:
    ran = CliRunner().invoke(
        khotin, ["export", "--format", "csv", "-o", "/proc/none/a.csv"], env={"KHOTIN_HOME": str(home)}
    )
    assert "can't be written" in str(ran.exception)


def test_no_folder_is_made_for_a_file(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "a.csv"
    with pytest.raises(UsageError, match=f"there is no folder {target.parent}"):
        run(home, "--format", "csv", "-o", str(target))
    assert not target.parent.exists()

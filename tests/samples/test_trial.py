"""What `samples try` remembers between its nights."""

from pathlib import Path

from samples.trial import next_night


def test_the_first_night_once_then_the_second(tmp_path: Path) -> None:
    marker = tmp_path / "night"
    assert next_night(marker) == 1
    marker.write_text("1\n", "utf-8")
    assert next_night(marker) == 2

"""The scores of extraction: too slow beside trafilatura is a failure, said in a line."""

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import extraction


@pytest.mark.parametrize(("known", "fails"), [(800.0, False), (799.0, True)])
def test_the_aim_is_held(
    known: float, fails: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_mirror(shared: Path) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
        return [], {}

    monkeypatch.setattr(extraction, "load_mirror", no_mirror)
    monkeypatch.setattr(extraction, "speeds", lambda *given: (known, 700.0, 40.0))
    monkeypatch.setattr(sys, "argv", ["extraction", "--sample", "0"])
    if fails:
        with pytest.raises(SystemExit, match="slower beside trafilatura"):
            extraction.main()
    else:
        extraction.main()
    assert "(aim 20)" in capsys.readouterr().out

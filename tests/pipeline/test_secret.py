"""The secret: the environment's, else one of the home's own, for its owner alone and the same every time."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.secret import secret_of
from pipeline.settings import Settings, load_settings
from records.errors import HomeError, UsageError


def test_it_is_made_once_and_kept_for_the_owner(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new", secret="")
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: secret_of(settings), range(8)))
    assert len(found) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", found.pop())
    kept = tmp_path / "new" / "secret"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret"]


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHOTIN_HOME", str(tmp_path))
    monkeypatch.setenv("KHOTIN_SECRET", "s" * 40)
    settings = load_settings()
    assert secret_of(settings) == "s" * 40
    assert "ssss" not in repr(settings)
    assert not (tmp_path / "secret").exists()


def test_a_bad_secret_is_refused_without_showing_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHOTIN_SECRET", "too-short-and-known")
    with pytest.raises(UsageError, match=r"KHOTIN_SECRET=\(not shown\)") as caught:
        load_settings()
    assert "too-short" not in str(caught.value)
    assert caught.value.__cause__ is None
    (tmp_path / "secret").write_text("short")
    with pytest.raises(HomeError, match="holds no secret of 32"):
        secret_of(Settings(home=tmp_path, secret=""))
    (tmp_path / "secret").write_bytes(b"\xff" * 40)
    with pytest.raises(HomeError, match="set KHOTIN_SECRET"):
        secret_of(Settings(home=tmp_path, secret=""))

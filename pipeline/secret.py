"""The secret that signs forms and links: the environment's, or one made once and kept in the home for its owner alone."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from pipeline.home import Home
from pipeline.settings import Settings
from records.errors import HomeError

_BYTES = 32
_LEAST = 32  # characters


def secret_of(settings: Settings) -> str:
    """KHOTIN_SECRET, else what the file `secret` of the home holds, made where there is none. Raises HomeError."""
    return settings.secret or _kept(settings.folders)


def _kept(home: Home) -> str:
    path = home.secret
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
        kept = path.read_text("ascii").strip()
    except (OSError, ValueError) as exc:
        raise HomeError(f"{path} can't be used ({exc}): make it readable, or set KHOTIN_SECRET") from exc
    if len(kept) < _LEAST:
        raise HomeError(
            f"{path} holds no secret of {_LEAST} characters: remove it, another is made; or set KHOTIN_SECRET"
        )
    return kept


def _make(path: Path) -> None:
    """Written beside and linked into place: of several that start at once, all get the same one."""
    descriptor, beside = tempfile.mkstemp(prefix=".secret-", dir=path.parent)  # for the owner alone
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES))
    with suppress(FileExistsError):
        path.hardlink_to(beside)
    Path(beside).unlink()

"""What every test may ask for: the folder of measured data beside the checkout, where there is one."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real portals, gold and corpus; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("KHOTIN_SHARED", _ROOT.parent / "shared"))
    if not (folder / "design.md").exists():
        pytest.skip(f"no measured data at {folder}: set KHOTIN_SHARED to the folder that holds it")
    return folder

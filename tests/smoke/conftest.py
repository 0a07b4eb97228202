"""What the smoke tests share: a desk of its own for each, and two undisturbed nights over the sample portals."""

from pathlib import Path
from typing import Any

import pytest

from tests.smoke.desk import Desk, Said


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty home and no sources but the project's own."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def sample_nights(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Said, list[dict[str, Any]]]]:
    """What each of two nights of `khotin samples try` said, and what was searchable after it."""
    desk = Desk(tmp_path_factory.mktemp("samples"))
    return [(desk.khotin("samples", "try", "--once"), desk.exported()) for _ in range(2)]

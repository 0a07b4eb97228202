"""An importer into a home of its own."""

from typing import Any

import pytest

from tests.pipeline.imports.importing import Importer


@pytest.fixture
def bring(world: Any) -> Importer:
    return Importer(world)

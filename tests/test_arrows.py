"""The import arrows of the house, and one home for each third-party package; docs/architecture.md draws them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# folder -> the folders of ours it may import
ARROWS = {
    "records": set(),
    "sources": {"records"},
    "transforms": {"records"},
    "crawlers": {"records", "sources", "transforms"},
    "search": {"records", "transforms", "es_mappings"},
    "pipeline": {"records", "sources", "transforms", "crawlers", "search"},
    "dags": {"records", "sources", "pipeline"},
    "samples": {"records", "sources", "transforms", "crawlers", "search", "pipeline"},
    "benchmarks": {"records", "sources", "transforms", "crawlers", "search", "pipeline", "samples"},
}
# crawlers see of transforms only what addresses and letters are
CRAWLERS_SEE = {"transforms.addresses", "transforms.text"}
HOMES = {
    "airflow": {"dags"},
    "scrapy": {"crawlers", "benchmarks"},
    "twisted": {"crawlers"},
    "tantivy": {"search"},
    "pyroaring": {"search"},
    "elasticsearch": {"search"},
    "fastapi": {"search"},
    "starlette": {"search"},
    "sqlalchemy": {"pipeline"},
    "alembic": {"pipeline"},
    "warcio": {"pipeline"},
    "click": {"pipeline", "samples"},
    "trafilatura": {"transforms"},
    "selectolax": {"transforms"},
    "langdetect": {"transforms"},
}


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names of everything a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def files_of(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", ARROWS)
def test_arrows(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of(folder)
        for name in imports_of(path)
        if (top := name.split(".")[0]) in ARROWS and top != folder and top not in ARROWS[folder]
    ]
    assert not wrong


def test_crawlers_see_only_addresses_and_letters() -> None:
    seen = {
        (str(path.relative_to(ROOT)), name)
        for path in files_of("crawlers")
        for name in imports_of(path)
        if name.startswith("transforms")
    }
    assert {name for _, name in seen} <= CRAWLERS_SEE, seen


# The benchmarks compare with other programs, so they may import anything.
@pytest.mark.parametrize("package", HOMES)
def test_third_party_homes(package: str) -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for folder in ARROWS
        if folder not in HOMES[package] | {"benchmarks"}
        for path in files_of(folder)
        if package in {name.split(".")[0] for name in imports_of(path)}
    ]
    assert not wrong


def reads_environment(path: Path) -> bool:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    return any(isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") for node in nodes)


def test_only_settings_reads_the_environment() -> None:
    """pipeline/settings.py does, through pydantic-settings; samples hand theirs to the children they start."""
    folders = ("records", "sources", "transforms", "crawlers", "search", "pipeline")
    assert [str(p.relative_to(ROOT)) for folder in folders for p in files_of(folder) if reads_environment(p)] == []

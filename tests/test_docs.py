"""The docs say what is: generated pages are fresh, links lead somewhere, every command they show exists."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import khotin

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    p for p in [*ROOT.glob("*.md"), *ROOT.rglob("docs/**/*.md"), *ROOT.glob("s*/README.md")] if ".venv" not in p.parts
)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"(?:^\s{4,}(?:[A-Z_]+=\S+ )*|[`|]\s*)khotin ((?:[a-z]+)(?: [a-z]+)?)", re.MULTILINE)


def test_generated_pages_are_fresh() -> None:
    # A process of its own: a command that some test called by itself remembers other options.
    check = [sys.executable, ROOT / "docs" / "generate.py", "--check"]
    asked = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", ""), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    dead = [target for target in _LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not dead


def known_commands() -> set[str]:
    found = set()
    with click.Context(khotin, info_name="khotin") as context:
        for name in khotin.list_commands(context):
            command = khotin.get_command(context, name)
            found.add(name)
            if isinstance(command, click.Group):
                found |= {f"{name} {sub}" for sub in command.list_commands(context)}
    return found


def test_commands_in_the_docs_exist() -> None:
    known = known_commands()
    groups = {name.split()[0] for name in known if " " in name}
    shown = {(str(p.relative_to(ROOT)), c) for p in PAGES for c in _COMMAND.findall(p.read_text("utf-8"))}
    wrong = [
        (page, c) for page, c in shown if (c if c.split()[0] in groups and " " in c else c.split()[0]) not in known
    ]
    assert shown
    assert not wrong


def test_every_command_shows_an_example() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    sections = page.split("\n## ")[1:]
    assert sections
    assert not [s.splitlines()[0] for s in sections if "Example:" not in s]

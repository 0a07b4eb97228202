"""The Dockerfile passes hadolint, takes packages from lock files alone, and nothing secret can slip into a layer."""

import re
import subprocess

from tests.ops.conftest import ROOT, program


def test_hadolint_finds_nothing() -> None:
    done = subprocess.run([program("hadolint"), ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_packages_come_from_the_lock_files_alone() -> None:
    installs = re.findall(r"pip install ([^&\n]+)", (ROOT / "Dockerfile").read_text())
    assert len(installs) == 4
    for words in installs:
        files = re.findall(r"-r \S*?/((?:requirements/)?[a-z]+\.txt)", words)
        assert files or "--no-deps" in words, words
        assert all((ROOT / file).exists() or file == "requirements/objects.txt" for file in files), words


def test_what_is_copied_is_let_through_and_no_more() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    for source in " ".join(copied).split():
        assert source == "." or source.split("/")[0] in allowed, source
    assert not allowed & {".env", ".git", "data", "tests", "docs", ".venv"}
    assert all((ROOT / name).exists() or name == "dags" for name in allowed)

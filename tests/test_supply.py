"""What the product is made of: licences known and fitting, no secret in the files, the security rules of the linter kept."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What outsiders may reach, or what runs with an operator's rights.
_SHIPPED = (
    "crawlers",
    "dags",
    "docs",
    "es_mappings",
    "ops",
    "pipeline",
    "records",
    "samples",
    "search",
    "sources",
    "transforms",
)


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ops_{name}", ROOT / "ops" / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    return _script("licences")


@pytest.fixture(scope="module")
def leaks() -> ModuleType:
    return _script("leaks")


def test_every_locked_package_is_listed_with_its_licence(licences: ModuleType) -> None:
    noted = licences.noted()
    missing = {name for lock in licences.LOCKS for name in licences.locked(lock)} - noted.keys()
    assert not missing, "run `python ops/licences.py`"
    shipped = {name for lock in licences.LOCKS if not lock.endswith("dev.txt") for name in licences.locked(lock)}
    assert not [name for name in shipped if noted[name] == "not said"]


def test_no_copyleft_comes_in_without_a_reason(licences: ModuleType) -> None:
    assert "no reason given" not in licences.PAGE.read_text("utf-8")
    assert "AGPL" not in licences.PAGE.read_text("utf-8"), "its terms reach whoever uses a served page"
    for said in (
        "GPL-3.0-only",
        "GNU Affero General Public License v3",
        "Mozilla Public License 2.0 (MPL 2.0)",
        "SSPL-1.0",
    ):
        assert licences.COPYLEFT.search(said), said
    for said in ("MIT", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0"):
        assert not licences.COPYLEFT.search(said), said


def test_no_file_holds_a_secret(leaks: ModuleType) -> None:
    assert list(leaks.in_files(ROOT)) == []


def test_a_secret_is_found_in_files_and_in_what_was_taken_out_again(leaks: ModuleType, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True)

    git("init", "-q")
    lines = {
        "a.pem": "-----BEGIN " + "PRIVATE KEY-----",
        "b.env": "SMTP_PASSWORD=" + "a1b2c3d4e5f6a7b8c9d0e1",
        "c.py": f'key = "{"AKIA" + "ABCDEFGHIJKLMNOP"}"',
    }
    for name, text in lines.items():
        (tmp_path / name).write_text(f"\n{text}\n", "utf-8")
    (tmp_path / "d.env").write_text('PASSWORD=${POSTGRES_PASSWORD}\nTOKEN=change-me\nsecret: str = Field(default="")\n')
    assert [line.split(":")[:2] for line in leaks.in_files(tmp_path)] == [["a.pem", "2"], ["b.env", "2"], ["c.py", "2"]]
    git("add", ".")
    git("commit", "-qm", "in")
    git("rm", "-q", *lines)
    git("commit", "-qm", "out")
    assert list(leaks.in_files(tmp_path)) == []
    found = sorted(line.split(" ", 1)[1] for line in leaks.in_history(tmp_path))
    assert [line.split(":")[0] for line in found] == sorted(lines)
    assert not any("AKIA" in line for line in found), "it names the place, never the value"


def test_the_linters_security_rules_hold() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--select", "S", "--ignore", "S101", "--no-cache", *_SHIPPED]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_every_exception_to_them_says_why() -> None:
    bare = re.compile(r"#\s*noqa:\s*S\d+(?:,\s*S\d+)*\s*$")
    files = [path for folder in _SHIPPED for path in (ROOT / folder).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not found


def test_an_empty_value_before_another_name_is_no_secret(leaks: ModuleType) -> None:
    assert list(leaks.secrets_in("S3_ACCESS_KEY=\nS3_READER_SECRET_KEY=\n")) == []
    assert list(leaks.secrets_in("S3_ACCESS_KEY=\nS3_SECRET_KEY = 0a1b2c3d4e5f6a7b8c9d0a1b\n"))

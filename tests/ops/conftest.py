"""The stack's files as the real tools see them: Docker Compose's own reading of them, and linters, all from dev.txt."""

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def program(name: str) -> str:
    """A program that requirements/dev.txt brings; skips, saying so, where it is not installed."""
    path = Path(sysconfig.get_path("scripts")) / name
    if not path.exists():
        pytest.skip(f"{name} is not installed: pip install -r requirements/dev.txt")
    return str(path)


@pytest.fixture(scope="session")
def secrets_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .env as an operator has it: made by ops/secrets.sh, the contact filled in."""
    path = tmp_path_factory.mktemp("env") / ".env"
    subprocess.run([ROOT / "ops" / "secrets.sh", path], check=True, capture_output=True)
    path.write_text(path.read_text().replace("KHOTIN_CONTACT=", "KHOTIN_CONTACT=kho@example.org", 1))
    return path


def composed(environment: Path) -> "subprocess.CompletedProcess[str]":
    """What `docker compose config` makes of docker-compose.yml with a file of variables and nothing else."""
    command = [
        program("docker-compose"),
        "--env-file",
        str(environment),
        "--profile",
        "*",
        "config",
        "--format",
        "json",
    ]
    return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def stack(secrets_file: Path) -> dict[str, Any]:
    """The whole stack, every profile, all variables in place."""
    done = composed(secrets_file)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found

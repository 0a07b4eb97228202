"""What docker-compose.yml tells each service of Airflow, for processes on one machine instead of containers."""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def made_secrets() -> dict[str, str]:
    """What ops/secrets.sh would put into .env, as far as Airflow's services want it."""
    return {
        "KHOTIN_CONTACT": "kho@example.org",
        "KHOTIN_SECRET": secrets.token_hex(32),
        "AIRFLOW_JWT_SECRET": secrets.token_hex(48),
        "AIRFLOW_API_SECRET_KEY": secrets.token_hex(32),
        "AIRFLOW_FERNET_KEY": "",
        "AIRFLOW_ADMIN_PASSWORD": secrets.token_hex(8),
    }


def service(name: str, variables: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """The command and the environment of a service; what `variables` lack and the file has no default for is empty,
    since only addresses are left that no process here has."""

    def value(found: re.Match[str]) -> str:
        given, kind, other = variables.get(found[1], ""), found[2], found[3]
        return given or (other if kind == "-" else "")

    composed: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"][name]
    environment = {key: _VARIABLE.sub(value, str(text)) for key, text in composed["environment"].items()}
    return list(composed["command"]), environment

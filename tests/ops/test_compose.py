"""docker-compose.yml holds what an operator relies on: secrets asked for, nothing open to the world, nobody root, limits."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.ops.conftest import ROOT, composed

SERVICES = {
    *("postgres", "es-certs", "elasticsearch", "es-users", "ledger-init", "airflow-init"),
    *(
        "airflow-apiserver",
        "airflow-scheduler",
        "airflow-dag-processor",
        "airflow-triggerer",
        "airflow-worker",
        "redis",
    ),
    *("web", "caddy", "khotin", "objects", "objects-reader"),
}
# What ends by itself; the rest stays up and is watched.
ONCE = {"es-certs", "es-users", "ledger-init", "airflow-init", "khotin"}
# A fresh volume belongs to root; it hands the keys over and ends.
ROOT_FOR_A_MOMENT = {"es-certs"}
_REQUIRED = re.compile(r"\$\{([A-Z0-9_]+):\?")
_EXACT = re.compile(r":v?\d+\.\d+\.\d+([-.a-z0-9]*)?$|:\d+\.\d+-[a-z]+$")


def required() -> list[str]:
    """The variables without which nothing starts."""
    return sorted(set(_REQUIRED.findall((ROOT / "docker-compose.yml").read_text())))


def test_all_services_are_there(stack: dict[str, Any]) -> None:
    assert set(stack["services"]) == SERVICES


@pytest.mark.parametrize("name", required())
def test_a_missing_secret_stops_the_start_and_says_what_to_do(name: str, secrets_file: Path, tmp_path: Path) -> None:
    lines = [line for line in secrets_file.read_text().splitlines() if not line.startswith(f"{name}=")]
    (tmp_path / ".env").write_text("\n".join(lines) + "\n")
    done = composed(tmp_path / ".env")
    assert done.returncode != 0
    assert f"{name} is missing a value: " in done.stderr
    assert "ops/secrets.sh" in done.stderr or "set it in .env" in done.stderr


def test_every_password_is_required_and_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    secret = re.findall(r"^([A-Z0-9_]*(?:PASSWORD|SECRET|_KEY))=$", example, re.MULTILINE)
    assert set(secret) | {"KHOTIN_CONTACT"} == set(required())
    used = set(re.findall(r"\$\{([A-Z0-9_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert used == set(re.findall(r"^([A-Z0-9_]+)=", example, re.MULTILINE))


def test_images_are_pinned_exactly(stack: dict[str, Any]) -> None:
    loose = [s["image"] for s in stack["services"].values() if not _EXACT.search(s["image"])]
    bases = re.findall(r"^FROM (\S+:\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(bases) == 3
    assert loose + [base for base in bases if not _EXACT.search(base)] == []


def test_every_port_is_on_loopback(stack: dict[str, Any]) -> None:
    ports = [port for service in stack["services"].values() for port in service.get("ports", ())]
    assert len(ports) == 3
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


def test_databases_and_index_cannot_be_reached_from_outside(stack: dict[str, Any]) -> None:
    assert stack["networks"]["inside"]["internal"] is True
    for name in ("postgres", "elasticsearch", "redis", "objects"):
        assert set(stack["services"][name]["networks"]) == {"inside"}
        assert "ports" not in stack["services"][name]
    assert set(stack["services"]["caddy"]["networks"]) == {"front"}


def stages() -> dict[str, str]:
    """The Dockerfile's stages by name."""
    text = (ROOT / "Dockerfile").read_text()
    return {part.split(" AS ")[1].split("\n")[0]: part for part in text.split("\nFROM ")[1:]}


def test_nobody_is_root(stack: dict[str, Any]) -> None:
    for name, service in stack["services"].items():
        user = service.get("user") or re.findall(r"^USER (\S+)", stages()[service["build"]["target"]], re.MULTILINE)[-1]
        assert (user.split(":")[0] == "0") == (name in ROOT_FOR_A_MOMENT), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert {n for n, s in stack["services"].items() if "cap_add" in s} == ROOT_FOR_A_MOMENT


def test_everything_has_limits_and_its_log_an_end(stack: dict[str, Any]) -> None:
    for name, service in stack["services"].items():
        assert int(service["mem_limit"]) >= 128 * 2**20, name
        assert service["pids_limit"] > 0, name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name


def test_what_stays_up_is_watched_and_started_again(stack: dict[str, Any]) -> None:
    for name, service in stack["services"].items():
        assert service["restart"] == ("no" if name in ONCE else "unless-stopped"), name
        assert ("healthcheck" in service) == (name not in ONCE), name
        test = " ".join(service.get("healthcheck", {}).get("test", ()))
        # Each of these starts a whole Airflow to ask one question.
        assert not re.search(r"airflow jobs|celery .*inspect|airflow db", test), name


def test_nothing_starts_before_what_it_needs_is_ready(stack: dict[str, Any]) -> None:
    for name, service in stack["services"].items():
        for needed, how in service.get("depends_on", {}).items():
            ready = "service_completed_successfully" if needed in ONCE else "service_healthy"
            assert how["condition"] == ready, f"{name} -> {needed}"
    for name in ("airflow-scheduler", "airflow-worker", "airflow-dag-processor", "airflow-triggerer"):
        assert "airflow-init" in stack["services"][name]["depends_on"]


def test_every_airflow_service_signs_with_the_same_keys(stack: dict[str, Any]) -> None:
    keys = ("AIRFLOW__API_AUTH__JWT_SECRET", "AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__API__SECRET_KEY")
    airflow = [s["environment"] for s in stack["services"].values() if s["image"].startswith("khotin-airflow")]
    assert len(airflow) == 6
    assert len({tuple(environment[key] for key in keys) for environment in airflow}) == 1
    assert len(airflow[0][keys[0]]) >= 64


def test_the_page_may_only_read_the_index(stack: dict[str, Any]) -> None:
    page = json.dumps(stack["services"]["web"])
    assert "khotin_reader" in page
    assert "khotin_writer" not in page
    assert "khotin_writer" in stack["services"]["airflow-scheduler"]["environment"]["ELASTICSEARCH_URL"]
    assert stack["services"]["web"]["read_only"] is True


def test_the_page_may_read_and_not_write(stack: dict[str, Any]) -> None:
    page, owner = stack["services"]["web"], stack["services"]["airflow-scheduler"]["environment"]
    volumes = {volume["target"]: volume.get("read_only", False) for volume in page["volumes"]}
    assert volumes == {"/data": True, "/cache": False, "/certs": True, "/sources": True}
    own = page["environment"]
    assert own["KHOTIN_CACHE"] == "/cache"
    assert own["KHOTIN_DATABASE_URL"].startswith("postgresql://khotin_page:")
    for name in (
        "KHOTIN_DATABASE_URL",
        "ELASTICSEARCH_URL",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ENDPOINT_URL",
    ):
        assert own[name] != owner[name], name
    kept = {name: value for name, value in stack["services"]["postgres"]["environment"].items() if "PASSWORD" in name}
    assert not set(kept.values()) & set(own.values())
    assert (own["KHOTIN_WEBHOOK_URL"], own["KHOTIN_HEARTBEAT_URL"]) == ("", "")
    reader = stack["services"]["objects-reader"]
    assert "--readonly" in reader["command"]
    assert [volume["read_only"] for volume in reader["volumes"]] == [True]
    assert reader["environment"]["ROOT_ACCESS_KEY"] == own["AWS_ACCESS_KEY_ID"]


def test_profiles(stack: dict[str, Any]) -> None:
    named = {name: service["profiles"] for name, service in stack["services"].items() if "profiles" in service}
    assert named == {
        "khotin": ["tools"], "redis": ["distributed"], "airflow-worker": ["distributed"],
        "objects": ["objects"], "objects-reader": ["objects"],
    }  # fmt: skip


def test_what_is_mounted_exists(stack: dict[str, Any]) -> None:
    for name, service in stack["services"].items():
        for volume in service.get("volumes", ()):
            if volume["type"] == "bind" and "/ops/" in volume["source"]:
                assert Path(volume["source"]).is_dir(), name
        for word in (*(service.get("entrypoint") or ()), *service.get("healthcheck", {}).get("test", ())):
            if word.startswith("ops/"):
                assert (ROOT / word).is_file(), word

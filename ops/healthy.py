"""Whether a service of the stack is well: one cheap request to it, exit 0 or 1; the health checks of docker-compose.yml.

healthy.py url http://localhost:8974/health     it answers with a status below 400
healthy.py airflow dag_processor                Airflow's own report says so (its status is 200 whatever it says)
healthy.py port 8793                            something listens there
"""

import json
import os
import socket
import sys
import urllib.request

SECONDS = 5
REPORT = "/api/v2/monitor/health"


def answers(url: str) -> bytes:
    """The body of an answer below 400; raises OSError otherwise."""
    with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - the stack's own addresses
        body: bytes = answer.read()
    return body


def airflow_says(component: str) -> bool:
    """What the api-server reports of a component; AIRFLOW_API tells where it is."""
    api = os.environ.get("AIRFLOW_API", "http://localhost:8080")
    report = json.loads(answers(api + REPORT))
    return bool(report.get(component, {}).get("status") == "healthy")


def listens(port: int) -> bool:
    """Whether something takes connections at a port of this machine."""
    with socket.create_connection(("localhost", port), SECONDS):
        return True


def main(kind: str, what: str) -> int:
    """0 for well, 1 for not, and why."""
    try:
        well = {"url": lambda: bool(answers(what)) or True, "airflow": lambda: airflow_says(what)}.get(
            kind, lambda: listens(int(what))
        )()
    except (OSError, ValueError) as exc:
        sys.stdout.write(f"{kind} {what}: {exc}\n")
        return 1
    sys.stdout.write("" if well else f"{kind} {what}: not healthy\n")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

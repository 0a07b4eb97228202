"""Which privilege each request to a cluster needs, by Elasticsearch's documentation, and what a role of this project allows.

Tests' nodes have no security: this table stands for it, and a request that it lacks fails the test that made it.
"""

import fnmatch
import json
import re
from pathlib import Path

ROLES = Path(__file__).resolve().parents[3] / "ops" / "elasticsearch" / "roles"
# (method, path) -> the privilege it needs: on its indexes, or with "cluster " on the cluster.
NEEDS = (
    ("GET", "/", "cluster monitor"),
    ("HEAD", "/", "cluster monitor"),
    ("GET", "/_cluster/health/*", "cluster monitor"),
    ("POST", "/_search", "read"),  # its point in time names the index
    ("POST", "/_msearch", "read"),  # so does each of its searches
    ("DELETE", "/_pit", "none"),
    ("POST", "/_bulk", "write"),
    ("PUT", "/_bulk", "write"),
    ("POST", "/_aliases", "manage"),
    ("*", "/*/_search", "read"),
    ("POST", "/*/_pit", "read"),
    ("GET", "/*/_doc/*", "read"),
    ("POST", "/*/_mget", "read"),
    ("PUT", "/*/_doc/*", "write"),
    ("DELETE", "/*/_doc/*", "write"),
    ("GET", "/*/_stats/*", "monitor"),
    ("POST", "/*/_refresh", "maintenance"),
    ("PUT", "/*/_mapping", "manage"),
    ("PUT", "/*", "create_index"),
    ("DELETE", "/*", "delete_index"),
    ("GET", "/*", "view_index_metadata"),
)
# What `manage` on an index takes in.
MANAGE = {"manage", "monitor", "maintenance", "create_index", "delete_index", "view_index_metadata"}


def needed(method: str, path: str) -> str:
    """The privilege a request needs; fails where the table doesn't say."""
    for wanted, pattern, privilege in NEEDS:
        depth = path.count("/") == pattern.count("/")
        if depth and fnmatch.fnmatch(path, pattern) and wanted in ("*", method):
            return privilege
    raise AssertionError(f"{method} {path}: say in NEEDS what it needs")


def beyond(role: str, prefix: str, asked: set[tuple[str, str]]) -> list[str]:
    """A line for each request that a role doesn't allow; names of indexes are told without their prefix."""
    told = json.loads((ROLES / f"{role}.json").read_text())
    (indices,) = told["indices"]
    allowed = set(indices["privileges"]) | (MANAGE if "manage" in indices["privileges"] else set())
    allowed |= {f"cluster {name}" for name in told["cluster"]} | {"none"}
    wrong = []
    for method, path in sorted(asked):
        if needed(method, path) not in allowed:
            wrong.append(f"{method} {path} needs {needed(method, path)}")
        first = path.split("/")[-1 if path.startswith("/_cluster") else 1]
        names = [] if re.match(r"(_|$)", first) else first.split(",")
        for name in names:
            if not any(fnmatch.fnmatch(name.removeprefix(prefix), pattern) for pattern in indices["names"]):
                wrong.append(f"{method} {path} is about {name}")
    return wrong

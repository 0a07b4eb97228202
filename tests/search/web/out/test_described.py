"""The API's description: complete, with examples that fit, and kept by what is answered; schemathesis asks it all."""

import json
import re
from collections import Counter
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search.app import create_app
from search.query import NAMES
from search.tantivy.engine import TantivyEngine
from search.web.limits import Rate
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive

OPERATIONS = (
    "search", "suggest", "count", "article", "event", "agreement", "person", "export", "about", "dictionary", "feed",
    "calendar", "health",
)  # fmt: skip


@pytest.fixture
def described(client: Browser) -> dict[str, Any]:
    whole: dict[str, Any] = client.get("/openapi.json").json()
    return whole


def operations(described: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    return {call["operationId"]: (path, call) for path, calls in described["paths"].items() for call in calls.values()}


def fits(value: object, schema: dict[str, Any], described: dict[str, Any]) -> None:
    jsonschema_rs.validate({**schema, "components": described["components"]}, value)


def test_it_is_complete(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert described["info"]["version"]
    assert tuple(operations(described)) == OPERATIONS
    parameters = described["components"]["parameters"]
    assert set(parameters) - {"id"} == set(NAMES)
    assert all(name == parameter["name"] for name, parameter in parameters.items())
    for path, call in operations(described).values():
        assert call["summary"]
        assert {"200", "503"} <= set(call["responses"])
        names = [p.get("name") or p["$ref"].rsplit("/", 1)[1] for p in call.get("parameters", ())]
        assert len(set(names)) == len(names)
        assert re.findall(r"\{(\w+)\}", path) == [name for name in names if name == "id"]
        assert "x-query" not in call
    references = set(re.findall(r'"\$ref": ?"#/components/([a-z]+/\w+)"', json.dumps(described)))
    for kind, name in (reference.split("/") for reference in references):
        assert name in described["components"][kind]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_an_example_that_fits(described: dict[str, Any], name: str) -> None:
    _, call = operations(described)[name]
    contents = call["responses"]["200"]["content"]
    assert any("example" in content for content in contents.values())
    for content in contents.values():
        if "example" in content:
            fits(content["example"], content["schema"], described)
    for parameter in call.get("parameters", ()):
        if parameter.get("name") == "id":
            assert parameter["example"]


REAL = {
    "search": "/api/search?q=hop+tac", "suggest": "/api/suggest?q=nghe", "count": "/api/count?by=province,year",
    "article": "", "event": "/api/events/e0001", "agreement": "", "about": "/export/about?q=hop+tac",
    "dictionary": "/export/dictionary?unit=events", "health": "/healthz",
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_answers_fit_and_the_examples_have_their_names(
    client: Browser, described: dict[str, Any], name: str
) -> None:
    address = REAL[name]
    if not address:
        first = client.get(f"/api/search?unit={name}s&limit=1").json()["hits"][0]["id"]
        address = f"/api/{name}s/{first}"
    content = operations(described)[name][1]["responses"]["200"]["content"]["application/json"]
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    fits(answer.json(), content["schema"], described)
    assert set(content["example"]) <= set(answer.json())
    if name == "search":
        assert set(content["example"]) == set(answer.json())
        assert set(content["example"]["hits"][0]) == set(answer.json()["hits"][0])
    for unit in ("events", "agreements") if name == "search" else ():
        fits(client.get(f"/api/search?unit={unit}").json(), content["schema"], described)


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.filterwarnings("default")  # the tool's own and its libraries' are not ours to mend
@pytest.mark.parametrize("name", OPERATIONS)
def test_schemathesis_finds_nothing(world: tuple[TantivyEngine, SampleArchive], name: str) -> None:
    app = create_app(world[0], archive=world[1], rate=Rate(per_minute=0), today=lambda: TODAY)
    operation = schemathesis.openapi.from_asgi("/openapi.json", app).find_operation_by_id(name)
    answered: Counter[int] = Counter()

    @settings(
        max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        response = case.call()
        answered[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    ask()
    assert set(answered) <= {200, 400, 404}
    assert answered[404 if "{id}" in operation.path else 200]

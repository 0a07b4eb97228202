"""The API's description at /openapi.json: the hand-written part, the records' own schemas, the examples."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from records.agreement import Agreement
from records.article import Article
from records.event import Event
from records.links import ArticleLinks, LinkedEvent
from records.person import Person
from search.as_json import Json
from search.query import NAMES

_PAGING = ("sort", "limit", "page", "after")
_REFERENCE = "#/components/schemas/{name}"
# What any operation may answer beside what is described of it.
_ALWAYS = ("429", "503")
_OF_QUERIES = ("400", "414")
_OF_DOCUMENTS = ("404", "410")


@cache
def description() -> Json:
    """The whole description, without the version."""
    described: Json = _read("openapi.yaml")
    examples = _read("openapi-examples.yaml")
    for path, operations in described["paths"].items():
        operation = operations["get"]
        _take_query(operation)
        _add_failures(path, operation)
        _add_examples(operation, examples)
        operations["get"] = operation
    described["components"]["schemas"] |= _documents()
    return described


def _read(name: str) -> Json:
    raw: Json = yaml.safe_load(files("search.web.out").joinpath(name).read_text("utf-8"))
    return raw


def _take_query(operation: Json) -> None:
    """Puts in the parameters of a query where the operation takes one."""
    paging = operation.pop("x-query", None)
    if paging is None:
        return
    taken = [name for name in NAMES if name not in _PAGING or name in paging]
    references = [{"$ref": f"#/components/parameters/{name}"} for name in taken]
    operation["parameters"] = [*operation.get("parameters", []), *references]


def _add_failures(path: str, operation: Json) -> None:
    codes = [*_ALWAYS] if operation["operationId"] != "health" else ["503"]
    codes += _OF_QUERIES if operation.get("parameters") else []
    responses = operation["responses"]
    if "{id}" in path:
        codes += _OF_DOCUMENTS
        responses["308"] = {"description": "The id was merged into another; Location has its address"}
    responses |= {code: {"$ref": "#/components/responses/Problem"} for code in codes}


def _add_examples(operation: Json, examples: Json) -> None:
    """An example of the answer; of the id in a path, one of its own kind."""
    name = operation["operationId"]
    for media_type, content in operation["responses"]["200"]["content"].items():
        if media_type == "application/json":
            content["example"] = examples["answers"][name]
        elif name in examples["files"] and media_type != "application/vnd.apache.parquet":
            content["example"] = examples["files"][name]
    if name in examples["ids"]:
        shared: Json = _read("openapi.yaml")["components"]["parameters"]["id"]
        operation["parameters"] = [shared | {"example": examples["ids"][name]}]


def _documents() -> Json:
    """The schemas of documents, as `search.as_json.document_json` puts them together from the records."""
    kinds = (Article, ArticleLinks, Event, LinkedEvent, Agreement, Person)
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    made = {
        "ArticleDocument": _joined(schemas, ("Article", "ArticleLinks"), ("article_id", "change", "sort_key")),
        "EventDocument": _joined(schemas, ("Event", "LinkedEvent"), ("event", "event_id", "change")),
        "AgreementDocument": _joined(schemas, ("Agreement",), ("agreement_id", "change")),
        "PersonDocument": _joined(schemas, ("Person",), ("person_id", "change")),
    }
    left = {
        name: schema for name, schema in schemas.items() if name not in {kind.__name__ for kind in kinds} - {"Event"}
    }
    return left | made


def _joined(schemas: dict[str, Any], names: tuple[str, ...], left_out: tuple[str, ...]) -> Json:
    properties: Json = {"id": {"type": "string"}}
    required = ["id"]
    for name in names:
        properties |= {key: value for key, value in schemas[name]["properties"].items() if key not in left_out}
        required += [key for key in schemas[name].get("required", ()) if key not in left_out]
    told = "\n".join(schemas[name].get("description", "") for name in names)
    return {"type": "object", "description": told, "properties": properties, "required": required}

"""Several searches in one round trip, each failing as if it had been asked alone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.exceptions import HTTP_EXCEPTIONS

from search.facets import Json


def several(client: Elasticsearch, searches: Sequence[tuple[Json, Json]]) -> list[Json]:
    """The answers to (where and how, body), which the cluster works out side by side. Raises ApiError for the first that
    it refuses."""
    # The client takes lines that are JSON already as they are; its types know only of dicts.
    lines: Any = [msgspec.json.encode(part) for search in searches for part in search]
    answer = client.msearch(searches=lines)
    answers: list[Json] = answer.body["responses"]
    for one in answers:
        if "error" in one:
            kind = HTTP_EXCEPTIONS.get(one["status"], ApiError)
            raise kind(one["error"]["type"], meta=replace(answer.meta, status=one["status"]), body=one)
    return answers

"""Controlled lists as data: provinces of both vintages, sectors, event types; with Vietnamese and English names."""

from functools import cache
from importlib.resources import files

from records.yaml_text import read_yaml


@cache
def names(vocabulary: str) -> dict[str, tuple[str, str]]:
    """Code -> (Vietnamese, English) of "sectors" or "event_types"."""
    raw = read_yaml(files("records.vocabulary").joinpath(f"{vocabulary}.yaml").read_text("utf-8"))
    return {code: (vi, en) for code, (vi, en) in raw.items()}


@cache
def region_names() -> tuple[str, ...]:
    """Every region a text may name, the official ones first."""
    return tuple(read_yaml(files("records.vocabulary").joinpath("regions.yaml").read_text("utf-8")))

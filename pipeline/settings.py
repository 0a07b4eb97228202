"""What the environment decides, read in one place; every other module gets it handed."""

import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from pipeline.home import Home
from records.errors import UsageError


class Settings(BaseSettings):
    """KHOTIN_* variables. Paths are made absolute; KHOTIN_SOURCES is a list parted like PATH."""

    model_config = SettingsConfigDict(env_prefix="KHOTIN_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Path("data")
    sources: Annotated[str, NoDecode] = ""
    database_url: str = ""
    engine: Literal["tantivy", "elasticsearch"] = "tantivy"
    elasticsearch_url: str = Field(default="", validation_alias="ELASTICSEARCH_URL")
    elasticsearch_api_key: str = Field(default="", validation_alias="ELASTICSEARCH_API_KEY", repr=False)
    elasticsearch_ca_certs: str = Field(default="", validation_alias="ELASTICSEARCH_CA_CERTS")
    index_prefix: str = Field(
        default="",
        pattern=r"^([a-z0-9][a-z0-9_-]*)?$",
        description="stands before the names of Elasticsearch's indexes, for several archives in one cluster",
    )
    contact: str = Field(default="", description="address a site's operator can write to; goes into the user agent")
    lock_wait: float = Field(default=3600, ge=0, description="seconds that link and index wait for another run's end")
    processes: int = Field(default=0, ge=0, description="0: as many as there are cores")

    @cached_property
    def folders(self) -> Home:
        """The home folder's layout."""
        return Home(self.home.expanduser().absolute())

    @cached_property
    def source_folders(self) -> tuple[Path, ...]:
        """The operator's folders of YAMLs, read after the project's own, in order."""
        return tuple(Path(p).expanduser().absolute() for p in self.sources.split(os.pathsep) if p.strip())

    @cached_property
    def ledger_url(self) -> str:
        """The SQLAlchemy URL of the ledger."""
        return self.database_url or f"sqlite:///{self.folders.ledger}"

    @cached_property
    def worker_count(self) -> int:
        """How many processes transform may use."""
        return self.processes or os.cpu_count() or 1


def load_settings() -> Settings:
    """The settings the environment gives; raises UsageError naming the variable and its value."""
    try:
        return Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "KHOTIN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name}={first['input']!r}: {first['msg']}") from exc

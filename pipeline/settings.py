"""What the environment decides, read in one place; every other module gets it handed."""

import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from pipeline.home import Home
from records.errors import UsageError

_SECRETS = ("secret", "ELASTICSEARCH_API_KEY")


class Settings(BaseSettings):
    """KHOTIN_* variables. Paths are made absolute; KHOTIN_SOURCES is a list parted like PATH."""

    model_config = SettingsConfigDict(env_prefix="KHOTIN_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Path("data")
    sources: Annotated[str, NoDecode] = ""
    database_url: str = Field(default="", repr=False)
    store: str = Field(
        default="",
        description="an object storage for archive and readings, such as s3://bucket/prefix; without it the home's folder",
    )
    cache: str = Field(
        default="",
        description="the folder for what is fetched from it, where the home can't be written; without it the home's own",
    )
    engine: Literal["tantivy", "elasticsearch"] = "tantivy"
    elasticsearch_url: str = Field(default="", validation_alias="ELASTICSEARCH_URL", repr=False)
    elasticsearch_api_key: str = Field(default="", validation_alias="ELASTICSEARCH_API_KEY", repr=False)
    elasticsearch_ca_certs: str = Field(default="", validation_alias="ELASTICSEARCH_CA_CERTS")
    index_prefix: str = Field(
        default="",
        pattern=r"^([a-z0-9][a-z0-9_-]*)?$",
        description="stands before the names of Elasticsearch's indexes, for several archives in one cluster",
    )
    contact: str = Field(default="", description="address a site's operator can write to; goes into the user agent")
    secret: str = Field(
        default="",
        repr=False,
        pattern=r"^(.{32,})?$",
        description="signs forms and links, 32 characters at least; without it one is made and kept in the home",
    )
    requests_a_minute: float = Field(default=300, ge=0, description="of one reader's address, by weight; 0: no limit")
    exports: int = Field(default=2, ge=1, description="how many exports may run at a time")
    trusted_proxies: str = Field(
        default="",
        description="addresses or networks, by commas, whose X-Forwarded-For and -Proto headers are believed",
    )
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s?#]+)?$",
        description="the address readers know the search page by; feeds and letters lead there",
    )
    smtp_url: str = Field(default="", repr=False, description="the mail server: smtp://user:pass@host:587?starttls=1")
    mail_from: str = Field(default="", description="whom alerts come from: Kho Tin <tin@example.org>")
    operator_mail: str = Field(default="", description="who is told by mail of a night that went wrong")
    webhook_url: str = Field(default="", repr=False, description="where the same is posted: JSON with subject and text")
    heartbeat_url: str = Field(default="", repr=False, description="called after each good night")
    night_hours: float = Field(
        default=36, ge=0, description="/healthz fails when the last good night is older; 0: no nights are run here"
    )
    lock_wait: float = Field(default=3600, ge=0, description="seconds that link and index wait for another run's end")
    trust_clock: bool = Field(
        default=False,
        description="crawl although the clock stands before what was stored: that time was wrong, this one is right",
    )
    processes: int = Field(default=0, ge=0, description="0: as many as there are cores")

    @cached_property
    def folders(self) -> Home:
        """The home folder's layout."""
        return Home(self.home.expanduser().absolute(), self.store, self.cache)

    @cached_property
    def proxies(self) -> list[str]:
        """The proxies that are believed."""
        return [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]

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
        value = "(not shown)" if first["loc"][-1] in _SECRETS else repr(first["input"])
        raise UsageError(f"{name}={value}: {first['msg']}") from None  # the cause's own text holds the value

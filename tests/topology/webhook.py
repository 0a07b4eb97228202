"""The address on loopback that notices are posted to: what came is kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

from tests.serving import Quiet, running


class Webhook(ThreadingHTTPServer):
    """Takes every JSON body that is posted to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.letters: list[dict[str, str]] = []

    def subjects(self, words: str) -> list[str]:
        """Those of the letters that hold some words."""
        return [letter["subject"] for letter in self.letters if words in letter["subject"]]


class _Handler(Quiet):
    server: Webhook

    def asked(self) -> None:
        self.server.letters.append(json.loads(self.took()))
        self.answer(204)


@contextmanager
def webhook() -> Iterator[Webhook]:
    """One that listens for as long as the block lasts."""
    with running(Webhook()) as server:
        yield server

"""A type met for the first time by many threads at once is learnt by one of them."""

import subprocess
import sys

_MANY = """
import sys, threading
from records.base import decode, encode, from_builtins, to_builtins
from records.article import Article
from records.links import ArticleLinks, Document
from datetime import UTC, datetime
sys.setswitchinterval(1e-6)
article = Article(article_id="a", url="https://a.test/", source_id="a", title="Tin")
links = ArticleLinks(article_id="a", change=1, version=1, first_seen_at=datetime(2024, 1, 1, tzinfo=UTC))
document = Document(unit="articles", id="a", change=1, article=article, links=links)
raw, built = encode(document), to_builtins(document)
start = threading.Barrier(16)
wrong = []
def read(number):
    start.wait()
    found = decode(raw, Document) if number % 2 else from_builtins(built, Document)
    if found != document:
        wrong.append(number)
threads = [threading.Thread(target=read, args=(number,)) for number in range(16)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(len(wrong))
"""


def test_a_type_is_learnt_once() -> None:
    for _ in range(3):
        assert subprocess.run([sys.executable, "-c", _MANY], check=False).returncode == 0

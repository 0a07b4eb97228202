"""What exports carry of how exactly tags and events are told: search/quality.yaml, written by `make quality`."""

import re
from pathlib import Path

_HALF = re.compile(r"^half (\w+):(?: (\d+) articles)?")
_SCORE = re.compile(r"([a-z][a-z_' ]*?) (\d\.\d{3})")
_HEAD = """# Written by `make quality`; exports carry it.
measured: >-
  F1, or the share that is right, on labelled articles of provincial portals. Rules are tuned on half A only: half B comes nearer
  to what may be expected of other articles. "found" counts only events that were found.
"""


def scores(printed: str) -> dict[str, dict[str, float]]:
    """Half -> measure -> score, as benchmarks.tagging and benchmarks.events print them."""
    halves: dict[str, dict[str, float]] = {}
    half = ""
    for line in printed.splitlines():
        named = _HALF.match(line)
        half = named[1] if named else half if line.startswith(" ") else ""
        if half:
            rest = line[named.end() :] if named else line
            found = {
                name.strip().replace("'", "").replace(" ", "_"): float(score) for name, score in _SCORE.findall(rest)
            }
            halves.setdefault(half, {}).update(found)
    return halves


def publish(page: str, path: Path) -> None:
    """Writes the scores in the page's sections on tags and on events into the file."""
    lines = [_HEAD.rstrip()]
    for name, title in (("tags", "Provinces, regions, sectors"), ("events", "Events")):
        section = page.partition(f"## {title}\n")[2].partition("\n## ")[0]
        lines.append(f"{name}:")
        for half, found in scores(section).items():
            lines.append(f"  half_{half}:")
            lines += [f"    {measure}: {score:.3f}" for measure, score in found.items()]
    path.write_text("\n".join(lines) + "\n", "utf-8")

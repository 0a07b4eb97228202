"""`make quality`: runs what scores reading, tagging and events, and writes it into docs/quality.md.

python -m benchmarks.quality [--shared FOLDER] [--only WORD]
"""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
# title -> what it shows, and the command after `python -m`; {shared} is the folder of measured data
_RUNS = {
    "A NukeViet portal, platform rules": (
        "338 articles and 140 other pages of a real installation, with the truth from its database. Shares of articles with"
        " the field exact; body F1 is of the words of lead and body; `false` are other pages taken for articles.",
        "benchmarks.extraction --shared {shared} --sample 0",
    ),
    "The sample portals, platform rules": (
        "One for each platform family, all content invented. The platform is known by the page alone.",
        "benchmarks.portals",
    ),
    "General extractors on the NukeViet pages": (
        "What each gives of the same bytes, on every eighth article.",
        "benchmarks.peers --shared {shared}",
    ),
    "Learned rules": (
        "Learned from so many pages, platforms left aside; the NukeViet portal, the same made harder, the sample portals.",
        "benchmarks.learning --shared {shared}",
    ),
    "Provinces, regions, sectors": ("On the labelled articles.", "benchmarks.tagging --shared {shared}"),
    "Events": ("On the labelled articles.", "benchmarks.events --shared {shared}"),
}
_HEAD = """# Quality

Written by `make quality`: how exactly pages are read and tagged, on data with known answers. Floors are pinned in tests; a floor
is lowered only with a line in the changelog.
"""


def section(title: str, shared: str) -> tuple[str, bool]:
    """One section of the page, and whether its program went well."""
    about, command = _RUNS[title]
    words = [word.format(shared=shared) for word in command.split()]
    done = subprocess.run([sys.executable, "-m", *words], cwd=_ROOT, capture_output=True, text=True, check=False)
    went_well = done.returncode == 0
    lines = (done.stdout if went_well else done.stderr).strip().splitlines()
    told = "\n".join(line.rstrip() for line in lines) if went_well else f"failed: {lines[-1] if lines else 'no word'}"
    shown = command.format(shared="$KHOTIN_SHARED")
    return f"## {title}\n\n{about}\n\n    python -m {shown}\n\n```\n{told}\n```\n", went_well


def main() -> int:
    """Writes the page; returns 1 where a program failed or the measured data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("KHOTIN_SHARED", str(_ROOT.parent / "shared")))
    parser.add_argument("--only", default="", help="print only sections whose title has this word; write nothing")
    args = parser.parse_args()
    if not Path(args.shared, "portals").is_dir():
        print(f"no measured data at {args.shared}: set KHOTIN_SHARED to the folder that holds it", file=sys.stderr)
        return 1
    chosen = [title for title in _RUNS if args.only.lower() in title.lower()]
    sections = [section(title, args.shared) for title in chosen]
    page = "\n".join([_HEAD, f"{datetime.now(UTC):%Y-%m-%d}\n", *(text for text, _ in sections)])
    if args.only:
        print(page)
    else:
        (_ROOT / "docs" / "quality.md").write_text(page, "utf-8")
    return 0 if all(went_well for _, went_well in sections) else 1


if __name__ == "__main__":
    sys.exit(main())

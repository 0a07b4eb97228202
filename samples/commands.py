"""`khotin samples`: serve the sample portals, vary their articles, try the whole product on them."""

import sys
from pathlib import Path
from typing import TextIO

import click

# What needs templates, servers or content is imported inside the commands: `khotin --help` must stay quick.

_PORT = 8101


@click.group()
def samples() -> None:
    """Sample portals, written for this project: all their content is invented.

    Example: khotin samples serve --sources ./my-sources
    """


@samples.command()
@click.option(
    "--port", default=_PORT, show_default=True, help="Port of the first portal; the others follow. 0: any free."
)
@click.option(
    "--night", default=1, show_default=True, type=click.IntRange(min=1), help="2: one edited, one gone, one new."
)
@click.option("--only", multiple=True, metavar="ID", help="Serve this portal only; may be given again.")
@click.option("--sources", type=click.Path(file_okay=False, path_type=Path), help="Write a source YAML a portal here.")
@click.option("--slow", default=0.0, help="Seconds to wait before each answer.")
@click.option("--fail", default=0.0, type=click.FloatRange(0, 1), help="Share of first requests answered 503.")
@click.option("--flood", default=0, help="Requests a minute beyond which a portal refuses; 0: never.")
@click.option("--greet", is_flag=True, help="Answer the first request with the platform's cookie page, if it has one.")
@click.option("--log", type=click.File("w"), help="Write one line a request here: portal, status, address.")
def serve(
    port: int, night: int, only: tuple[str, ...], sources: Path | None, log: TextIO | None, **weather: float
) -> None:
    """Serve the sample portals on loopback until Ctrl-C, each on a port of its own.

    Example: khotin samples serve --port 8101 --night 2 --sources ./my-sources
    """
    from samples.filling import full_portals  # noqa: PLC0415
    from samples.server import Weather, open_servers, running, stop_on_signals  # noqa: PLC0415
    from samples.sites import write_source  # noqa: PLC0415

    stop = stop_on_signals()
    portals, first = full_portals(night, only=only), full_portals(1, only=only)
    asked = Weather(
        slow=weather["slow"], fail=weather["fail"], flood=int(weather["flood"]), greet=bool(weather["greet"])
    )
    servers = open_servers(portals, first, port=port, weather=asked, log=log)
    with running(servers):
        for portal, server in zip(portals, servers, strict=True):
            if sources:
                write_source(portal, server.base, sources)
            click.echo(f"serving {portal.id} {server.base}")
        click.echo(f"night {night}; {sum(len(p.articles) for p in portals)} articles; Ctrl-C ends it")
        sys.stdout.flush()
        while not stop.wait(0.5):  # in slices: a wait without end would hold signals back
            pass


@samples.command()
@click.option("-n", "--number", required=True, type=click.IntRange(min=0), help="How many articles.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other articles.")
def generate(number: int, seed: int) -> None:
    """Write varied sample articles as JSONL to stdout, in the shape `khotin import` reads.

    Example: khotin samples generate -n 100000 --seed 7 > many.jsonl
    """
    from records.base import encode  # noqa: PLC0415
    from samples.generator import generate as varied  # noqa: PLC0415

    out = sys.stdout.buffer
    for article in varied(number, seed):
        out.write(encode(article) + b"\n")
    out.flush()


@samples.command("try")
@click.option("--port", type=int, help="Port of the search page.")
@click.option("--all", "every", is_flag=True, help="All sample portals, not only the first three.")
@click.option("--once", is_flag=True, help="Run the night and stop, without serving the search page.")
def try_(port: int | None, every: bool, once: bool) -> None:
    """Start the sample portals, run one night over them, serve the search page; Ctrl-C ends all of it.

    The first time it is the portals' first night; from the second time on the second, which brings an edited article,
    one that is gone and new ones.

    Three portals (a province's, a city's, a department's) are enough to see the product at work; --all takes every
    platform's, which is for those who work on the platforms.

    Example: khotin samples try
    """
    from pipeline.settings import load_settings  # noqa: PLC0415
    from samples.trial import run_trial  # noqa: PLC0415

    sys.exit(run_trial(load_settings(), port=port, once=once, every=every))


if __name__ == "__main__":
    samples()

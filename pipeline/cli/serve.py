"""The command serve: the search page and the API, over the index and the archive of this home."""

import errno
import socket
from functools import partial

import click

from pipeline.alerts.setting_up import desk_of
from pipeline.cli.terminal import say
from pipeline.engines import open_engine
from pipeline.reading_room import ReadingRoom
from pipeline.secret import secret_of
from pipeline.serving import App, default_workers, serve
from pipeline.workplace import Workplace
from records.errors import UsageError

DEFAULT_PORT = 8000
# How many ports after the one wanted are tried when it is busy.
_TRIES = 50
_WAITING = 256  # who may wait to be let in, a process


def listening(host: str, port: int, workers: int = 1, *, tries: int = _TRIES) -> list[socket.socket]:
    """A socket a process, all on the port, or on the next free one of as many as may be tried: a busy port is named. Each
    gets its share of those who connect. Raises UsageError for a bad host, and where all are busy."""
    for candidate in range(port, port + tries) if port else (0,):
        try:
            # Alone, so that a port which another program would share is busy too.
            first = _socket(host, candidate)
            found = first.getsockname()[1]
            if workers == 1:
                first.listen(_WAITING)
                return [first]
            first.close()
            wanted = [_socket(host, found, shared=True) for _ in range(workers)]
            for one in wanted:
                one.listen(_WAITING)
        except OSError as exc:
            if tries > 1 and not isinstance(exc, socket.gaierror) and exc.errno in (errno.EADDRINUSE, errno.EACCES):
                say(f"port {candidate} is busy: trying {candidate + 1}")
                continue
            if exc.errno == errno.EADDRINUSE:
                raise UsageError(f"port {port} is busy: give another with --port, or none to have a free one") from exc
            raise UsageError(f"{host}:{candidate} can't be served: {exc.strerror or exc}") from exc
        return wanted
    raise UsageError(f"ports {port} to {port + tries - 1} are all busy: give another with --port")


def _socket(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Bound, not yet listening."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def app_of(place: Workplace, public_url: str, workers: int = 1) -> App:
    """The web app as the settings want it, for one of several processes. Exports in all are parted among them, at least one
    to each, so that more may run where there are more processes than exports; what a reader's address may ask for, and
    which letters wait, each process counts for itself."""
    from search.app import create_app  # noqa: PLC0415
    from search.web.limits import Rate  # noqa: PLC0415

    settings, ledger = place.settings, place.ledger_to_read
    archive = ReadingRoom(ledger, settings.folders, place.registry.sources, night_hours=settings.night_hours)
    engine = open_engine(settings)
    return create_app(
        engine,
        archive=archive,
        public_url=public_url,
        contact=settings.contact,
        secret=secret_of(settings) if ledger.writable or settings.folders.secret.exists() else settings.secret,
        subscriptions=desk_of(place, engine, public_url) if ledger.writable else None,
        max_exports=max(1, settings.exports // workers),
        rate=Rate(per_minute=settings.requests_a_minute, burst=settings.requests_a_minute),
        at_once=4 if settings.engine == "tantivy" else 8,
    )


def checked(place: Workplace) -> None:
    """Opens the ledger once and closes it, so that what is wrong with the home is told before anything serves."""
    ledger = Workplace(place.settings).ledger_to_read
    if not ledger.writable:
        say(f"note: {place.settings.folders.root} can't be written: pages are served, alerts can't be ordered")
    elif not place.settings.secret:
        secret_of(place.settings)
    ledger.close()


@click.command("serve")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0: all of this machine's."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Only this one; 0: any free (default: 8000 or the next free)."
)
@click.option("--public-url", default="", help="The address readers know the page by (default: KHOTIN_PUBLIC_URL).")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=default_workers,
    show_default="as many as cores, at most 4",
    help="Processes that serve. Each counts a reader's requests for itself.",
)
def serve_command(host: str, port: int | None, public_url: str, workers: int) -> None:
    """Serve the search page and the API until Ctrl-C.

    \b
    Example:  khotin serve --port 8080 --workers 2
    """
    import search.app  # noqa: PLC0415, F401 (what is loaded before the processes part is held in memory once)

    place = Workplace()
    checked(place)
    place.registry  # noqa: B018 (the same)
    wanted = listening(host, port, workers, tries=1) if port is not None else listening(host, DEFAULT_PORT, workers)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Kho Tin: http://{shown}:{wanted[0].getsockname()[1]}/   (Ctrl-C ends it)")
    try:
        serve(partial(app_of, place, public_url or place.settings.public_url, workers), wanted, place.settings, say)
    except KeyboardInterrupt:
        # uvicorn raises it again after a clean end.
        say("ended")

"""The command serve: the search page and the API, over the index and the archive of this home."""

import errno
import socket

import click

from pipeline.alerts.setting_up import desk_of
from pipeline.cli.terminal import say
from pipeline.engines import open_engine
from pipeline.reading_room import ReadingRoom
from pipeline.secret import secret_of
from pipeline.workplace import Workplace
from records.errors import UsageError

DEFAULT_PORT = 8000
# How many ports after the one wanted are tried when it is busy.
_TRIES = 50


def listening(host: str, port: int) -> socket.socket:
    """A socket listening on the port, or on the next free one: a busy port is named. Raises UsageError for a bad host."""
    for candidate in range(port, port + _TRIES) if port else (0,):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        wanted = socket.socket(family, socket.SOCK_STREAM)
        wanted.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            wanted.bind((host, candidate))
            wanted.listen(128)
        except OSError as exc:
            wanted.close()
            if not isinstance(exc, socket.gaierror) and exc.errno in (errno.EADDRINUSE, errno.EACCES):
                say(f"port {candidate} is busy: trying {candidate + 1}")
                continue
            raise UsageError(f"{host}:{candidate} can't be served: {exc.strerror or exc}") from exc
        return wanted
    raise UsageError(f"ports {port} to {port + _TRIES - 1} are all busy: give another with --port")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=DEFAULT_PORT, show_default=True, help="0: any free port.")
@click.option("--public-url", default="", help="The address readers know the page by (default: KHOTIN_PUBLIC_URL).")
def serve_command(host: str, port: int, public_url: str) -> None:
    """Serve the search page and the API until Ctrl-C.

    \b
    Example:  khotin serve --port 8080
    """
    import uvicorn  # noqa: PLC0415

    from search.app import create_app  # noqa: PLC0415
    from search.web.limits import Rate  # noqa: PLC0415

    place = Workplace()
    settings = place.settings
    ledger = place.ledger_to_read
    if not ledger.writable:
        say(f"note: {settings.folders.root} can't be written: pages are served, alerts can't be ordered")
    archive = ReadingRoom(ledger, settings.folders, place.registry.sources, night_hours=settings.night_hours)
    public_url = public_url or settings.public_url
    app = create_app(
        open_engine(settings),
        archive=archive,
        public_url=public_url,
        contact=settings.contact,
        secret=secret_of(settings) if ledger.writable or settings.folders.secret.exists() else settings.secret,
        subscriptions=desk_of(place, public_url) if ledger.writable else None,
        max_exports=settings.exports,
        rate=Rate(per_minute=settings.requests_a_minute, burst=settings.requests_a_minute),
    )
    wanted = listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Kho Tin: http://{shown}:{wanted.getsockname()[1]}/   (Ctrl-C ends it)")
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=3,
        server_header=False,
        # Nobody's word on who asks is taken but that of the proxies named; uvicorn would believe any on this machine.
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
    )
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[wanted])
    except KeyboardInterrupt:
        # uvicorn raises it again after a clean end.
        say("ended")

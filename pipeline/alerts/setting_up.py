"""The parts of alerts as the settings of a command want them."""

from pipeline.alerts.desk import Desk
from pipeline.alerts.mailing import MailServer, mail_server
from pipeline.alerts.writing import Writer
from pipeline.secret import secret_of
from pipeline.workplace import Workplace
from records.errors import UsageError
from search.engine import Reader


def desk_of(place: Workplace, reader: Reader, public_url: str) -> Desk:
    """The desk of a web app over an index that readers know by an address ("": nobody can be written to)."""
    return Desk(
        place.ledger_to_read,  # the page's own, which may be beside a home that it only reads
        reader,
        server=mail_server(place.settings),
        public_url=public_url,
        secret=secret_of(place.settings),
        sources=_names(place),
    )


def sender_of(place: Workplace) -> tuple[MailServer, Writer] | None:
    """The mail server and who writes for it; None where no mail is set. Raises UsageError where only half of it is."""
    server = mail_server(place.settings)
    if server is None:
        return None
    if not place.settings.public_url:
        raise UsageError("KHOTIN_PUBLIC_URL is not set: letters need the address that readers know the page by")
    base = place.settings.public_url.rstrip("/")
    return server, Writer(secret=secret_of(place.settings), base=base, sources=_names(place))


def _names(place: Workplace) -> dict[str, str]:
    return {known: source.name for known, source in place.registry.sources.items()}

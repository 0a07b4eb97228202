"""Which texts are one person's e-mail address; anything that could be more (a list, a header, a comment) is none."""

import re
from hashlib import sha256

_LONGEST, _LONGEST_LOCAL = 254, 64
# Atoms parted by dots, and a domain of at least two labels; quoted forms, which nobody's address has, are left out.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


def recipient(given: str) -> str | None:
    """The address in the one form it is kept in (lower case, a domain of other letters as DNS writes it), or None."""
    local, _, domain = given.strip().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}".lower()
    except UnicodeError:
        return None
    if len(address) > _LONGEST or len(local) > _LONGEST_LOCAL:
        return None
    return address if _ADDRESS.fullmatch(address) else None


def fingerprint(secret: str, address: str) -> str:
    """What an address is counted by without being kept."""
    return sha256(f"{secret}\0{address}".encode()).hexdigest()

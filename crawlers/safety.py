"""Which network addresses may be asked at all."""

import asyncio
import ipaddress
import socket


class PrivateAddressError(Exception):
    """Raised for a host on a network that is not the public internet; the message names both."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


async def public_address(host: str) -> str | None:
    """One public IPv4 address of the host, None where it has none but IPv6 ones.

    Raises PrivateAddressError where any of its addresses is private, loopback, link-local or reserved, OSError where
    the name can't be resolved.
    """
    loop = asyncio.get_running_loop()
    try:
        infos = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as exc:
        raise OSError(f"{host} is no host name") from exc
    addresses = [str(info[4][0]).partition("%")[0] for info in infos]
    for address in addresses:
        if not is_public(address):
            raise PrivateAddressError(f"{host} is at {address}, which is not on the public internet")
    return next((a for a in addresses if ":" not in a), None)

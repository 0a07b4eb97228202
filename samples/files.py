"""The few bytes behind a sample portal's pictures and attachments: a plain rectangle, a one-line PDF."""

import hashlib
import struct
import zlib
from functools import cache


@cache
def picture(name: str) -> bytes:
    """A PNG of 64 by 43 pixels in a pale colour made of the name."""
    colour = bytes(150 + byte % 90 for byte in hashlib.sha256(name.encode()).digest()[:3])
    rows = b"".join(b"\0" + colour * 64 for _ in range(43))
    header = struct.pack(">IIBBBBB", 64, 43, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def printed_file(name: str) -> bytes:
    """A PDF of one empty page, titled with the file's name."""
    title = name.encode("ascii", "replace").replace(b"(", b"").replace(b")", b"")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Title (" + title + b") >>",
    )
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"trailer << /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)

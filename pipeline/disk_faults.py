"""What the operating system says of a disk that takes no more, in the operator's words."""

import errno

_FREE = "free some space and run this again; what was stored before is kept"
_WRITABLE = "make it writable, or set KHOTIN_HOME to a folder that is"
_WAYS_OUT = {
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EFBIG: _FREE,
    errno.EIO: "look whether the disk is failing, then run this again; what was stored before is kept",
    errno.EROFS: _WRITABLE,
    errno.EACCES: _WRITABLE,
    errno.EPERM: _WRITABLE,
}


def told_of_disk(exc: BaseException) -> str:
    """A full, failing or read-only disk in one line with the way out; "" for any other fault."""
    if not isinstance(exc, OSError) or exc.errno not in _WAYS_OUT:
        return ""
    where = f"{exc.filename}: " if exc.filename else ""
    return f"{where}{exc.strerror}: {_WAYS_OUT[exc.errno]}"

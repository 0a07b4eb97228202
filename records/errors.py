"""The one error tree. Each class says who raises it and what to do; each message names the value and the way out.

KhoTinError
├── UsageError          the command line: the call's words are off (exit 2)
├── RegistryError       sources: a YAML is wrong; names file, key, value and the way out (exit 2)
├── HomeError           pipeline: KHOTIN_HOME can't be used (read-only, full, of another version)
├── LockError           pipeline: another run holds the source; names it and since when
├── WindowError         pipeline: no source may be asked at this hour; says when the first window opens
├── CrawlError          pipeline: a portal failed as a whole (unreachable, forbidden by robots); the others go on
├── TransformError      pipeline: reading pages ended before its end; what was read before is kept
├── ImportFileError     pipeline: something given to `import` can't be taken in
├── SampleError         samples: a file of the sample portals is wrong; names file, key, value and the way out
├── IndexStateError     search: the index is absent, of another version or damaged (exit 1)
└── QueryError          search: a filter or option has an unknown value (exit 2)
"""


class KhoTinError(Exception):
    """Any failure with a message for the operator; the command line prints it in one line, without a traceback."""


class UsageError(KhoTinError):
    """Raised by the command line for an impossible call."""


class RegistryError(KhoTinError):
    """Raised by the registry for a source, platform or correction file it can't accept."""


class HomeError(KhoTinError):
    """Raised by pipeline where the home folder can't be read or written."""


class LockError(KhoTinError):
    """Raised by pipeline where another run holds the lock asked for."""


class WindowError(KhoTinError):
    """Raised by the command line where a run without names finds every source's nightly window closed."""


class CrawlError(KhoTinError):
    """Raised by pipeline for a portal that failed as a whole; the message names the portal and the cause."""


class TransformError(KhoTinError):
    """Raised by pipeline where reading pages was ended from outside; running the step again goes on from there."""


class ImportFileError(KhoTinError):
    """Raised by pipeline for an import that contradicts what is stored or can't be read."""


class QueryError(KhoTinError):
    """Raised by search for a filter value that does not exist; the message lists what does."""


class SampleError(KhoTinError):
    """Raised by samples for a portal or article file it can't accept."""


class IndexStateError(KhoTinError):
    """Raised by search where the index can't be read as it is; the message says how to make it anew."""

"""The one error tree. Each class says who raises it and what to do; each message names the value and the way out.

KhoTinError
├── UsageError          the command line: the call's words are off (exit 2)
├── RegistryError       sources: a YAML is wrong; names file, key, value and the way out (exit 2)
├── HomeError           pipeline: KHOTIN_HOME can't be used (read-only, full, of another version)
├── LockError           pipeline: another run holds the source; names it and since when
├── ClockError          pipeline: the clock stands before what was stored already; says both and how to go on
├── WindowError         pipeline: no source may be asked at this hour; says when the first window opens
├── CrawlError          pipeline: a portal failed as a whole (unreachable, forbidden by robots); the others go on
│   └── CrawlProcessError   its process ended without its report (killed, out of memory); the next run takes in what it stored
├── TransformError      pipeline: reading pages ended before its end; what was read before is kept
├── ImportFileError     pipeline: something given to `import` can't be taken in
├── SampleError         samples: a file of the sample portals is wrong; names file, key, value and the way out
├── GateError           pipeline: what is to be indexed doesn't look right; the index before goes on serving
├── NightError          pipeline: too few portals came through for a night to count; names those that didn't
├── ServingError        pipeline: a process of `khotin serve` can't start; the line before says why
├── MailError           pipeline: the mail server takes no letters; names it and what it said, never an address
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


class ClockError(KhoTinError):
    """Raised by pipeline before a crawl whose pages would pass for older than those it has."""


class WindowError(KhoTinError):
    """Raised by the command line where a run without names finds every source's nightly window closed."""


class CrawlError(KhoTinError):
    """Raised by pipeline for a portal that failed as a whole; the message names the portal and the cause."""


class CrawlProcessError(CrawlError):
    """Raised by pipeline where a crawl's own process broke, not the portal; trying again soon is right."""


class TransformError(KhoTinError):
    """Raised by pipeline where reading pages was ended from outside; running the step again goes on from there."""


class GateError(KhoTinError):
    """Raised by pipeline before an index is changed for the worse; the message says what was found and how to go on."""


class NightError(KhoTinError):
    """Raised by pipeline for a night on which too few portals came through; what they brought is kept and read."""


class ImportFileError(KhoTinError):
    """Raised by pipeline for an import that contradicts what is stored or can't be read."""


class QueryError(KhoTinError):
    """Raised by search for a filter value that does not exist; the message lists what does."""


class SampleError(KhoTinError):
    """Raised by samples for a portal or article file it can't accept."""


class ServingError(KhoTinError):
    """Raised by pipeline where the processes that serve the page can't start."""


class MailError(KhoTinError):
    """Raised by pipeline where no letter can be handed in; what was to be sent is sent next time."""


class IndexStateError(KhoTinError):
    """Raised by search where the index can't be read as it is; the message says how to make it anew."""

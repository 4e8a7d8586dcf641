"""Whether a failure means that the disk takes no more."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})


def is_full(failure: BaseException | None) -> bool:
    if isinstance(failure, DBAPIError):
        failure = failure.orig
    if isinstance(failure, OSError):
        return failure.errno in FULL
    return isinstance(failure, sqlite3.Error) and getattr(failure, "sqlite_errorcode", None) in SQLITE_FULL

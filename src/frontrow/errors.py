"""The errors Frontrow raises: what was wrong, where, and what would be right."""

from __future__ import annotations


class FrontrowError(Exception):
    """Anything Frontrow refuses or cannot do; its message is written for a person.

    Parameters
    ----------
    message
        What was wrong and where (the file, key or id).
    remedy
        What would be right, or what to do about it.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class BadInput(FrontrowError):
    """Data, a request or a file that does not say what it should."""


class BadConfig(FrontrowError):
    """A setting that is unknown, of the wrong type or out of its range."""


class TooLarge(BadConfig):
    """A model that would take more memory than its settings let it."""


class NotInstalled(BadConfig):
    """A setting that asks for a package which is not installed."""


class NotFound(FrontrowError):
    """An id that names nothing known."""


class BundleRefused(FrontrowError):
    """A bundle that may not serve: damaged, of another format, or worse than the one in service."""


class StoreUnavailable(FrontrowError):
    """A store that cannot be used now: locked, read-only, full, damaged, of another version, or overloaded."""

"""Frontrow: a self-hosted personalization engine for streaming catalogues.

events → store → signals → dataset → models → bundle → pipeline → page. Read :mod:`frontrow.core` first.
"""

from importlib.metadata import version

__version__ = version("frontrow")

"""Holds the live bundle, the store and the state of users; swaps bundles without dropping a request.

- :mod:`~frontrow.app.app`: the platform as one object
- :mod:`~frontrow.app.service`: the bundle in service, and the thread that swaps it
- :mod:`~frontrow.app.view`: a bundle with the store's newest titles
- :mod:`~frontrow.app.views`: the view of now, and how titles change
- :mod:`~frontrow.app.profiles`: users' states, newest events included
- :mod:`~frontrow.app.page_log`: what was shown, kept beside the requests
- :mod:`~frontrow.app.shown_ids`: the titles of a page as the log keeps them
- :mod:`~frontrow.app.measures`: what is counted
"""

from frontrow.app.app import App, Shown, Visit

__all__ = ["App", "Shown", "Visit"]

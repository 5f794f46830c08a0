"""HTTP/JSON: pages, events, items, users, health."""

"""The steps. There is no way down: the tables are the facts."""

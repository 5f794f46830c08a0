"""The history of the SQL tables; ``versions`` has one file a step, each written once and then left alone."""

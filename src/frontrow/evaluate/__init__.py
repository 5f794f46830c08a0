"""Offline evaluation: full ranking of the whole catalogue, never of sampled negatives."""

"""How the work is spread: over runs (rerun.py), by what a store remembers."""

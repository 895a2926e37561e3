"""The review of conflicts: a local web page over the store, and the pure parts that the command line shares.

``filters`` (what a list shows, and in which order), ``choices`` (what a reviewer may say), ``cards`` and ``reading``
(what pages show, in words), ``gold`` and ``sheet`` (decisions as files), ``app`` (the pages), ``guard`` (who may ask).
"""

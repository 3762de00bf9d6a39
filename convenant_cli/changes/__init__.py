"""Two moments of a dossier compared as records: what was added, removed, renamed or changed, as data and sentences.

``comparing.compare`` is the way in; ``wijziging`` has what comes out of it. Only what differs is read.
"""

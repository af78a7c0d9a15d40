"""Citations of laws and treaties: from a phrase in a report to the instrument that lawyers would look up.

Each module is one grammar; `reading.citations` asks them in turn. Names, kinds and IRI patterns are data.
"""

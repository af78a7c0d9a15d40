"""From a document's text to an extraction: actors, instruments, statements, assessments."""

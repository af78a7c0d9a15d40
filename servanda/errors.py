"""Every error that Servanda raises on purpose.

    ServandaError
    ├── UsageError           what was asked for makes no sense
    │   └── NotAcceptable    … or has no answer in a form that the client accepts
    ├── NotFound             a report, query, actor … that does not exist
    ├── ReadError            a file that cannot be read as a report
    │   └── UnsupportedLanguage
    ├── ExchangeError        an exchange document that breaks its schema or its text
    ├── ModelError           the language model is missing, not the official one, or refuses to work
    ├── ExtractorError       another extractor than our rules failed on a report
    ├── DataError            RDF or a table that cannot be parsed
    ├── ShapeViolation       a graph that breaks a SHACL shape
    ├── QueryError           a SPARQL query or update that cannot be run
    │   ├── QueryRefused     … because the service does not allow it
    │   ├── QueryTimeout     … because its time was over
    │   └── QueryExcess      … because it needs more memory, or gives a larger answer, than allowed
    ├── ServiceBusy          the service has no place for another query now
    └── StoreError           the store cannot be opened, read or written
        ├── StoreLocked      another process writes to it
        └── StoreFormat      the folder is not a store of this version

The text of an error is one line: what is wrong, then what to do about it.
"""


class ServandaError(Exception):
    """Base of all errors that are meant for the user; its text is one line."""


class UsageError(ServandaError):
    """An option, parameter or setting that cannot be used."""


class NotAcceptable(UsageError):
    """An answer that has none of the forms that its client accepts."""


class NotFound(ServandaError):
    """Something that was asked for by name and does not exist."""


class ReadError(ServandaError):
    """A file that cannot be read as a report."""


class UnsupportedLanguage(ReadError):
    """A report in a language that the extractor does not know."""


class ExchangeError(ServandaError):
    """An exchange document that breaks its JSON Schema, or whose offsets do not fit the text."""


class ModelError(ServandaError):
    """The language model is missing, its files are not the official ones, or its service refuses every request."""


class ExtractorError(ServandaError):
    """A chat endpoint, or another extractor than our rules, failed on a report."""


class DataError(ServandaError):
    """RDF or tabular data that cannot be parsed."""


class ShapeViolation(ServandaError):
    """A graph that breaks a SHACL shape of severity Violation."""


class QueryError(ServandaError):
    """A SPARQL query or update that cannot be parsed or evaluated."""


class QueryRefused(QueryError):
    """A query that the service does not allow (SERVICE, LOAD, updates by readers)."""


class QueryTimeout(QueryError):
    """A query that was ended because it took longer than its time limit."""


class QueryExcess(QueryError):
    """A query or update that needs more memory, or gives a larger answer, than the service allows."""


class ServiceBusy(ServandaError):
    """All places of the service for queries are taken; the same request may succeed a moment later."""


class StoreError(ServandaError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process has the store open for writing."""


class StoreFormat(StoreError):
    """The folder is not a Servanda store, or one of another format version."""

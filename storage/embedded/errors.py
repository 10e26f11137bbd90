"""The one error of the embedded servers."""


class EmbeddedError(Exception):
    """The embedded servers cannot run; the message names the folder and says what to do."""

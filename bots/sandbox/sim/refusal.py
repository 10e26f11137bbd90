"""What the person side refuses, in plain words."""


class RefusedError(Exception):
    """A request of the person side that makes no sense; answered as `{error}`."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


def bad_request(error: str) -> RefusedError:
    """The request itself is wrong."""
    return RefusedError(400, error)


def not_found(what: str) -> RefusedError:
    """There is no such thing."""
    return RefusedError(404, f"there is no such {what}")


def conflict(error: str) -> RefusedError:
    """The request is right, but not now."""
    return RefusedError(409, error)

"""MAX's refusals: a status, a code, and its words."""

from bots.sandbox.contract.problem import Problem

_RANGES = {
    "too long": ("size", "at most"),
    "too short": ("size", "at least"),
    "above": ("value", "at most"),
    "below": ("value", "at least"),
}


class RefusedError(Exception):
    """A call that MAX would refuse; answered as `{code, message}`."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class FailedError(Exception):
    """A call that MAX answers with 200 and `{success: false, message}`."""


def bad_payload(message: str) -> RefusedError:
    """A 400 for a request that cannot be what was meant."""
    return RefusedError(400, "proto.payload", message)


def not_found(message: str) -> RefusedError:
    """A 404."""
    return RefusedError(404, "not.found", message)


def not_ready(kind: str) -> RefusedError:
    """A 400 for an upload that is still being processed."""
    return RefusedError(400, "attachment.not.ready", f"Key: errors.process.attachment.{kind}.not.processed")


def from_problem(problem: Problem) -> RefusedError:
    """The words of the real server for a value of the wrong shape."""
    field = problem.field
    if problem.kind in {"missing", "null"}:
        return bad_payload(f"Field '{field}' cannot be null")
    if problem.kind in _RANGES:
        what, bound = _RANGES[problem.kind]
        return bad_payload(f"Field '{field}' {what} ({problem.value}) must be {bound} {problem.detail}")
    if problem.kind == "unknown":
        # The real server ignores these, which hides misspellings: here they are told.
        return bad_payload(f"Unknown field '{problem.where}'")
    if problem.kind == "pattern":
        return bad_payload(f"Field '{field}' must match {problem.detail}")
    return bad_payload("Can't deserialize body")

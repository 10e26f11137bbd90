"""What storage raises beside the domain's own exceptions."""


class Unavailable(Exception):
    """PostgreSQL or Redis does not answer now: nothing is known to be done, try the same thing again.

    A commit that ends so may have reached the database; its cause makes the repetition a `Duplicate`.
    """


class LockLost(Exception):
    """An exclusive lock was lost with its connection: stop at once and start again from the beginning."""

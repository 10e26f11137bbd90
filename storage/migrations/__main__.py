"""A process of its own that migrates and leaves: reads the database's address from its input."""

import asyncio
import sys

from sqlalchemy.exc import DBAPIError

from storage.migrations import climb_alone


def main() -> None:
    """Ends with what PostgreSQL said when it refuses."""
    try:
        asyncio.run(climb_alone(sys.stdin.read()))
    except DBAPIError as error:
        sys.exit(str(error.orig))


if __name__ == "__main__":
    main()

"""Optimistic use cases: whoever comes second reads again and decides anew."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict

P = ParamSpec("P")
T = TypeVar("T")

RETRIES = 3


def retried(action: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Run the action again after a `Conflict`, up to 3 times; then refuse `changed-meanwhile`."""

    @wraps(action)
    async def persistent(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(RETRIES):
            try:
                return await action(*args, **kwargs)
            except Conflict:
                continue
        try:
            return await action(*args, **kwargs)
        except Conflict as lost:
            raise Refusal("changed-meanwhile") from lost

    return persistent

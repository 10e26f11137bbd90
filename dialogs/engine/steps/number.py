"""A whole number within bounds."""

import re
from typing import Any

from core.shared.msg import Msg, Value
from dialogs.engine.dialog import Number
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Said

_DIGITS = re.compile(r"[+-]?[0-9]{1,15}")
_GAPS = re.compile(r"(?<=[0-9])[\s\u00a0\u202f](?=[0-9]{3}(?![0-9]))")


class NumberKind(Kind[Number]):
    """A question answered with a number; "1 000" is one, too."""

    expected = "engine-expected-number"

    async def draw(self, here: Here[Number]) -> Drawn:
        """The question."""
        return Drawn((await here.text(),))

    async def said(self, here: Here[Number], said: Said) -> Outcome:
        """The number, if it lies within the bounds."""
        number = read(said.text)
        if number is None:
            return self.wrong()
        if not here.step.least <= number <= here.step.most:
            return Stay(Msg("engine-number-range", {"least": here.step.least, "most": here.step.most}))
        return Answered(number)

    async def fits(self, here: Here[Number], answer: Any) -> bool:
        """Whether it lies within the bounds."""
        if answer is None:
            return here.step.optional
        return type(answer) is int and here.step.least <= answer <= here.step.most

    async def now(self, here: Here[Number], answer: Any) -> Value:
        """The number."""
        del here
        return answer if type(answer) is int else None


def read(text: str) -> int | None:
    """The whole number a person typed, or None."""
    plain = _GAPS.sub("", text[:40].strip())
    return int(plain) if _DIGITS.fullmatch(plain) else None

"""Typed text; what is wrong with it is told on the same step."""

from typing import Any

from core.shared.msg import Msg, Value
from core.shared.refusal import Refusal
from dialogs.engine import data
from dialogs.engine.dialog import Text
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Said


class TextKind(Kind[Text]):
    """A question answered in words."""

    expected = "engine-expected-text"

    async def draw(self, here: Here[Text]) -> Drawn:
        """The question, and the texts that can be taken over."""
        offered = await here.step.ready(here.ctx) if here.step.ready else ()
        rows = [(here.button(one.title, data.OPTION, one.id),) for one in offered]
        return Drawn((await here.text(),), [*rows])

    async def press(self, here: Here[Text], verb: str, arg: str) -> Outcome | None:
        """One of the texts offered, if it still is."""
        if verb != data.OPTION or here.step.ready is None:
            return None
        for one in await here.step.ready(here.ctx):
            if one.id == arg:
                text = one.text if isinstance(one.text, str) else _worded(here, one.text)
                return self._taken(here, text)
        return Stay(Msg("engine-option-gone"))

    async def said(self, here: Here[Text], said: Said) -> Outcome:
        """The text as typed, stripped, if the parser takes it."""
        return self._taken(here, said.text)

    def _taken(self, here: Here[Text], text: str) -> Outcome:
        text = text.strip()
        if not text:
            return self.wrong()
        try:
            here.step.parse(text)
        except Refusal as refused:
            return Stay(here.msg(refused.code, **refused.args_))
        return Answered(text)

    async def fits(self, here: Here[Text], answer: Any) -> bool:
        """Whether the parser still takes it; refuses as the parser does."""
        if answer is None:
            return here.step.optional
        if not isinstance(answer, str) or not answer.strip():
            return False
        here.step.parse(answer)
        return True

    async def now(self, here: Here[Text], answer: Any) -> Value:
        """The text."""
        del here
        return answer if isinstance(answer, str) else None


def _worded(here: Here[Text], text: Msg) -> str:
    return here.world.wording(text, here.world.voice)

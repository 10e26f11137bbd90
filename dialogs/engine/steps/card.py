"""A card: something to read, with buttons for what can be done about it."""

from core.shared.msg import Msg
from dialogs.engine import data
from dialogs.engine.dialog import Action, Card, Open
from dialogs.engine.screen import Button
from dialogs.engine.steps.kind import Acted, Drawn, Here, Kind, Outcome, Stay, by_words, grid
from dialogs.engine.update import Said


class CardKind(Kind[Card]):
    """The menu is one, an incident is one."""

    expected = "engine-expected-button"
    question = False

    async def draw(self, here: Here[Card]) -> Drawn:
        """What the author shows and offers."""
        view = await here.step.show(here.ctx)
        actions = await here.step.actions(here.ctx)
        buttons = [_button(here, action) for action in actions]
        return Drawn(view.text, grid(buttons, here.step.columns), view.media)

    async def press(self, here: Here[Card], verb: str, arg: str) -> Outcome | None:
        """An action, if it is still offered."""
        if verb != data.ACTION:
            return None
        for action in await here.step.actions(here.ctx):
            if action.id == arg:
                return Acted(action)
        return Stay(Msg("engine-option-gone"))

    async def said(self, here: Here[Card], said: Said) -> Outcome:
        """The title of an action that opens something, typed; what acts at once asks for a press."""
        if not said.text:
            return self.wrong()
        opens = [action for action in await here.step.actions(here.ctx) if isinstance(action.do, Open)]
        found = by_words(opens, said.text, here, whole=True)
        return self.wrong() if found is None else Acted(found)


def _button(here: Here[Card], action: Action) -> Button:
    """What the menu opens is opened from an old menu, too; everything else asks for the live screen."""
    if here.menu and isinstance(action.do, Open) and not action.do.given:
        return Button(action.title, data.entry(action.do.dialog, action.do.arg, notice=False))
    return here.button(action.title, data.ACTION, action.id)

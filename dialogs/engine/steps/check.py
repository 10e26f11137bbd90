"""The check page: all answers at once, each can be changed, then confirmed."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine import data
from dialogs.engine.dialog import Action, Card, Check, Listing, Step
from dialogs.engine.screen import Row
from dialogs.engine.steps.kind import Acted, Changed, Confirmed, Drawn, Here, Kind, Outcome, grid


class CheckKind(Kind[Check]):
    """The last look before something is sent. Words are not taken: they might be a change or a yes."""

    expected = "engine-expected-button"
    question = False

    async def draw(self, here: Here[Check]) -> Drawn:
        """What the author shows, "send", and a "change" for each answer."""
        view = await here.step.show(here.ctx)
        rows: list[Row] = [(here.button(here.step.confirm, data.CONFIRM),)]
        changes = [here.button(_title(here, step), data.CHANGE, step.name) for step in changeable(here)]
        rows += grid(changes, here.step.columns)
        rows += [(here.button(action.title, data.ACTION, action.id),) for action in aside(here)]
        return Drawn(view.text, rows, view.media)

    async def press(self, here: Here[Check], verb: str, arg: str) -> Outcome | None:
        """Confirmed, or something is to be changed."""
        if verb == data.CONFIRM:
            return Confirmed()
        if verb == data.CHANGE and any(step.name == arg for step in changeable(here)):
            return Changed(arg)
        if verb == data.ACTION:
            return next((Acted(action) for action in aside(here) if action.id == arg), None)
        return None


def aside(here: Here[Check]) -> Sequence[Action]:
    """What may be read before deciding."""
    return here.step.aside(here.ctx) if here.step.aside else ()


def changeable(here: Here[Check]) -> list[Step]:
    """The steps offered for change: named by the author, in that order, or all that a person answered."""
    named, session = here.step.changeable, here.session
    steps = {step.name: step for step in here.dialog.steps}
    offered = [name for name in steps if name not in session.auto] if named is None else named
    settled = here.step.settled(here.ctx) if here.step.settled else ()
    return [
        steps[name]
        for name in offered
        if name in session.answers and name not in settled and _applies(steps[name], here)
    ]


def _title(here: Here[Check], step: Step) -> Msg:
    """What was left out has nothing to change: the title may say "add photos" instead."""
    given = "yes" if here.session.answers.get(step.name) else "no"
    return Msg(f"{here.dialog.name}-{step.name}.change", {"given": given} if step.optional else {})


def _applies(step: Step, here: Here[Check]) -> bool:
    """Whether it is a question, and asked here at all."""
    return not isinstance(step, Card | Check | Listing) and (step.when is None or step.when(here.ctx))

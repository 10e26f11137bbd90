"""What stories of staff have in common: from the notice to the executor, a draft handed in, a decision."""

from datetime import timedelta

from core.incidents.model import Incident
from core.shared.ids import IncidentId
from tests.dialogs.town import Human, Town

ANSWER = "Яму засыпали сегодня утром"
HOUR = timedelta(hours=1)


def incident_in(town: Town, incident: IncidentId) -> Incident:
    """How it stands now."""
    return town.world.state.incidents[incident]


async def routed(town: Town, curator: Human, incident: IncidentId) -> None:
    """As it is proposed."""
    await curator.start("triage", incident)
    await curator.press("✅ Распределить")
    await town.post()


async def drafted(town: Town, executor: Human, incident: IncidentId, text: str = ANSWER) -> None:
    """Without proof."""
    await executor.start("draft", incident)
    await executor.say(text)
    if "Отправить без фото" in executor.titles:
        await executor.press("Отправить без фото")
    if "Пропустить" in executor.titles:
        await executor.press("Пропустить")
    await executor.press("Отправить на согласование")
    await town.post()


async def approved(town: Town, curator: Human, incident: IncidentId, draft: int = 1) -> None:
    """With the notice's one press."""
    await curator.start("approve", f"{incident}.{draft}")
    await town.post()

"""What is being planned at triage: the answers of its dialog as the domain's values."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from core.incidents.model import Incident
from core.incidents.values import Location
from core.shared.ids import PersonId, TopicId
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.staff.candidates import Candidates

AUTO: Final = "~"
"""The executor that the topic speaks for, whichever topic is chosen at last."""

USUAL: Final = "0"
"""The term is not shortened."""

_MINUTE: Final = timedelta(minutes=1)


def proposal(incident: Incident) -> dict[str, Any]:
    """What stands on the screen before anything is changed: the way things are."""
    people = [share.executor for share in incident.shares]
    return {
        "topic": incident.topic,
        "also": list(incident.also),
        "place": place_answer(incident.location),
        "importance": incident.importance.value,
        "term": USUAL if incident.shortened is None else minutes(incident.shortened),
        "executor": people[-1] if people else incident.executor or AUTO,
        "others": [str(person) for person in people[:-1]],
    }


def place_answer(location: Location) -> dict[str, Any] | None:
    """A place as the dialog's answer."""
    parts = {
        "latitude": location.latitude,
        "longitude": location.longitude,
        "address": location.address,
    }
    return {name: value for name, value in parts.items() if value is not None} or None


def minutes(length: timedelta) -> str:
    """A term as an option's id."""
    return str(length // _MINUTE)


def topic_of(ctx: Ctx, incident: Incident) -> TopicId:
    """The main topic chosen so far."""
    return TopicId(ctx.answers.get("topic") or incident.topic)


def order(found: Candidates, given: Mapping[str, Any]) -> tuple[PersonId, ...]:
    """Executors in their order: whoever gives a part, and at last whoever writes the answer (ZAR-16).

    Refuses `executors-missing` where the topic speaks for nobody any more.
    """
    last = executor_of(found, given)
    if last is None:
        raise Refusal("executors-missing")
    before = [each for each in given.get("others") or () if each != last]
    return (*(PersonId(each) for each in before), last)


def executor_of(found: Candidates, given: Mapping[str, Any]) -> PersonId | None:
    """Whoever writes the answer, chosen or meant by the topic."""
    chosen = given.get("executor")
    if chosen == AUTO:
        return found.proposed.person.id if found.proposed else None
    return None if chosen is None else PersonId(chosen)

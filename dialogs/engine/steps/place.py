"""A place: a point from the map, or an address in words."""

from typing import Any

from core.shared.msg import Msg, Value
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Place
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Point, Said

POLE = 90
DATE_LINE = 180


class PlaceKind(Kind[Place]):
    """A question answered with a place."""

    expected = "engine-expected-place"

    async def draw(self, here: Here[Place]) -> Drawn:
        """The question, with the messenger's own button for a place."""
        return Drawn((await here.text(),), ask="place")

    async def said(self, here: Here[Place], said: Said) -> Outcome:
        """A point, or an address that the parser takes."""
        if said.point is not None:
            found = answer_of(said.point)
            return self.wrong() if found is None else Answered(found)
        address = said.text.strip()
        if not address:
            return self.wrong()
        try:
            here.step.parse(address)
        except Refusal as refused:
            return Stay(here.msg(refused.code, **refused.args_))
        return Answered({"address": address})

    async def fits(self, here: Here[Place], answer: Any) -> bool:
        """Whether it is a point on the globe, or an address the parser takes."""
        if answer is None:
            return here.step.optional
        if not isinstance(answer, dict):
            return False
        if isinstance(answer.get("address"), str):
            here.step.parse(answer["address"])
            return True
        latitude, longitude = answer.get("latitude"), answer.get("longitude")
        if not (isinstance(latitude, float) and isinstance(longitude, float)):
            return False
        return answer_of(Point(latitude, longitude)) is not None

    async def now(self, here: Here[Place], answer: Any) -> Value:
        """The address, or that there is a point."""
        del here
        if not isinstance(answer, dict):
            return None
        return answer.get("address") or Msg("engine-point")


def answer_of(point: Point) -> dict[str, float] | None:
    """The point as an answer; None for one that is not on the globe."""
    if not (abs(point.latitude) <= POLE and abs(point.longitude) <= DATE_LINE):
        return None
    return {"latitude": float(point.latitude), "longitude": float(point.longitude)}

"""Heightened activity: a topic whose messages come faster than they usually do (ZAR-23)."""

from dataclasses import dataclass

from core.deadlines.terms import Activity
from core.shared.ids import TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Messages of one topic: `now` in the window that just ended, `before` in the usual time before it."""

    topic: TopicId
    topic_title: str
    now: int
    before: int


def usual(rate: Rate, activity: Activity) -> float:
    """How many messages such a window usually has."""
    return rate.before * (activity.window / activity.usual)


def heightened(rate: Rate, activity: Activity) -> bool:
    """Whether the rate has left its usual band: a few messages on a quiet topic are no storm."""
    return rate.now >= activity.least and rate.now >= activity.factor * usual(rate, activity)

"""How much two messages are about the same: what is the matter, where, how long ago."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from core.incidents.values import Location
from core.similar.letters import slipped, sound
from core.similar.lexicon import Entry
from core.similar.model import Candidate, Match, Sought, Why
from core.similar.nearness import Nearness, Relation, nearness, spot
from core.similar.reading import Reading, read

JOINABLE: Final = 0.5
"""Score from which on two messages are about the same trouble at the same place."""

ANSWERABLE: Final = 0.45
"""Score from which on the answer to one message may serve another, wherever it was."""

_OVERLAP: Final = 0.65
_KIN: Final = 0.4
_MATTERS: Final = 0.85
_BROAD: Final = 0.6
_WORDS_ALONE: Final = 0.8
_ENOUGH_WORDS: Final = 2.0
_OTHER_FAULT: Final = 0.45
_OTHER_NUMBER: Final = 0.3
_OTHER_TOPIC: Final = 0.9
_SAME_TOPIC: Final = 0.08
_SAME_FAULT: Final = 0.05
_OWN_PLACE: Final = 0.75
_RETOLD: Final = 3.5
"""Words, by weight, that two messages have to share for one to be the other told again."""

_RETOLD_PART: Final = 0.8
_DETAILED_PART: Final = 0.5
"""And their part of the longer one: nearly all, or half where they share details, too."""

_DETAILS: Final = 2.0
"""Words, by weight, that name no usual trouble."""
_FADING: Final = 0.1
_YEAR: Final = timedelta(days=365)


def similar(
    sought: Sought,
    candidates: Iterable[Candidate],
    *,
    now: datetime,
    least: float = JOINABLE,
    unplaced: bool = False,
) -> tuple[Match, ...]:
    """Those about the same trouble at the same place, the likeliest first (ZAR-17).

    With `unplaced` a message without any place may be one told again, by its words alone: for staff, who
    look at both.
    """
    ours = read(sought.text, sought.location)
    found = [
        _here(sought, ours, each, now, unplaced=unplaced)
        for each in candidates
        if each.incident != sought.but
    ]
    return _ranked(found, least)


def answerable(
    sought: Sought, candidates: Iterable[Candidate], *, now: datetime, least: float = ANSWERABLE
) -> tuple[Match, ...]:
    """Those about the same matter, wherever it was: what was answered there may be answered here."""
    ours = read(sought.text, sought.location)
    found = [_anywhere(sought, ours, each, now) for each in candidates if each.incident != sought.but]
    return _ranked(found, least)


def _ranked(found: Iterable[Match], least: float) -> tuple[Match, ...]:
    return tuple(
        sorted((each for each in found if each.score >= least), key=lambda each: (-each.score, -each.number))
    )


def _here(sought: Sought, ours: Reading, each: Candidate, now: datetime, *, unplaced: bool) -> Match:
    near = nearness(ours.spot, spot(each.text, each.location))
    if not near.share:
        return _match(sought, each, near, 0.0, 0.0)  # elsewhere: whatever it says, reading takes time
    theirs = read(each.text, each.location)
    own = sought.author is not None and sought.author == each.author
    nowhere = unplaced and not (_placed(sought.location) or _placed(each.location))
    trusted = near.relation is Relation.UNKNOWN and (own or (nowhere and _told_again(ours, theirs)))
    share = max(near.share, _OWN_PLACE) if trusted else near.share
    matter = likeness(ours, theirs, same_topic=_same_topic(sought, each))
    return _match(sought, each, near, matter, matter * share * _freshness(each, now))


def _placed(location: Location) -> bool:
    return location.address is not None or location.latitude is not None


def _told_again(ours: Reading, theirs: Reading) -> bool:
    """Whether two messages say the same at length: a post and its repeat.

    The usual words for a trouble are said of any such trouble, details of this one.
    """
    few, many = sorted((ours.said, theirs.said), key=lambda said: sum(said.values()))
    detailed = _shared(ours.others, theirs.others) >= _DETAILS
    part = _DETAILED_PART if detailed else _RETOLD_PART
    return _shared(few, many) >= max(_RETOLD, part * sum(many.values()))


def _anywhere(sought: Sought, ours: Reading, each: Candidate, now: datetime) -> Match:
    theirs = read(each.text, each.location)
    near = nearness(ours.spot, theirs.spot)
    matter = likeness(ours, theirs, same_topic=_same_topic(sought, each), numbered=False)
    return _match(sought, each, near, matter, matter * (0.85 + 0.15 * near.share) * _freshness(each, now))


def _freshness(each: Candidate, now: datetime) -> float:
    """Fades by a tenth within a year."""
    return 1.0 - _FADING * min(1.0, max(0.0, (now - each.registered_at) / _YEAR))


def _same_topic(sought: Sought, each: Candidate) -> bool | None:
    return None if sought.topic is None else sought.topic == each.topic


def likeness(
    ours: Reading, theirs: Reading, *, same_topic: bool | None = None, numbered: bool = True
) -> float:
    """How much two messages are about the same matter, 0 to 1, wherever it is.

    Unless `numbered`, bus 5 is as good as bus 17.
    """
    words = _words(ours.others, theirs.others)
    if ours.matters and theirs.matters:
        agreed = not ours.faults.isdisjoint(theirs.faults)
        matters = _matters(ours.matters, theirs.matters, broad=1.0 if agreed else _BROAD)
        told = matters if words is None else _MATTERS * matters + (1 - _MATTERS) * max(words, matters * 0.5)
    else:
        told = _WORDS_ALONE * (words or 0.0)
    return max(0.0, min(1.0, _corrected(told, ours, theirs, same_topic=same_topic, numbered=numbered)))


def _corrected(
    told: float, ours: Reading, theirs: Reading, *, same_topic: bool | None, numbered: bool
) -> float:
    if ours.faults and theirs.faults:
        told = told * _OTHER_FAULT if ours.faults.isdisjoint(theirs.faults) else told + _SAME_FAULT * told
    if numbered and _numbered_apart(ours, theirs):
        told *= _OTHER_NUMBER
    if same_topic is not None:
        told = told + _SAME_TOPIC * told if same_topic else told * _OTHER_TOPIC
    return told


def _matters(ours: Mapping[Entry, float], theirs: Mapping[Entry, float], *, broad: float) -> float:
    """What both name, of what the shorter one names, and a little of what either does.

    `broad` is how much it says that both name a thing with which many things can be wrong.
    """
    shared = sum(
        min(sure, theirs[entry]) * (broad if entry.broad else 1.0)
        for entry, sure in ours.items()
        if entry in theirs
    )
    mine, others = sum(ours.values()), sum(theirs.values())
    kin = _KIN * max(0.0, min(_kin(ours, theirs), _kin(theirs, ours)))
    overlap = min(1.0, (shared + kin) / min(mine, others))
    return _OVERLAP * overlap + (1 - _OVERLAP) * min(1.0, (shared + kin) / (mine + others - shared))


def _kin(ours: Mapping[Entry, float], theirs: Mapping[Entry, float]) -> float:
    """What only one names, where the other names something of the same topic."""
    topics = {topic for entry in theirs for topic in entry.topics}
    return sum(
        sure for entry, sure in ours.items() if entry not in theirs and not topics.isdisjoint(entry.topics)
    )


def _words(ours: Mapping[str, float], theirs: Mapping[str, float]) -> float | None:
    """What both say besides, of what the shorter one says; None where one of them says too little."""
    mine, others = sum(ours.values()), sum(theirs.values())
    if min(mine, others) <= 0:
        return None
    few, many = (ours, theirs) if mine <= others else (theirs, ours)
    return min(1.0, _shared(few, many) / max(min(mine, others), _ENOUGH_WORDS))


def _shared(few: Mapping[str, float], many: Mapping[str, float]) -> float:
    """What the words weigh that stand in both, misspelled ones included."""
    return sum(weight for one, weight in few.items() if one in many or _misspelled(one, many))


def _misspelled(word: str, among: Iterable[str]) -> bool:
    """Whether a stem stands there with one slip, or by ear."""
    if len(word) < 5 or not word.isalpha():  # noqa: PLR2004 (letters: shorter ones differ by one)
        return False
    heard = sound(word)
    return any(
        sound(other) == heard or slipped(word, other) for other in among if abs(len(other) - len(word)) <= 1
    )


def _numbered_apart(ours: Reading, theirs: Reading) -> bool:
    """Whether both name a bus, a school, an entrance, and not the same one."""
    mine, others = _by_kind(ours), _by_kind(theirs)
    return any(mine[kind].isdisjoint(others[kind]) for kind in mine.keys() & others.keys())


def _by_kind(reading: Reading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, number in reading.numbers:
        found.setdefault(kind, set()).add(number)
    return found


_PLACES: Final = {Relation.SAME: Why.SAME_HOUSE, Relation.NEAR: Why.NEAR, Relation.STREET: Why.SAME_STREET}
_ALIKE: Final = 0.5


def _match(sought: Sought, each: Candidate, near: Nearness, matter: float, score: float) -> Match:
    return Match(
        incident=each.incident,
        number=each.number,
        score=round(score, 3),
        why=tuple(_why(sought, each, near, matter)),
        metres=near.metres,
    )


def _why(sought: Sought, each: Candidate, near: Nearness, matter: float) -> Iterator[Why]:
    if sought.author is not None and sought.author == each.author:
        yield Why.OWN
    if near.metres is not None and near.share:
        yield Why.NEAR
    elif near.relation in _PLACES:
        yield _PLACES[near.relation]
    if matter >= _ALIKE:
        yield Why.SAME_MATTER
    if sought.topic is not None and sought.topic == each.topic:
        yield Why.SAME_TOPIC

"""How notices become rows of the twin's outbox."""

from collections.abc import Iterable, Iterator

from core.notices.model import Notice, ToPerson
from core.shared.ids import MunicipalityId, PersonId
from storage.letters import pack_body
from storage.memory.state import OutboxRow, State, address
from storage.packing import pack


def post(
    state: State, municipality: MunicipalityId, notices: Iterable[Notice], number: int | None = None
) -> None:
    """Write one parcel a recipient; a notice written before is not written again."""
    for notice in notices:
        for person in _recipients(state, municipality, notice):
            _enter(state, municipality, notice, person, number)
    state.news.set()


def settle_number(packed: bytes, number: int | None) -> bytes:
    """The register number in the place that was kept for it."""
    return packed.replace(b'{"$later":"number"}', str(number).encode())


def _recipients(state: State, municipality: MunicipalityId, notice: Notice) -> Iterator[PersonId]:
    """Whoever stands in for somebody gets what the staff's bots would tell that person (ZAR-7)."""
    if isinstance(notice.to, ToPerson):
        found = state.people.get(notice.to.person)
        work = notice.audience == "staff" and not notice.to.personally
        stand_in = found.stand_in if found and work else None
        yield stand_in or state.merged.get(notice.to.person, notice.to.person)
        return
    for person in state.people.values():
        here = person.municipality == municipality and person.active and notice.to.role in person.roles
        if here and notice.to.unit in {None, person.unit}:
            doing = (person.stand_in if notice.audience == "staff" else None) or person.id
            if doing != notice.to.but:
                yield doing


def _enter(
    state: State, municipality: MunicipalityId, notice: Notice, person: PersonId, number: int | None
) -> None:
    if any(
        (municipality, notice.key, person) == (row.municipality, row.key, row.person) for row in state.outbox
    ):
        return
    row = OutboxRow(
        id=len(state.outbox) + 1,
        municipality=municipality,
        key=notice.key,
        person=person,
        audience=notice.audience,
        body=settle_number(pack(pack_body(notice)).encode(), number),
        about=notice.about,
        assurance=notice.assurance,
        lane=notice.lane,
    )
    address(row, state.reach(person, notice.audience))
    state.outbox.append(row)

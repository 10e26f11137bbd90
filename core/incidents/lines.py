"""Lines about an incident that screens and notices share: where it is, what came along."""

from core.incidents.values import Location
from core.shared.msg import Msg


def place(location: Location) -> tuple[Msg, ...]:
    """Where it is, if that is known."""
    if location.address is not None:
        return (Msg("incident-address", {"address": location.address}),)
    if location.latitude is not None and location.longitude is not None:
        point = {"latitude": f"{location.latitude:.5f}", "longitude": f"{location.longitude:.5f}"}
        return (Msg("incident-point", point),)
    return ()


def files(count: int) -> tuple[Msg, ...]:
    """How many photos and videos came along, if any."""
    return (Msg("incident-files", {"count": count}),) if count else ()

"""What waits for somebody who left every channel: the curators learn of it, once a matter and person."""

from core.notices.letter import CURATORS, button
from core.notices.model import Notice
from core.notices.outbox import Doubt
from core.shared.msg import Msg


def unreached(parcel: Doubt) -> tuple[Notice, ...]:
    """To the curators, with a button to the card; it goes out by itself should the person come back."""
    told = Notice(
        key=f"notice-unreached:{parcel.about}:{parcel.person}",
        to=CURATORS,
        audience="staff",
        about=parcel.about,
        text=(
            Msg(
                "notice-unreached",
                {"what": parcel.text[0], "name": parcel.person_name or Msg("somebody")},
            ),
        ),
        buttons=(button("notice-registered.open", "incident", parcel.about),),
    )
    return (told,)

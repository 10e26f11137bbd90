"""All ports over storage that the rest of the wiring builds upon."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.answers.ports import Guides
from core.catalogue.ports import CatalogueLists, Refresh
from core.incidents.ports import IncidentQueries
from core.notices.outbox import Channels, Files, Outbox
from core.people.ports import Codes, Directory, RosterWatch
from core.shared.holds import Conversations
from core.shared.ids import BotId
from core.shared.inbox import Inbox
from core.similar.ports import SimilarQueries
from dialogs.office import OpenAll


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """What a process holds of PostgreSQL and Redis; `troubles` are raised while either is away."""

    open: OpenAll
    directory: Directory
    queries: IncidentQueries
    similar: SimilarQueries
    watch: RosterWatch
    guides: Guides
    catalogue: CatalogueLists
    refresh: Refresh
    inbox: Inbox
    outbox: Outbox
    channels: Channels
    files: Files
    codes: Codes
    conversations: Conversations
    away: Callable[[BotId, str], Awaitable[bool]]
    troubles: tuple[type[BaseException], ...]

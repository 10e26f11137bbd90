"""The profiles of a deployment, answering by municipality without a round trip to the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from core.deadlines.terms import Kind, SourceKind, Terms
from core.incidents.model import Topic
from core.incidents.values import Limits
from core.regulation.profile import Profile, parse_profile
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.problem import ProfileError
from core.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Rules:
    """What each municipality set; an `incidents.Topics` too, as the topic tree stands in the profile."""

    profiles: Mapping[MunicipalityId, Profile]

    @classmethod
    def read(cls, files: Iterable[tuple[str, str]], zones: Mapping[str, str] | None = None) -> Self:
        """From pairs of file name and text. Raises `ProfileError`, also for one municipality in two files.

        Profiles may only name a calendar of `zones`, which holds the zone of each; with None that is not
        looked at.
        """
        profiles: dict[MunicipalityId, Profile] = {}
        origin: dict[MunicipalityId, str] = {}
        for file, content in files:
            profile = parse_profile(content, file, zones)
            home = profile.municipality.id
            if home in profiles:
                wrong = f'the municipality "{home}" stands in {origin[home]} too'
                raise ProfileError(file, 1, wrong, "Give each file an id of its own, or remove one file.")
            profiles[home], origin[home] = profile, file
        return cls(profiles)

    def of(self, municipality: MunicipalityId) -> Profile:
        """The profile; refuses `municipality-unknown`."""
        try:
            return self.profiles[municipality]
        except KeyError:
            raise Refusal("municipality-unknown") from None

    def limits(self, municipality: MunicipalityId) -> Limits:
        """What the municipality asks of a message."""
        return self.of(municipality).limits

    def terms(self, municipality: MunicipalityId) -> Terms:
        """Every number that the municipality's regulation sets for the way of a message."""
        return self.of(municipality).terms

    def clause(
        self,
        municipality: MunicipalityId,
        kind: Kind,
        source: SourceKind = SourceKind.BOT,
        topic: str = "",
    ) -> str:
        """What a deadline rests on, as `ZAR-10`; of an answer, by the message's source and topic."""
        return self.of(municipality).clauses.of(kind, source, topic)

    def languages(self, municipality: MunicipalityId) -> tuple[str, ...]:
        """Languages in which the municipality speaks."""
        return self.of(municipality).languages

    def sector_title(self, municipality: MunicipalityId, sector: str, language: str) -> str:
        """A sector's title; its code where the profile no longer has it."""
        found = self.of(municipality).sector(sector)
        return sector if found is None else found.title(language)

    def topic_title(self, municipality: MunicipalityId, topic: TopicId, language: str) -> str | None:
        """A topic's title today; None when the profile no longer has it."""
        found = self.of(municipality).topic(topic)
        return None if found is None else found.title(language)

    def unit_title(self, municipality: MunicipalityId, unit: UnitId) -> str | None:
        """A unit's title today; None when the profile no longer has it."""
        return next((each.title for each in self.of(municipality).units if each.id == unit), None)

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose, in the profile's order."""
        topics = self.of(municipality).topics
        return topics if sector is None else tuple([topic for topic in topics if topic.sector == sector])

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic; refuses `topic-unknown`."""
        found = self.of(municipality).topic(topic)
        if found is None:
            raise Refusal("topic-unknown")
        return found

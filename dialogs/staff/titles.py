"""What staff call states, terms, importance, sources, drafts: a text for each value of the domain."""

from core.deadlines.terms import Kind, SourceKind
from core.incidents.values import Decline, DraftKind, Importance, State
from core.shared.msg import Msg

STATES = {
    State.NEW: Msg("stage-new"),
    State.ASSIGNED: Msg("stage-assigned"),
    State.ON_APPROVAL: Msg("stage-on-approval"),
    State.REWORK: Msg("stage-rework"),
    State.INTERIM: Msg("stage-interim"),
    State.APPROVED: Msg("stage-approved"),
    State.ANSWERED: Msg("stage-answered"),
    State.DECLINED: Msg("stage-declined"),
    State.REDIRECTED: Msg("stage-redirected"),
    State.CLOSED: Msg("stage-closed"),
    State.JOINED: Msg("stage-joined"),
}

TERMS = {
    Kind.TRIAGE: Msg("term-triage"),
    Kind.RETURN: Msg("term-return"),
    Kind.CONTRIBUTION: Msg("term-contribution"),
    Kind.DRAFT: Msg("term-draft"),
    Kind.APPROVAL: Msg("term-approval"),
    Kind.REWORK: Msg("term-rework"),
    Kind.PUBLISH: Msg("term-publish"),
    Kind.ANSWER: Msg("term-answer"),
    Kind.FINAL_DRAFT: Msg("term-final-draft"),
    Kind.CLARIFICATION: Msg("term-clarification"),
}

IMPORTANCE = {
    Importance.ORDINARY: Msg("importance-ordinary"),
    Importance.HIGH: Msg("importance-high"),
    Importance.SIGNIFICANT: Msg("importance-significant"),
}

SOURCES = {
    SourceKind.BOT: Msg("source-bot"),
    SourceKind.NETWORK: Msg("source-network"),
    SourceKind.HOTLINE: Msg("source-hotline"),
    SourceKind.PORTAL: Msg("source-portal"),
}

DECLINES = {
    Decline.HARM: Msg("decline-harm"),
    Decline.INSULT: Msg("decline-insult"),
    Decline.THREAT: Msg("decline-threat"),
}

DRAFTS = {
    DraftKind.ANSWER: Msg("draft-of-answer"),
    DraftKind.INTERIM: Msg("draft-of-interim"),
    DraftKind.QUESTION: Msg("draft-of-question"),
}

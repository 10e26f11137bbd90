"""What Redis keeps: compact, and read back as it was written, whatever is in there."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.session import (
    DEPTH,
    REMEMBERED,
    Conversation,
    Session,
    chain,
    dump,
    load,
    new_id,
    pack,
    unpack,
)

NAMES = st.text("abcdef-", min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
SESSIONS = st.recursive(
    st.none(),
    lambda below: st.builds(
        Session,
        id=st.builds(new_id),
        dialog=NAMES,
        version=st.integers(1, 99),
        step=NAMES,
        rev=st.integers(0, 10**6),
        answers=st.dictionaries(NAMES, JSON, max_size=4),
        arg=st.text(max_size=20),
        parent=below,
        drafts=st.dictionaries(NAMES, JSON, max_size=2),
        check=NAMES,
        auto=st.lists(NAMES, max_size=2),
        told=st.none() | st.just({"say": {"id": "done", "args": {"number": 5}}, "links": []}),
        pending=st.none() | st.dictionaries(NAMES, JSON, max_size=2),
    ),
    max_leaves=DEPTH,
).filter(lambda made: len(chain(made)) <= DEPTH)


@given(SESSIONS)
def test_a_session_is_read_as_it_was_written(session: Session | None) -> None:
    """Through JSON and back, with everything that waits below it."""
    kept = Conversation(session=session, who={"p": "anna"}, view={"message": 5}, seen=["a", "b"], day=739000)
    assert load(dump(kept)) == kept


@given(JSON | st.dictionaries(st.sampled_from(["", "seen", "who", "at", "view"]), JSON | st.just("v1")))
def test_foreign_json_is_a_new_conversation_or_a_harmless_one(foreign: object) -> None:
    """Nothing in there can raise."""
    read = load(orjson.dumps(foreign))
    assert read.session is None
    assert all(isinstance(key, str) for key in read.seen)


@given(st.dictionaries(st.sampled_from(list("idvsragfcotwp")), JSON))
def test_a_foreign_session_is_none_or_complete(foreign: dict[str, object]) -> None:
    """Half a session is no session."""
    read = unpack(foreign)
    assert read is None or isinstance(read.answers, dict)


def test_an_empty_session_is_small() -> None:
    """What is empty takes no room in Redis."""
    assert set(pack(Session(new_id(), "report", step="text"))) == {"i", "d", "v", "s", "r"}


def test_deeper_dialogs_than_allowed_are_cut_off() -> None:
    """Whoever wrote them."""
    top: Session | None = None
    for _ in range(DEPTH + 3):
        top = Session(new_id(), "report", step="text", parent=top)
    assert top is not None
    assert len(chain(unpack(pack(top)))) == DEPTH


def test_only_the_newest_keys_are_remembered() -> None:
    """And none twice."""
    kept = Conversation()
    for number in range(100):
        kept.remember((f"k{number}", "k0"))
    assert len(kept.seen) == REMEMBERED
    assert kept.seen[-1] == "k99"

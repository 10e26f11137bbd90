"""Mistakes in a profile's terms: each is named with its file, its line and what to write there."""

import re

import pytest

from core.regulation.profile import parse_profile
from core.shared.problem import ProfileError
from tests.core.shipped import NAMES, text_of

TYPICAL = text_of("typical")

# What is written, what stands there instead, how the named line begins then, what is wrong, the remedy.
MISTAKES = [
    # a key
    ("triage = {", "triag = {", "triag = {", 'unknown key "triag" in [terms]', 'Did you mean "triage"?'),
    ("triage = { minutes = 60, clause", "# triage = { minutes = 60, clause", "[terms]",
     '"triage" is missing in [terms]', 'Add the line triage = { minutes = 60, clause = "ZAR-8" }.'),
    ("[reminders]", "[reminder]", "[reminder]", "unknown table [reminder]", 'Did you mean "reminders"?'),
    ("window_hours = 24\n", "", "[activity]", '"window_hours" is missing', "Add the line window_hours = 1."),
    # its clause
    ('minutes = 60, clause = "ZAR-8"', "minutes = 60", "triage = {",
     '"clause" is missing in triage of [terms]', 'as in triage = { minutes = 60, clause = "ZAR-8" }'),
    ('minutes = 60, clause = "ZAR-8"', 'minutes = 60, clause = "ZAR-88"', "triage = {",
     'no clause "ZAR-88"', 'Did you mean "ZAR-8'),
    ('minutes = 60, clause = "ZAR-8"', 'minutes = 60, clause = "GRAD-8"', "triage = {",
     'no clause "GRAD-8"', "needs its code and title in [documents]"),
    ('minutes = 60, clause = "ZAR-8"', 'minutes = 60, clause = "desided"', "triage = {",
     'no clause "desided"', 'Did you mean "decided"?'),
    ('minutes = 60, clause = "ZAR-8"', "minutes = 60, clause = 8", "triage = {",
     '"clause" has to be a text', 'clause = "..." with quotes'),
    ('percents = [50, 80]\nclause = "decided"', "percents = [50, 80]", "[reminders]",
     '"clause" is missing in [reminders]', 'or clause = "decided"'),
    ('media_max = 10\nclause = "decided"', "media_max = 10", "[limits]",
     '"clause" is missing in [limits]', 'clause = "decided"'),
    ("[documents]", '[documents]\ngrad = "..."', "grad =",
     '"grad" cannot be the code of a document', "capital Latin letters"),
    ("[documents]", "[documents]\nGRAD = 5", "GRAD =", '"GRAD" has to be a text', 'GRAD = "..." with quotes'),
    # its number
    ("triage = { minutes = 60, clause", "triage = 60 #{ clause", "triage = 60",
     '"triage" cannot be 60', "Write triage = {"),
    ("minutes = 60, clause", 'minutes = "60", clause', "triage =",
     "\"minutes\" cannot be '60'", "whole number from 1 to 12000"),
    ("minutes = 60, clause", "minutes = 0, clause", "triage =", '"minutes" cannot be 0', "from 1"),
    ("minutes = 60, clause", "minutes = true, clause", "triage =", '"minutes" cannot be True', "from 1"),
    ("minutes = 60, clause", "minutes = 60, hours = 1, clause", "triage =",
     "triage of [terms] has 2 amounts", "Write one of minutes, hours"),
    ("minutes = 60, clause", "clause", "triage =",
     "triage of [terms] has no amount", "Write one of minutes, hours"),
    ("minutes = 60, clause", "minute = 60, clause", "triage =",
     'unknown key "minute" in triage of [terms]', 'Did you mean "minutes"?'),
    ("hours = 3, clause", "working_days = 3, clause", "draft_before =",
     'unknown key "working_days"', "clause, hours, minutes."),
    ("hours = [4, 2]", "hours = 4", "shortened =",
     '"hours" has to be a list of numbers', "Write hours = [1, 200]"),
    ("hours = [4, 2]", "hours = [4, 0]", "shortened =", '"hours" holds 0', "whole numbers from 1 to 200"),
    ("value = false", 'value = "no"', "pause_on_clarification =",
     "\"value\" cannot be 'no'", "Write value = true"),
    ("value = false, ", "", "pause_on_clarification =",
     '"value" is missing in pause_on_clarification of [terms]', "value = false"),
    ("percents = [50, 80]", "percents = [80, 50]", "percents = [80, 50]",
     "the reminders are not in order", "the smallest first"),
    ("percents = [50, 80]", "percents = [50, 100]", "percents = [50, 100]",
     '"percents" holds 100', "from 1 to 99"),
    ("factor = 3", "factor = 1", "factor = 1", '"factor" cannot be 1', "from 2 to 100"),
    ("usual_days = 28", "usual_days = 1", "usual_days = 1",
     "the usual time is no longer than the window", "Write more days"),
    # numbers beside each other
    ("hours = 3, clause", "hours = 8, clause", "draft_before =",
     "the draft would be due 8 h before an answer that is due in 8 h", "less than answer"),
    ("hours = [4, 2]", "hours = [9, 2]", "shortened =",
     "a shortened term of 9 h is not shorter than 8 h", "less than answer"),
    ("answer = { hours = 4, ", "answer = { hours = 9, ", "answer = { hours = 9",
     "the hotline has a longer term", "LAB-3.4.2г"),
    ("answer = { hours = 4, ", "answer = { working_days = 1, ", "answer = { working",
     "the hotline has a longer term", "no more than answer"),
    # sources and topics
    ('source = "hotline"', 'source = "hot-line"', 'source = "hot-line"',
     'names "hot-line"', 'Did you mean "hotline"?'),
    ('topic = "snow"', 'topic = "snows"', 'topic = "snows"', 'names "snows"', 'Did you mean "snow"?'),
    ('topic = "bins"', 'topic = "snow"', 'topic = "snow"', "portal.snow has a term already", "Leave one"),
    ('source = "hotline"', 'source = "portal"', 'source = "portal"',
     "portal has a term already", "Leave one"),
    # roles
    ('role = "head"', 'role = "boss"', 'role = "boss"', 'names "boss"', "Known here: city-head, deputy, "),
    ('role = "deputy"', 'role = "head"', 'role = "head"',
     '"head" stands twice on the ladder', "Tell each role once"),
    ("after_minutes = 240", "after_minutes = 60", "after_minutes = 60",
     '"first-deputy" would be told before "deputy"', "in the order"),
    ("after_minutes = 240", "after_minutes = -1", "after_minutes = -1",
     '"after_minutes" cannot be -1', "from 0"),
    ('chain = ["curator"]', 'chain = ["executor"]', 'chain = ["executor"]',
     "the last to approve is not the curator", '["executor", "curator"]'),
    ('chain = ["curator"]', 'chain = ["head", "curator"]', 'chain = ["head", "curator"]',
     "holds 'head'", 'Possible: "curator", "executor"'),
    ('chain = ["curator"]', "chain = []", "chain = []", '"chain" has to be a list', "Write chain = ["),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "where", "wrong", "remedy"),
    MISTAKES,
    ids=[re.sub(r"\W+", "-", wrong) for *_, wrong, _ in MISTAKES],
)
def test_a_mistake_in_the_terms_is_named_with_its_line_and_remedy(
    before: str, after: str, where: str, wrong: str, remedy: str
) -> None:
    """Whoever wrote the file can mend it without asking."""
    assert before in TYPICAL
    content = TYPICAL.replace(before, after, 1)

    with pytest.raises(ProfileError) as found:
        parse_profile(content, "grad.toml")

    assert str(found.value).startswith(f"grad.toml:{found.value.line}: ")
    assert content.splitlines()[found.value.line - 1].startswith(where)
    assert wrong in found.value.wrong
    assert remedy in found.value.remedy


@pytest.mark.parametrize("name", NAMES)
def test_any_line_of_the_terms_that_is_lost_is_missed(name: str) -> None:
    """In every shipped profile: a key that goes is named, never taken as typical in silence."""
    lines = text_of(name).splitlines(keepends=True)
    for number in range(lines.index("[terms]\n"), lines.index("[[units]]\n")):
        key = lines[number].partition(" = ")[0]
        if not re.fullmatch(r"[a-z_]+", key) or key in {"topic", "derived"}:
            continue
        with pytest.raises(ProfileError, match=f'"{key}" is missing'):
            parse_profile("".join([*lines[:number], *lines[number + 1 :]]), f"{name}.toml")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('[terms.triage]\nminutes = 0\nclause = "ZAR-8"\n', "[terms.triage]"),
        ("[terms.triage]\nminutes = 60\n", "[terms.triage]"),
    ],
)
def test_a_number_may_have_a_table_of_its_own_and_is_found_there(written: str, line: str) -> None:
    """TOML lets people write braces as a table; the line is that table's."""
    content = re.sub(r"^triage = .*\n", "", TYPICAL, flags=re.MULTILINE).replace(
        "[reminders]", written + "[reminders]"
    )

    with pytest.raises(ProfileError) as found:
        parse_profile(content, "grad.toml")

    assert content.splitlines()[found.value.line - 1] == line


def test_a_dotted_key_is_found_in_its_line() -> None:
    """`triage.minutes = 0` is the same number."""
    content = re.sub(
        r"^triage = .*$", 'triage.minutes = 0\ntriage.clause = "ZAR-8"', TYPICAL, flags=re.MULTILINE
    )

    with pytest.raises(ProfileError) as found:
        parse_profile(content, "grad.toml")

    assert content.splitlines()[found.value.line - 1] == "triage.minutes = 0"

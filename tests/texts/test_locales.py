"""Every text the code asks for exists in every language, with the same arguments; none is left over."""

import ast
import re
from pathlib import Path

import pytest

from bots.texts.l10n import Texts
from core.shared.msg import Msg
from core.shared.voice import Voice
from tests.architecture import tree
from tests.texts import used
from tests.texts.html import complaints

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ru", "en")
ENGINE_ONLY = re.compile(r"^(engine-|near-)")


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The shipped ones."""
    return Texts(ROOT / "locales", strict=True)


def test_languages_have_the_same_texts_with_the_same_arguments(texts: Texts) -> None:
    """Whoever adds a text adds it twice."""
    assert set(texts.languages) == set(LANGUAGES)
    assert texts.inventory("ru").keys() == texts.inventory("en").keys()
    assert texts.inventory("ru") == texts.inventory("en")


def test_every_message_in_the_code_has_its_text(texts: Texts) -> None:
    """`Msg("id")` anywhere in core, dialogs and bots."""
    known = texts.inventory("ru")

    missing = {f"{where}: {name}" for where, name, _ in used.messages() if name not in known}

    assert missing == set()


def test_every_message_gives_its_text_all_arguments(texts: Texts) -> None:
    """Where they are written out beside the id."""
    known = texts.inventory("ru")
    lacking = {
        f"{where}: {name} lacks {sorted(asked)}"
        for where, name, given in used.messages()
        if (given is None or _written_out(given)) and (asked := known[name] - _names(given))
    }

    assert lacking == set()


def test_every_refusal_has_its_sentence(texts: Texts) -> None:
    """`Refusal("code", ...)` is shown as `refusal-<code>`, with the arguments it carries."""
    known = texts.inventory("ru")
    wrong = {
        f"{where}: {code}"
        for where, code, given in used.refusals()
        if not known.get(f"refusal-{code}", frozenset({"?"})) <= given
    }

    assert wrong == set()


def test_every_step_of_every_dialog_has_its_texts(texts: Texts) -> None:
    """The question, what its parser refuses, its empty list, its "change this"; and every command."""
    known = texts.inventory("ru")

    assert {name for name in used.steps() if name not in known} == set()


def test_no_text_is_left_over(texts: Texts) -> None:
    """What nobody asks for is thrown away."""
    asked = used.words() | set(used.steps()) | {f"refusal-{code}" for _, code, _ in used.refusals()}
    asked |= {name for _, text in tree.texts(".ftl") for name in re.findall(r"\{ ([a-z][a-z-]*) \}", text)}

    unused = {name for name in texts.inventory("ru") if name not in asked and not ENGINE_ONLY.match(name)}

    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["near-yesterday", "near-today", "near-tomorrow"])
def test_a_moment_stays_on_one_line(texts: Texts, name: str, language: str) -> None:
    """No line may end between a day and its hour."""
    told = texts.render(Msg(name, {"time": "17:00"}), Voice(language=language, zone="Europe/Moscow"))

    assert told.endswith("17:00")
    assert " " not in told


@pytest.mark.parametrize("path", sorted((ROOT / "locales").rglob("*.ftl")), ids=lambda path: path.name)
def test_no_id_stands_twice_and_no_line_is_junk(path: Path) -> None:
    """Fluent takes the first of two, and skips what it cannot read, without a word."""
    from fluent.syntax import ast as ftl  # noqa: PLC0415 (only this test reads the syntax)
    from fluent.syntax import parse  # noqa: PLC0415 (only this test reads the syntax)

    body = parse(path.read_text(encoding="utf-8")).body
    names = [entry.id.name for entry in body if isinstance(entry, ftl.Message | ftl.Term)]

    assert [entry.content for entry in body if isinstance(entry, ftl.Junk)] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_balanced_in_the_common_subset(texts: Texts, language: str) -> None:
    """b, i, u, s, a, code, pre, blockquote; opened and closed in order."""
    wrong = {
        path.name: found
        for path in sorted((ROOT / "locales" / language).glob("*.ftl"))
        for text in _texts_of(path)
        if (found := complaints(text))
    }

    assert wrong == {}
    assert language in texts.languages


def _texts_of(path: Path) -> list[str]:
    """Each message's source, placeables taken out."""
    source = path.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z#-]|    \.)", source)
    return [
        re.sub(r"\{[^{}]*\}", "", block)
        for block in blocks
        if not block.startswith("#") and "->" not in block
    ]


def _written_out(given: ast.expr) -> bool:
    return isinstance(given, ast.Dict) and all(isinstance(key, ast.Constant) for key in given.keys)


def _names(given: ast.expr | None) -> frozenset[str]:
    if not isinstance(given, ast.Dict):
        return frozenset()
    return frozenset(str(key.value) for key in given.keys if isinstance(key, ast.Constant))

"""Simple Fluent patterns flattened to fragments, so that a typical line costs microseconds.

Fluent's resolver builds an environment for every message and refuses arguments above 2500 characters;
only patterns that choose (plurals, cases) need it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from fluent.runtime import FluentBundle
from fluent.runtime import resolver as tree

FUNCTIONS: Final = frozenset({"PLAIN", "NEAR", "DUE"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A place where an argument stands; `by` names the function that formats it, if any."""

    name: str
    by: str = ""


Fragment: TypeAlias = "str | Argument"


def flatten(bundle: FluentBundle, pattern: Any) -> tuple[Fragment, ...] | None:
    """The pattern as fragments; None when it has to choose."""
    found: list[Fragment] = []
    for element in parts(pattern):
        piece = _piece(bundle, element)
        if piece is None:
            return None
        found.extend(piece)
    return _joined(found)


def parts(pattern: Any) -> list[Any]:
    """The elements of a pattern; Fluent's compiler leaves a text of one piece without one."""
    return list(pattern.elements) if hasattr(pattern, "elements") else [pattern]


def _piece(bundle: FluentBundle, element: Any) -> tuple[Fragment, ...] | None:
    if isinstance(element, tree.TextElement):
        return (element.value,)
    inner = getattr(element, "expression", element)
    if isinstance(inner, tree.StringLiteral):
        return (str(inner.parse()["value"]),)
    if isinstance(inner, tree.VariableReference):
        return (Argument(inner.id.name),)
    if isinstance(inner, tree.FunctionReference):
        return _call(inner)
    if isinstance(inner, tree.MessageReference | tree.TermReference):
        return _reference(bundle, inner)
    return None


def _call(inner: Any) -> tuple[Fragment, ...] | None:
    given = inner.arguments.positional
    simple = len(given) == 1 and isinstance(given[0], tree.VariableReference) and not inner.arguments.named
    if inner.id.name in FUNCTIONS and simple:
        return (Argument(given[0].id.name, inner.id.name),)
    return None


def _reference(bundle: FluentBundle, inner: Any) -> tuple[Fragment, ...] | None:
    is_term = isinstance(inner, tree.TermReference)
    if is_term and inner.arguments:
        return None
    entry = bundle._lookup(inner.id.name, term=is_term)  # noqa: SLF001 (no public way to a term)
    pattern = entry.attributes[inner.attribute.name] if inner.attribute else entry.value
    return flatten(bundle, pattern)


def _joined(found: list[Fragment]) -> tuple[Fragment, ...]:
    """Neighbouring texts made one."""
    joined: list[Fragment] = []
    for piece in found:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def variables(node: Any) -> frozenset[str]:
    """Names of all arguments anywhere in a pattern, choices included; references are not followed."""
    if isinstance(node, tree.VariableReference):
        return frozenset({node.id.name})
    if isinstance(node, list | tuple):
        return frozenset().union(*(variables(each) for each in node))
    if isinstance(node, Mapping):
        return variables(list(node.values()))
    if hasattr(node, "__dict__"):
        return variables(list(vars(node).values()))
    return frozenset()

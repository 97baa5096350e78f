"""JSON and YAML in the shapes people give them -> the same rows and columns as a table.

Understood: a list of strings or objects; a wrapper with other keys around it; sections ({"Leadership": [...]}, also
nested); groups ({"category": ..., "questions": [...]}); objects keyed by their code; texts per language.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import dedent
from typing import Any, Final

import yaml

from interviews.message import gettext_noop
from interviews.question_files.headings import (
    FIELD_BY_HEADING,
    LANGUAGE_BY_WORD,
    WEAK,
    field_of_heading,
    fold_heading,
    looks_like_question,
)
from interviews.question_files.limits import MAX_COLUMNS, MAX_NESTING, MAX_NODES, MAX_YAML_BYTES, MAX_YAML_VALUES
from interviews.question_files.results import Cell, Grid, Problem, ReadOptions, Unreadable
from interviews.question_files.salvaging import blocks_at, broken_item, salvaged_json

YAML_TOP: Final = re.compile(r"^[^\s#]", re.MULTILINE)
YAML_ITEM: Final = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)
GROUPS: Final = frozenset(
    {
        "questions", "items", "data", "entries", "list", "rows", "records", "results", "bank", "fragen", "preguntas",
        "perguntas", "elements", "content", "question bank", "interview questions",
    }
)  # fmt: skip
NAMES_OF_GROUPS: Final = (
    "section", "category", "competency", "theme", "topic", "group", "area", "name", "title", "heading", "label",
    "bereich", "kategorie", "kompetenz", "thema", "categorie", "categoria", "tema", "competencia",
)  # fmt: skip
SECTION: Final = "section"
JSON_BROKEN: Final = gettext_noop(
    "This JSON breaks in line %(line)d, column %(column)d."
    " Is the file complete, and is every quotation mark and comma there?"
)
YAML_BROKEN: Final = gettext_noop(
    "This YAML cannot be read from line %(line)d on. Check the indents and quotation marks there."
)
TOO_DEEP: Final = gettext_noop("The lists in this file are nested too deeply for a list of questions.")
TOO_MUCH: Final = gettext_noop("This file repeats its own parts so often that it is too large to read.")
YAML_TOO_LONG: Final = gettext_noop(
    "A YAML file may have %(megabytes)d MB at most. Save so many questions as CSV instead."
)

YAML_TOO_MANY: Final = gettext_noop(
    "A YAML file may hold %(limit)d values at most. Save so many questions as CSV instead."
)


def read_json(text: str, options: ReadOptions) -> Grid:
    try:
        return grid_of(json_value(text), "json", options)
    except Unreadable:
        items, problems = salvaged_json(text)
        if not items:
            raise
        return replace(grid_of(items, "json", options), problems=problems)


def json_value(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(JSON_BROKEN, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except ValueError:  # a number of thousands of digits
        raise Unreadable(JSON_BROKEN, line=1, column=1) from None


def read_yaml(text: str, options: ReadOptions) -> Grid:
    try:
        documents = yaml_documents(text)
        return grid_of(documents[0] if len(documents) == 1 else documents, "yaml", options)
    except Unreadable as error:
        if error.wording.template != YAML_BROKEN:
            raise
        parts, problems = salvaged_yaml(text)
        if not parts:
            raise
        return replace(grid_of(parts, "yaml", options), problems=problems)


def salvaged_yaml(text: str) -> tuple[list[object], list[Problem]]:
    """The items, or sections, that begin in the first column of a YAML text, each read by itself, and the broken ones.

    Of a broken section its own items are tried one by one.
    """
    parts: list[object] = []
    problems: list[Problem] = []
    for line, block in blocks_at(text, YAML_TOP):
        try:
            parts += yaml_documents(block)
        except Unreadable:
            name, found, wrong = salvaged_section(line, block)
            problems += wrong or [broken_item(line, block)]
            parts += [{name: found} if name else found] if found else []
    return parts, problems


def salvaged_section(line: int, block: str) -> tuple[str, list[object], list[Problem]]:
    """Name, readable items and broken ones of a block like "Leadership:" with a list below it."""
    heading, _, rest = block.partition("\n")
    found: list[object] = []
    problems: list[Problem] = []
    first = YAML_ITEM.search(rest)
    for offset, item in blocks_at(rest, re.compile(rf"^{first[1]}-[ \t]", re.MULTILINE)) if first else ():
        try:
            found += [part for document in yaml_documents(dedent(item)) for part in as_list(document)]
        except Unreadable:
            problems.append(broken_item(line + offset, item))
    return heading.strip().removesuffix(":"), found, problems


def as_list(document: object) -> list[object]:
    return document if isinstance(document, list) else [document]


def yaml_documents(text: str) -> list[object]:
    """Every document of the file. Nodes are measured before anything is built of them (aliases can multiply)."""
    if len(text) > MAX_YAML_BYTES:
        raise Unreadable(YAML_TOO_LONG, megabytes=MAX_YAML_BYTES // 1024 // 1024)
    text = text.replace("\0", "")
    loader = yaml.CSafeLoader(text)
    try:
        refuse_huge_yaml(text)
        nodes = list(composed(loader))
        return [loader.construct_document(node) for node in nodes]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise Unreadable(YAML_BROKEN, line=mark.line + 1 if mark else 1) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except (ValueError, TypeError, OverflowError, AttributeError):  # impossible dates, unhashable keys
        raise Unreadable(YAML_BROKEN, line=1) from None
    finally:
        loader.dispose()


def refuse_huge_yaml(text: str) -> None:
    """Count with libyaml's event parser first: its composer overflows the stack on deep nesting."""
    depth = values = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        values += isinstance(event, yaml.NodeEvent)
        if values > MAX_YAML_VALUES:
            raise Unreadable(YAML_TOO_MANY, limit=MAX_YAML_VALUES)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_NESTING:
            raise Unreadable(TOO_DEEP)


def composed(loader: yaml.CSafeLoader) -> Iterator[yaml.Node]:
    while loader.check_node():
        node = loader.get_node()
        if node is not None:
            measure(node, {}, 0)
            yield node


def measure(node: yaml.Node, sizes: dict[int, int], depth: int) -> int:
    """Nodes below `node` with aliases followed; each shared node is measured once, a loop raises."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    known = sizes.get(id(node))
    if known is not None:
        if known == 0:
            raise Unreadable(TOO_MUCH)
        return known
    if depth > MAX_NESTING:
        raise Unreadable(TOO_DEEP)
    sizes[id(node)] = 0
    total = 1 + sum(measure(child, sizes, depth + 1) for child in children_of(node))
    if total > MAX_NODES:
        raise Unreadable(TOO_MUCH)
    sizes[id(node)] = total
    return total


def children_of(node: yaml.Node) -> Iterator[yaml.Node]:
    for child in node.value:
        if isinstance(child, tuple):
            yield from child
        else:
            yield child


def grid_of(value: object, kind: str, options: ReadOptions) -> Grid:
    walk = TreeReader(options.language)
    walk.visit(value, {}, 0)
    headings = tuple(dict.fromkeys(name for item in walk.items for name in item))
    if len(headings) > MAX_COLUMNS:
        raise Unreadable(
            gettext_noop("The questions in this file have more than %(limit)d different keys."), limit=MAX_COLUMNS
        )
    rows = [(number, [item.get(name, "") for name in headings]) for number, item in enumerate(walk.items, 1)]
    return Grid(
        rows=rows, format=kind, headings=headings, languages=tuple(walk.languages), language=walk.chosen_language()
    )  # fmt: skip


@dataclass
class TreeReader:
    """Collects the items of a tree; each is a mapping from the file's own keys to cells."""

    language: str
    items: list[dict[str, Cell]] = field(default_factory=list)
    languages: dict[str, None] = field(default_factory=dict)
    nodes: int = 0

    def visit(self, value: object, inherited: Mapping[str, Cell], depth: int) -> None:
        self.count(depth)
        if isinstance(value, str) and value.strip():
            self.items.append({**inherited, "question": value})
        elif isinstance(value, list):
            for part in value:
                self.visit(part, inherited, depth + 1)
        elif isinstance(value, dict):
            self.visit_object(keys_as_text(value), inherited, depth)

    def count(self, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_NESTING:
            raise Unreadable(TOO_DEEP)
        if self.nodes > MAX_NODES:
            raise Unreadable(TOO_MUCH)

    def visit_object(self, value: dict[str, Any], inherited: Mapping[str, Cell], depth: int) -> None:
        group = next((key for key in value if is_group(key, value[key])), None)
        if group is not None:
            self.visit(value[group], {**inherited, **self.group_facts(value, group)}, depth + 1)
        elif is_question(value):
            self.items.append({**inherited, **self.cells(value)})
        elif is_per_language(value):
            self.items.append({**inherited, "question": self.pick(value)})
        else:
            self.visit_sections(value, inherited, depth)

    def visit_sections(self, value: dict[str, Any], inherited: Mapping[str, Cell], depth: int) -> None:
        """{"Leadership": [...]} names a section; {"q1": {...}} or {"q1": "Why ...?"} a code."""
        for key, part in value.items():
            if isinstance(part, list) and holds_questions(part):
                self.visit(part, {**inherited, SECTION: key}, depth + 1)
            elif isinstance(part, dict) and is_question(keys_as_text(part)):
                self.visit(part, {**inherited, "code": key}, depth + 1)
            elif isinstance(part, dict):
                self.visit(part, {**inherited, SECTION: key}, depth + 1)
            elif isinstance(part, str) and looks_like_question(part):
                self.visit(part, {**inherited, "code": key}, depth + 1)

    def group_facts(self, value: dict[str, Any], group: str) -> dict[str, Cell]:
        """What a group says of all its questions: its name as their section, and any known field."""
        facts: dict[str, Cell] = {}
        named = {fold_heading(key): key for key, part in value.items() if isinstance(part, str)}
        name = next((named[word] for word in NAMES_OF_GROUPS if word in named), None)
        for key, part in value.items():
            if (
                key != group
                and key != name
                and field_of_heading(key) in ("seat", "kind", "difficulty", "theme", "competency")
            ):
                facts[key] = self.cell(part)
        if name is not None:
            facts[name if field_of_heading(name) in ("competency", "theme", "section") else SECTION] = value[name]
        return facts

    def cells(self, value: dict[str, Any]) -> dict[str, Cell]:
        return {key: self.cell(part) for key, part in value.items()}

    def cell(self, value: object) -> Cell:
        self.count(0)
        if isinstance(value, list):
            return tuple(text for part in value if (text := flat(self.cell(part))))
        if isinstance(value, dict):
            return self.cell_of_object(keys_as_text(value))
        return scalar(value)

    def cell_of_object(self, value: dict[str, Any]) -> Cell:
        if is_per_language(value):
            return self.pick(value)
        return next((part for key, part in value.items() if is_wording(key) and isinstance(part, str)), "")

    def pick(self, value: dict[str, Any]) -> str:
        """The text in the wanted language, else English, else the first."""
        self.languages.update(dict.fromkeys(value))
        wanted = next((key for key in value if same_language(key, self.language)), None)
        english = next((key for key in value if same_language(key, "en")), None)
        return scalar(value[wanted or english or next(iter(value))])

    def chosen_language(self) -> str:
        found = (key for wish in (self.language, "en") for key in self.languages if same_language(key, wish))
        return next(found, next(iter(self.languages), ""))


def keys_as_text(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): part for key, part in value.items()}


def is_group(key: str, part: object) -> bool:
    return (
        isinstance(part, list | dict)
        and bool(part)
        and fold_heading(key) in GROUPS
        and not (isinstance(part, dict) and is_per_language(keys_as_text(part)))
    )


def is_wording(key: str) -> bool:
    return field_of_heading(key) == "question" or fold_heading(key) in WEAK


def is_question(value: dict[str, Any]) -> bool:
    return any(
        is_wording(key)
        and (isinstance(part, str | int) or (isinstance(part, dict) and is_per_language(keys_as_text(part))))
        for key, part in value.items()
    )


def is_per_language(value: dict[str, Any]) -> bool:
    """{"en": ..., "ja_JP": ...}: every key is a language code and every value a text."""
    return bool(value) and all(
        is_language(key) and (part is None or isinstance(part, str)) for key, part in value.items()
    )


def is_language(key: str) -> bool:
    first, _, rest = key.replace("_", "-").partition("-")
    code = len(first) in (2, 3) and first.isascii() and first.islower() and len(rest) <= 8
    return (code and first not in FIELD_BY_HEADING) or key.casefold() in LANGUAGE_BY_WORD


def same_language(key: str, wanted: str) -> bool:
    code = LANGUAGE_BY_WORD.get(key.casefold(), key)
    return bool(wanted) and code[:2].casefold() == wanted[:2].casefold()


def holds_questions(parts: Sequence[object]) -> bool:
    """Objects, lists, or strings that mostly read like questions; a list of tags does not."""
    strings = [part for part in parts if isinstance(part, str)]
    return len(strings) < len(parts) or 2 * sum(map(looks_like_question, strings)) >= len(strings) > 0


def flat(cell: Cell) -> str:
    return cell if isinstance(cell, str) else " ".join(cell)


def scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if not isinstance(value, int) or abs(value) < 10**18 else ""

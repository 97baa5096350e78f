"""Who may import whom (DESIGN: rules at the bottom, urls at the top), read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "interviews"

# A room, and the rooms of the project it may import from. Its own is always allowed.
PLAIN = {"rules", "analysis", "question_files"}
# What every package may use: sentences, the values of choices, the fields of evidence, a process of its own for a file.
EVERYWHERE = {"message", "choices", "evidence_fields", "isolation"}
MAY_IMPORT = {
    "message": set(),
    "choices": set(),
    "evidence_fields": set(),
    "isolation": set(),
    "rules": set(),
    "analysis": set(),
    "question_files": set(),
    "models": PLAIN,
    "access": {"models"},
    "selectors": {"models"},
    "services": PLAIN | {"models"},
    "pages": PLAIN | {"models", "access", "selectors"},
    "forms": PLAIN | {"models", "services"},
    "views": {"services", "access", "selectors", "sent_forms", "pages", "forms", "models"},
    "admin": PLAIN | {"models", "forms", "services", "request_limits"},
    "urls": {"views"},
    "templatetags": {"models", "rules"},
    "sent_forms": set(),
    "middleware": {"models", "sent_forms"},
    "request_limits": set(),
    "sign_in": {"models"},
    "management": PLAIN | {"models", "services"},
    "proxies": set(),
    "checks": {"proxies"},
    "database_file": set(),
    "apps": {"analysis", "checks", "database_file"},
    "migrations": {"models"},
}
PLAIN_LIBRARIES = {
    *("charset_normalizer", "fsrs", "mammoth", "markdown_it", "numpy", "openpyxl", "pypdf", "python_calamine", "spacy"),
    "yaml",
}
CANDIDATE_CONTENT = {
    "PromotionRound",
    "Panelist",
    "Note",
    "PracticeSession",
    "Turn",
    "Answer",
    "Segment",
    "Decision",
    "Goal",
    "PanelQuestion",
    "Evidence",
    "EvidenceUse",
    "Pitch",
    "Debrief",
    "AskedQuestion",
    "LedgerLine",
    "Recall",
    "Review",
    "TurnReview",
    "SharedSummary",
    "DeletedItem",
    "DeletedRecording",
}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(APP.rglob("*.py")):
        yield path, ast.parse(path.read_text())


def room_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports_of(tree: ast.Module) -> Iterator[tuple[str, list[str], int]]:
    """Module, imported names, line. Imports inside `if TYPE_CHECKING` and functions count as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, [], node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", [alias.name for alias in node.names], node.lineno


def test_every_room_is_known() -> None:
    unknown = {room_of(path) for path, _ in modules()} - set(MAY_IMPORT) - {"__init__"}
    assert not unknown, f"Say in MAY_IMPORT what {sorted(unknown)} may import"


def test_rooms_import_only_what_they_may() -> None:
    wrong = []
    for path, tree in modules():
        room = room_of(path)
        for module, _names, line in imports_of(tree):
            parts = module.split(".")
            if parts[0] != "interviews" or len(parts) == 1:
                continue
            if parts[1] not in MAY_IMPORT[room] | EVERYWHERE | {room}:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_plain_rooms_import_only_plain_libraries() -> None:
    import sys

    wrong = []
    for path, tree in modules():
        room = room_of(path)
        if room not in PLAIN | EVERYWHERE:
            continue
        for module, _names, line in imports_of(tree):
            top = module.split(".")[0]
            ours = module.startswith((f"interviews.{room}", *(f"interviews.{name}" for name in EVERYWHERE)))
            if top not in sys.stdlib_module_names | PLAIN_LIBRARIES and not ours:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_no_underscore_name_crosses_a_module() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path, tree in modules()
        for module, names, line in imports_of(tree)
        if module.startswith("interviews")
        for name in names
        if name.startswith("_")
    ]
    assert not wrong, "\n".join(wrong)


def test_plain_rooms_read_no_clock() -> None:
    clocks = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {node.func.attr}()"
        for path, tree in modules()
        if room_of(path) in PLAIN
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks
        if isinstance(node.func.value, ast.Name) and node.func.value.id in {"datetime", "date", "time"}
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ["views", "forms", "pages", "admin", "templatetags"])
def test_candidate_content_is_loaded_only_through_access(room: str) -> None:
    """`Turn.objects`, `get_object_or_404(Turn, …)` and a registration in the admin would each open the wall."""
    wrong = []
    for path, tree in modules():
        if room_of(path) != room:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in CANDIDATE_CONTENT:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {owner.id}.{node.attr}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("get_"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Name) and first.id in CANDIDATE_CONTENT:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.func.id}({first.id}, …)")
            if room == "admin" and isinstance(node, ast.Name) and node.id in CANDIDATE_CONTENT:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} names {node.id}")
    assert not wrong, "\n".join(wrong)

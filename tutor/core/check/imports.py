"""Checks of what a pack's Python imports: `tutor.api` and libraries, and not the app's insides or another pack's."""

import ast
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from tutor.core.check.context import CheckContext
from tutor.core.errors import Finding
from tutor.core.packs.model import Catalog, Pack
from tutor.core.packs.sources import Source, sources

API = "tutor.api"
APPS = {"tutor": "the insides of the tutor, which change", "textual": "the screen, which a lesson has not everywhere"}


def check_imports(context: CheckContext) -> None:
    """The modules beside lesson.md."""
    folder = context.lesson.path.parent if isinstance(context.lesson.path, Path) else None
    for found in _findings(folder.glob("*.py") if folder else (), _others(context.lesson.pack)):
        context.report_line(found.code, found.message, found.fix, (found.file, found.line))


def shared_imports(catalog: Catalog, pack: Pack) -> Iterator[Finding]:
    """The modules of a pack that lie beside no lesson.md."""
    if isinstance(pack.root, Path):
        lessons = {lesson.path.parent for lesson in catalog.in_pack(pack) if isinstance(lesson.path, Path)}
        files = [file for file in pack.root.rglob("*.py") if file.parent not in lessons]
        yield from _findings([file for file in files if "tests" not in file.parts], _others(pack))


def _findings(files: Iterable[Path], others: Collection[str]) -> Iterator[Finding]:
    for file in sorted(files):
        try:
            tree = ast.parse(file.read_bytes())
        except (SyntaxError, ValueError, OSError):
            continue  # told where it is loaded
        for node in ast.walk(tree):
            for module, names in _imported(node):
                wrong = _wrong(module, names, others)
                if wrong is not None:
                    line = node.lineno if isinstance(node, ast.stmt) else 1
                    yield Finding("import", f"imports {module}, {wrong[0]}", str(file), line, fix=wrong[1])


def _imported(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Modules that a statement imports, each with the names that are taken from it."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, []) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        names = [alias.name for alias in node.names]
        if node.module == "tutor":
            yield from ((f"tutor.{name}", []) for name in names)
        else:
            yield node.module, names


def _wrong(module: str, names: Collection[str], others: Collection[str]) -> tuple[str, str] | None:
    """Why a pack does not import this module, and the mend; None where it may."""
    if module == API:
        return None
    top = module.partition(".")[0]
    if top in APPS:
        there = [name for name in names if name in _offered()]
        fix = f"from {API} import {', '.join(there)}" if there else f"take what there is from {API}, or do without"
        return APPS[top], fix
    if any(module == other or module.startswith(f"{other}.") for other in others):
        return "another pack, which may not be there", "copy what you need into this pack"
    return None


@cache
def _offered() -> frozenset[str]:
    import tutor.api

    return frozenset(tutor.api.__all__)


def _others(pack: Pack) -> set[str]:
    """Packages of the installed packs but this one."""
    return {each.package for each in sources(()) if isinstance(each, Source)} - {pack.package}

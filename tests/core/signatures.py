"""What a class takes, as docs/authoring.md writes it: every argument with its type and default, from its source."""

import ast
import inspect
import textwrap


def arguments(kind: type) -> list[str]:
    """`name: type = default` of each field that a dataclass adds to its bases."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(node, ast.ClassDef)
    found = []
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            hint = ast.unparse(each.annotation).replace("'", '"')
            if hint.startswith("ClassVar"):
                continue
            default = f" = {ast.unparse(each.value)}".replace("'", '"') if each.value is not None else ""
            found.append(f"{each.target.id}: {hint}{default}")
    return found


def row(kind: type, about: str) -> str:
    """The row of a reference table."""
    cells = ", ".join(f"`{each}`".replace("|", "\\|") for each in arguments(kind))
    return f"| `{kind.__name__}` | {cells} | {about} |"

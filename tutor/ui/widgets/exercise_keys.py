"""What the footer says while an exercise is at hand: the keys of its controls, of its actions, of its prediction."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.item import keys
from tutor.ui.widgets.views.table import TableView

if TYPE_CHECKING:
    from tutor.ui.widgets.exercise import ExerciseView


def in_hand(view: "ExerciseView") -> list[Command]:
    """The keys of the table or control that has the focus; those of the prediction while it is to be made."""
    for table in view.query(TableView):
        if table.has_focus_within and table.marks is not None:
            tags = len(table.marks.control.tags)
            return [keys("↑↓", "row"), keys(f"1–{tags}", "flag") if tags else keys("space", "mark")]
    if view.locked:
        return [keys("↑↓", "row"), keys(view.gate.numbers, "pick")]
    held = next((line for line in view.controls.lines if line.has_focus_within), None)
    if held is None or held.has_class("-barred") or view.running is not None:
        return []
    return [keys(*held.KEYS)]


def with_actions(view: "ExerciseView", found: list[Command]) -> list[Command]:
    """`found`, the keys of any item, with the author's actions behind the check; or those of the prediction."""
    found = [each for each in found if each.key != "v" or not view.actions.see_first]
    if view.locked:
        says = "say it" if view.gate.picked else "pick"
        predict = [Command("enter", "enter", says, strong=True), Command("x", "x", "no guess")]
        return [*found[:2], *predict, *found[2:]]
    if view.running is None:
        at = next((at for at, each in enumerate(found) if each.key == "enter"), -1) + 1
        actions = zip(view.actions.commands(), view.keys, strict=True)
        found[at:at] = [
            replace(each, id=key, label=each.label[:1].lower() + each.label[1:])
            for each, key in actions
            if each.enabled
        ]
        cut = [
            each for each in found if each.label == "more"
        ]  # how to read on stands before what many actions push out
        found = [*found[:at], *cut, *(each for each in found[at:] if each not in cut)]
    return found

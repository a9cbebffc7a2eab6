"""What exercises ask for beyond setting their controls: the moves of somebody who knows the answer."""

from tests.terminal.hand import Hand, Moves
from tests.terminal.terminal import ENTER, ESCAPE, LEFT, RIGHT


def then(*names: str) -> Moves:
    """Set everything, then do these actions."""

    def moves(hand: Hand) -> None:
        hand.everything()
        for name in names:
            hand.act(name)

    return moves


def plot_each(hand: Hand) -> None:
    """Plot the columns whose flags count only then."""
    hand.everything()
    for kind, column in hand.play.problem.plots_of(hand.goal.flags):
        hand.set(column=column)
        hand.act(kind)


def ask_the_chart(hand: Hand) -> None:
    """Go the way of every brief; fits take their time."""
    acts = {"yes": "yes", "no": "no", "fit": "fit", "stop": "stop", "next": "try_next"}
    brief = 0
    for number, _, what in hand.goal.moves:
        if number != brief:
            hand.act("onward")
            brief = number
        hand.act(acts[what])


def see_all_degrees(hand: Hand) -> None:
    """Up to the highest degree, and back to the one to decide on."""
    highest = hand.play.field("degree").control.high
    hand.to("degree")
    hand.terminal.keys(*[RIGHT] * highest)
    hand.terminal.until("All seen")
    hand.terminal.keys(*[LEFT] * (highest - hand.goal.degree))
    hand.act("decide")


def try_all_cures(hand: Hand) -> None:
    """Each of them, and then the best."""
    for cure in hand.play.problem.cures:
        hand.set(cure=cure)
    hand.everything()


def give_shapes(hand: Hand) -> None:
    """Twelve in a row; each is taken with enter."""
    hand.give("shape", *hand.goal.given)


def count_layers(hand: Hand) -> None:
    """Twelve in a row; the one before is told with the next."""
    hand.give("answer", *hand.goal.given)


def open_the_record(hand: Hand) -> None:
    """Open it, and mark the three that are lowest."""
    hand.act("open")
    hand.terminal.until("record (%)")
    hand.mark()


def write_three(hand: Hand) -> None:
    """Fill in the four fields, leave them, keep it; three times."""
    for kind, ask, answer, others in hand.goal.kept:
        hand.set(kind=kind, ask=ask, answer=answer, others=others)
        hand.terminal.until("All of it holds")
        hand.terminal.keys(ESCAPE)
        hand.terminal.until(lambda: "leave the field" not in hand.terminal.text)
        hand.act("keep")
        hand.terminal.keys(ENTER)
        hand.at = 0


def call_all_inputs(hand: Hand) -> None:
    """The call first: one input more than a few opens all, and closes it."""
    hand.set("call")
    hand.mark()


def turn_five_times(hand: Hand) -> None:
    """Both calls before each turn but the first; who asks what is offered after the last one."""
    hand.act("turn")
    for interval, r2 in hand.goal.made:
        hand.set(interval=interval, r2=r2)
        hand.act("turn")
    hand.set("doctor", "clinic")


def ask_twelve_times(hand: Hand) -> None:
    """Each x once or more, then the properties that hold."""
    for x in hand.goal.asked:
        hand.set(x=x)
        hand.act("ask")
    hand.set(*(name for name in hand.lines if name != "x"))


def pin_all(hand: Hand) -> None:
    """A guess for each unseen input."""
    for y in hand.goal.pinned:
        hand.set(guess=y)
        hand.act("pin")


def ship_what_fits(hand: Hand) -> None:
    """What fits hangs on what is measured here."""
    hand.act("measure")
    hand.look()
    hand.set("ship")


def spend_the_budget(hand: Hand) -> None:
    """Every fit that the reference solution pays for; with the first of a table come two more."""
    for table, model in hand.goal.taken:
        if "table" in hand.play.enabled_controls(hand.part):
            hand.set(table=table)
        for where, name, *_ in hand.goal.runs:
            if where == table and name not in ("dummy", "linear"):
                hand.set(model=name)
                hand.act("fit")
        hand.set(model=model)
        hand.act("take")
    hand.set("reason")


def transfer_twice(hand: Hand) -> None:
    """See the first task, call the second, and see that."""
    hand.act("run_first")
    hand.set("call", "points")
    hand.act("run_second")


MOVES: dict[str, Moves] = {
    "wx-plus-b#inputs": call_all_inputs,
    "ai-vs-stats#copy": turn_five_times,
    "black-box#contract": ask_twelve_times,
    "black-box#predict": pin_all,
    "black-box#component": ship_what_fits,
    "just-deep#one-table": spend_the_budget,
    "just-deep#three-tables": spend_the_budget,
    "prior-art#layers": count_layers,
    "prior-art#transfer": transfer_twice,
    "customer-day#test": then("open"),
    "questions#name": open_the_record,
    "questions#write": write_three,
    "overfit#degree": see_all_degrees,
    "overfit#cure": try_all_cures,
    "losing-it#search": then("evaluate"),
    "tensors#shapes": give_shapes,
    "descent#reach": then("run"),
    "batches#sprint": then("run"),
    "batches#marathon": then("run"),
    "look#probe": plot_each,
    "phone-a-friend#walk": ask_the_chart,
}
"""By lesson and item; an exercise without any has its controls set."""

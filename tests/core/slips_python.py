"""What a new author gets wrong in Python: mistakes, each one change to the pack with the alarm."""

from dataclasses import dataclass

from tests.core.alarm_pack import DRAW, EX, LINE


@dataclass(frozen=True)
class Slip:
    """`old` of `file` becomes `new`; what is found has `code`, stands at the line that reads `at`, and says `says`."""

    old: str
    new: str
    code: str
    at: str
    says: str
    file: str = EX
    severity: str = "error"


def _in(method: str, line: str, arguments: str = "self, p, s") -> tuple[str, str]:
    """A new first line of a method."""
    head = f"    def {method}({arguments}):\n"
    return head, f"{head}        {line}\n"


def _new(method: str, *lines: str, arguments: str = "self, p, s") -> tuple[str, str]:
    """A method that the exercise had not."""
    text = "".join(f"        {line}\n" for line in lines)
    return "    def alarms(", f"    def {method}({arguments}):\n{text}\n    def alarms("


LOOP = "while COUNT == 0: pass"
STUCK = {
    f"{method} does not end": Slip(*_in(method, LOOP, arguments), "too-long", LOOP, f"Alarm.{told}")
    for method, arguments, told in (
        ("setup", "self, seed, table", "setup"),
        ("start", "self, p", "start"),
        ("view", "self, p, s", "view"),
        ("criteria", "self, p, s", "criteria"),
        ("solution", "self, p, s", "solution"),
        ("up", "self, p, s", "up"),
    )
} | {
    f"{method} does not end": Slip(*_new(method, LOOP, arguments=arguments), "too-long", LOOP, f"Alarm.{told}")
    for method, arguments, told in (
        ("enabled_controls", "self, p, s", "enabled_controls"),
        ("code", "self, p, s", "code"),
        ("validate", "self, p, s", "criteria"),
        ("praise", "self, p, s", "criteria"),
        ("sealed", "self, p, s", "sealed"),
        ("settle", "self, p, before, after", "settle"),
        ("own_questions", "self, p, s", "own_questions"),
    )
}
SLIPS: dict[str, Slip] = STUCK | {
    "a truth does not end": Slip("    return 1 if", f"    {LOOP}\n    return 1 if", "too-long", LOOP, "the truth of"),
    "an evidence does not end": Slip(
        'see="level"', "evidence=lambda p, s: [0 for _ in iter(int, 1)]", "too-long", "iter(int, 1)", "the evidence"
    ),
    "an example does not end": Slip(
        'lambda p: {"level": 20.0}', "lambda p: [0 for _ in iter(int, 1)]", "too-long", "iter(int, 1)", "the example of"
    ),
    "applies does not end": Slip(
        "lambda p, s: s.level > p.highest", "lambda p, s: [0 for _ in iter(int, 1)]", "too-long", "iter(int, 1)", ""
    ),
    "a module does not end": Slip("LOG = []\nCOUNT = 0\n", f"LOG = []\nCOUNT = 0\n{LOOP}\n", "too-long", LOOP, ""),
    "a draw does not end": Slip(
        "    random = Random(seed)", "    while seed: pass", "too-long", "while seed: pass", "", DRAW
    ),
    # chance
    "setup draws without the seed": Slip(
        "        random = Random(seed)\n",
        "        random = Random()\n",
        "setup-twice",
        "random = Random()",
        "Random(seed)",
    ),
    "setup draws from numpy's common generator": Slip(
        "random.randint(5, 9)", "__import__('numpy').random.randint(5, 10)", "changes", "numpy", "Random(seed)"
    ),
    "setup counts its attempts": Slip(
        *_in("setup", "global COUNT; COUNT += 1; seed += COUNT", "self, seed, table"),
        "changes",
        "COUNT += 1",
        "`COUNT` of exercise.py",
    ),
    "the common generator is seeded": Slip(
        *_in("setup", "__import__('random').seed(seed)", "self, seed, table"), "changes", "seed(seed)", "random"
    ),
    "a view that draws": Slip("self.alarms(p, s))", "__import__('random').random())", "changes", "random", "setup"),
    "a view with the time": Slip(
        "self.alarms(p, s))", "__import__('time').time_ns())", "view-twice", "return View(", "setup"
    ),
    "criteria that draw": Slip(
        "float(s.level == p.highest)", "Random().random() / 2", "grade-twice", "Random()", "setup"
    ),
    "a solution that draws": Slip(
        "level=float(p.highest)", "level=float(p.highest + Random().random())", "two-results", "Random()", "setup"
    ),
    "code with the time": Slip(
        *_new("code", "import time", "return f'print({time.time_ns()})'"), "two-results", "time_ns", "setup"
    ),
    "controls that come and go": Slip(
        *_new("enabled_controls", "return ['level'] if Random().random() > 0.5 else ['up']"),
        "two-results",
        "Random()",
        "setup",
    ),
    "an action that draws": Slip("s.level + 1", "s.level + Random().random()", "two-results", "Random()", "setup"),
    "a truth that draws": Slip(
        "return 1 if p.highest > 0 else 0", "return Random().randint(0, 1)", "two-results", "Random()", "setup"
    ),
    "an example that draws": Slip(
        '{"level": 20.0}', '{"level": 12 + Random().randint(0, 7)}', "two-results", "Random()", "setup"
    ),
    "a misconception that draws": Slip(
        "s.level > p.highest", "s.level > p.highest and Random().random() > 0.5", "two-results", "Random()", "setup"
    ),
    "a draw with chance of its own": Slip(
        "Random(seed)", "Random()", "draw-seed", "random = Random()", "Random(seed)", DRAW
    ),
    "a draw that goes on from the last": Slip(
        "def rate(seed):\n    random = Random(seed)\n",
        "random = Random(1)\n\n\ndef rate(seed):\n",
        "draw-seed",
        "random.randint",
        "Random(seed)",
        DRAW,
    ),
    # what is changed
    "a view that sorts the problem": Slip(*_in("view", "p.calm.sort()"), "changes", "p.calm.sort()", "calm"),
    "a view that sorts it under another name": Slip(
        *_in("view", "calm = p.calm; calm.append(1)"), "changes", "calm = p.calm", "calm"
    ),
    "criteria that add to the problem": Slip(*_in("criteria", "p.calm[0] += 1"), "changes", "p.calm[0] += 1", "calm"),
    "a helper that changes the problem": Slip(*_in("alarms", "p.calm.pop()"), "changes", "p.calm.pop()", "calm"),
    "a view that counts in the exercise": Slip(
        *_in("view", "self.count = getattr(self, 'count', 0) + 1"), "changes", "self.count =", "count"
    ),
    "a view that scales the exercise": Slip(*_in("view", "self.scale *= 2"), "changes", "self.scale *= 2", "scale"),
    "a solution that remembers in the class": Slip(
        *_in("solution", "self.seen.append(1)"), "changes", "self.seen.append", "seen"
    ),
    "an action that logs in the module": Slip(*_in("up", "LOG.append(s)"), "changes", "LOG.append", "LOG"),
    "criteria that count in the module": Slip(
        *_in("criteria", "global COUNT; COUNT += 1"), "changes", "COUNT += 1", "COUNT"
    ),
    "a frozen problem set by force": Slip(
        *_in("view", "object.__setattr__(p, 'highest', 3)"), "changes", "'highest', 3", "highest"
    ),
    # imports
    "textual": Slip("LOG = []", "from textual.widgets import Static", "import", "from textual", "tutor.api"),
    "the core": Slip("LOG = []", "from tutor.core.errors import DataError", "import", "from tutor.core", "tutor.api"),
    "the teaching library": Slip("LOG = []", "import tutor.ml.loss", "import", "import tutor.ml", "tutor.api"),
    "another pack": Slip("LOG = []", "import tuitor_ml_engineer", "import", "import tuitor", "copy"),
    # what is not there, or of the wrong kind
    "another module": Slip(
        "use=exercise:Alarm", "use=exercises:Alarm", "exercise-load", "use=exercises", "Did you mean “exercise”?", LINE
    ),
    "another class": Slip(
        "use=exercise:Alarm",
        "use=exercise:Alarms",
        "exercise-load",
        "use=exercise:Alarms",
        "Did you mean “Alarm”?",
        LINE,
    ),
    "another draw": Slip(
        "draw=questions:rate", "draw=questions:rates", "draw", "draw=questions:rates", "Did you mean “rate”?", LINE
    ),
    "a name that the API has not": Slip(
        "Slider, View, action", "Slider, View, actions", "exercise-load", "actions", "actions"
    ),
    "a method that is misspelt": Slip("def criteria(", "def criterias(", "no-method", "def criterias", "criteria"),
    "a method without the problem": Slip("def view(self, p, s)", "def view(self, s)", "view", "def view(self, s)", ""),
    "setup without a return": Slip("return Days(", "Days(", "exercise-load", "def setup", "return"),
    "start without a return": Slip("return State()", "State()", "exercise-load", "def start", "return"),
    "view without a return": Slip("return View(", "View(", "view", "def view", "return"),
    "criteria without a return": Slip("return [Criterion", "[Criterion", "grade", "def criteria", "return"),
    "a solution without a return": Slip(
        "return replace(s, level=float", "replace(s, level=float", "solve", "def solution", "return"
    ),
    "an action without a return": Slip(
        "return replace(s, level=min", "replace(s, level=min", "random-state", "def up", "return"
    ),
    "a draw without a return": Slip('return {"all"', '{"all"', "draw", "def rate", "return", DRAW),
    "code without a return": Slip(*_new("code", "str(s.level)"), "shown-code", "def code", "return"),
    "settle without a return": Slip(
        *_new("settle", "replace(after)", arguments="self, p, before, after"), "random-state", "def settle", "return"
    ),
    "a view that divides by zero": Slip("self.alarms(p, s))", "1 / s.level)", "view", "1 / s.level", "ZeroDivision"),
    "a view that is a list": Slip(*_in("view", "return [Metric('level', s.level)]"), "view", "def view", "View"),
    "a view that is left": Slip(*_in("view", "exit()"), "view", "exit()", "SystemExit"),
    "applies that raises": Slip("s.level > p.highest", "s.levl > p.highest", "misconception", "s.levl", "levl"),
    "a sentence that raises": Slip('"Too late."', "lambda p, s: s.levl", "grade", "s.levl", "levl"),
    "a truth that raises": Slip("return 1 if p.highest", "return 1 if p.hihest", "prediction", "p.hihest", "hihest"),
    "an evidence that raises": Slip('see="level"', "evidence=lambda p, s: s.levl", "prediction", "s.levl", "levl"),
    "an example of another type": Slip(
        'lambda p: {"level": 20.0}', "lambda p: 20.0", "misconception", "at the bad day", "float"
    ),
    "praise that raises": Slip(*_new("praise", "return s.levl"), "grade", "s.levl", "levl"),
    "a criterion that is turned round": Slip(
        'Criterion("level", float(s.level == p.highest)',
        'Criterion(float(s.level == p.highest), "level"',
        "grade",
        "",
        "",
    ),
}

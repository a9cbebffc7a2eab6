"""GIFT files like those that people have: what is asked is drawn first, and then written in one of their ways.

A way of writing is Moodle's export (everything escaped, HTML, `%100%`, empty feedback) or a teacher's (nothing escaped
that need not be). So each test knows what a reader has to find.
"""

from dataclasses import dataclass, field
from random import Random

WORDS = (
    "loss gradient mean median variance epoch batch model tree forest class label feature weight bias slope ridge "
    "lasso kernel margin entropy recall precision threshold baseline residual outlier"
)
PLAIN = [
    "What is 2*3*4?",
    "What does __init__ do?",
    "Is a < b and b > c?",
    "AT&T or R&D?",
    "def f(*args, **kwargs)",
    "a_b_c",
    "Price: $5 and $6",
    "100% of 50%",
    "C# or C++",
    "[0, 1) or (0, 1]",
    "`x` or ~y",
    "1. first",
    "- minus",
    "# comment",
    "if x: return {}",
    "key = value",
    "path C:\\temp\\new",
    "e-mail a@b.c",
    "http://example.org/a_b?x=1#top",
    "50 °C, π ≈ 3",
    "Größe, naïve, 北京",
    "“quotes” – dashes",
    "a | b",
    "List<int> x",
    "vector<t> v",
    "x -> y",
    "::scope::",
    "&lt; in HTML",
    "Hint: none",
    "{1, 2}",
    "f'{x}'",
    "a[i][j]",
    "!important",
    "~/.ssh",
    "= sign",
    "x == y",
]
TEX = [r"\frac{a}{b}", r"\sqrt{x^2}", "a = b", r"x_{i} \neq y", r"\nabla L", r"\alpha \to \infty"]
EXPORTED = [r"\{1, 2\}", r"a \\ b", "x^{2}"]
"""TeX that shows its meaning only where all of it is escaped, as in Moodle's exports."""


@dataclass
class Made:
    """A question as it is meant: what must pass and fail, and the words that its prompt must show."""

    kind: str
    prompt: str
    right: list[str]
    wrong: list[str]
    options: list[str] = field(default_factory=list)
    tex: str = ""


def escaped(text: str) -> str:
    """As Moodle writes it."""
    for char in "\\~=#{}:":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def html(text: str) -> str:
    """As Moodle's editor has it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>")


class Maker:
    """Draws and writes questions; `export` is Moodle's way, else a teacher's."""

    def __init__(self, seed: int, export: bool, kind: str) -> None:
        self.random, self.export, self.kind = Random(seed), export, kind

    def file(self, count: int) -> tuple[str, list[Made]]:
        """A file of `count` questions, and what they mean."""
        made, said = [], [self.category()]
        for number in range(count):
            question = self.draw()
            made.append(question)
            said.append(self.written(number, question))
        text = self.gap().join(said) + "\n"
        return self.random.choice([text, text.replace("\n", "\r\n"), text.replace("\n", "\r")]), made

    def gap(self) -> str:
        return self.random.choice(["\n\n", "\n\n\n", "\n \t \n", "\n\n// a comment\n\n"])

    def category(self) -> str:
        return self.random.choice(
            ["// question: 0  name: Switch category\n$CATEGORY: $course$/top/ML", "// made by hand"]
        )

    def words(self, count: int) -> list[str]:
        return self.random.sample(WORDS.split(), count)

    def draw(self) -> Made:
        kind = self.random.choice(["one", "many", "text", "number", "range", "truth", "match", "word"])
        prompt = f"{self.random.choice(PLAIN)} Which {self.words(1)[0]}?"
        choices = [*TEX, *[""] * 8, *(EXPORTED if self.export else [])] if self.kind != "plain" else [""]
        tex = self.random.choice(choices)
        a, b, c, d = self.words(4)
        options = [f"{a} {self.random.choice(PLAIN)}", b, c, f"{d} 2*3"]
        match kind:
            case "one":
                return Made(kind, prompt, ["1"], ["2", "3", "4"], options, tex)
            case "many":
                return Made(kind, prompt, ["1,2"], ["1", "3", "2,3"], options, tex)
            case "text":
                return Made(kind, prompt, [a, b.upper(), f"{a}."], [c, f"{a}+", f"~{b}"], [a, b], tex)
            case "number":
                value = self.random.randint(-50, 50)
                return Made(
                    kind,
                    prompt,
                    [str(value), str(value + 0.4)],
                    [str(value + 1), str(value - 1)],
                    [f"{value}:0.5"],
                    tex,
                )
            case "range":
                low = self.random.randint(-50, 50)
                return Made(
                    kind, prompt, [str(low), str(low + 3)], [str(low + 4), str(low - 1)], [f"{low}..{low + 3}"], tex
                )
            case "truth":
                holds = self.random.random() < 0.5
                return Made(
                    kind, prompt, ["1" if holds else "2"], ["2" if holds else "1"], ["T" if holds else "F"], tex
                )
            case "match":
                return Made(kind, prompt, ["1=1,2=2,3=3"], ["1=2,2=1,3=3"], [a, b, c, d], tex)
        return Made(kind, f"The {a} is", [b, c.upper()], [d], [b, c], tex)

    def say(self, text: str) -> str:
        """A text in this file's format, escaped as its writer does."""
        if self.kind == "html":
            text = html(text)
            text = self.random.choice(
                [f"<p>{text}</p>", f'<p dir="ltr">{text}<br></p>', f"<div><span>{text}</span></div>"]
            )
        elif self.kind == "moodle":
            text = text.replace("&", "&amp;")
        return escaped(text) if self.export or set(text) & set("~=#{}:\\\n") else text

    def formula(self, tex: str) -> str:
        if not tex:
            return ""
        if self.export:
            return " " + escaped(self.random.choice([f"\\({tex}\\)", f"$${tex}$$", f"\\[{tex}\\]"]))
        return " " + self.random.choice([f"\\({tex}\\)", f"$${tex}$$"])

    def written(self, number: int, made: Made) -> str:
        tag = f"[{self.kind}]" if self.kind != "moodle" or self.random.random() < 0.3 else ""
        title = f"::q{number}::{self.random.choice(['', ' '])}{tag}"
        body, after = self.answers(made)
        room = self.random.choice(["", " ", "  "])
        prompt = self.say(made.prompt) + self.formula(made.tex)
        if made.kind == "word":
            prompt, after = f"{made.prompt} ", " of it."
            title = f"::q{number}::[plain]"
        why = f"\n\t####{self.say('Because of __it__.')}\n" if self.random.random() < 0.3 else ""
        return f"{title}{prompt}{{{body}{why}{room}}}{after}{room}"

    def answers(self, made: Made) -> tuple[str, str]:
        said = [self.say(option) for option in made.options]
        end = self.random.choice(["\n\t", "\n", "\n   "]) if self.export or self.random.random() < 0.7 else " "
        told = self.random.choice(["", "#", f"#{self.say('Well, *that* is it.')}"])
        match made.kind:
            case "one":
                fine = self.random.choice(["", "%-25%", "%-33.33333%", "%0%"])
                first = self.random.choice(["=", "=%100%", "~="])
                return end + end.join(
                    [f"{first}{said[0]}{told}", *(f"~{fine}{each}{told}" for each in said[1:])]
                ) + "\n", ""
            case "many":
                fine = self.random.choice(["%-50%", "%0%", "", "%-100%"])
                return end + end.join(
                    [f"~%50%{each}" for each in said[:2]] + [f"~{fine}{each}{told}" for each in said[2:]]
                ), ""
            case "text":
                return end + end.join(
                    [f"={self.random.choice(['', '%100%'])}{each}{told}" for each in made.options]
                ), ""
            case "number" | "range":
                return f"#{end}={made.options[0]}{told}" if self.random.random() < 0.5 else f"#{made.options[0]}", ""
            case "truth":
                return made.options[0] + self.random.choice(
                    ["", "#no#yes", "RUE" if made.options[0] == "T" else "ALSE"]
                ), ""
            case "match":
                pairs = [f"={said[n]} -> right {n} {'same' if n else ''}" for n in range(3)]
                return end + end.join([*pairs, *self.random.choice([[], ["= -> none of them"]])]), ""
        return end + end.join(f"={each}" for each in [*made.options, made.options[0].title()]), ""

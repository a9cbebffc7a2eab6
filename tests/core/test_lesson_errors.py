"""Every mistake an author can make is found at its line and column, and the mend is named; all in one pass."""

import pytest

from tutor.core.errors import Finding, LessonError
from tutor.core.lesson.parser import parse_body, split_front_matter


def findings(body: str) -> tuple[Finding, ...]:
    with pytest.raises(LessonError) as caught:
        parse_body(body, "lesson.md", 1)
    return caught.value.findings


CHOICE = "::: choice c\nAsk.\n- [x] a\n- [ ] b\n:::\n"
ERRORS: list[tuple[str, str, int, int, str, str]] = [
    # body, code, line, column, in the message, in the mend
    ("", "no-pages", 1, 1, "no page", "below the front matter"),
    ("\n \n", "no-pages", 1, 1, "no page", "below the front matter"),
    ("a\n---\n\n---\nb", "empty-page", 4, 1, "empty page", "take one `---` out"),
    ("---\na", "empty-page", 1, 1, "empty page", "take one `---` out"),
    ("a\n---\n", "empty-page", 2, 1, "empty page", "take one `---` out"),
    ("a\n```python\nb", "open-code", 2, 1, "never closed", "a line ```"),
    ("a\n:::\n", "stray-close", 2, 1, "No block is open", "take this line out"),
    ("::: choice c\nAsk.\n- [x] a", "open-block", 1, 1, "never closed", "a line `:::`"),
    ("::: choice c\nAsk.\n" + CHOICE.replace(" c\n", " d\n"), "open-block", 1, 1, "never closed", "a line `:::`"),
    (CHOICE.replace(":::\n", "::: end\n"), "text-after-close", 5, 5, "“end” stands after", "`:::` alone"),
    ("::: choise c\nAsk.\n:::", "unknown-kind", 1, 5, "`choise`. Did you mean “choice”", "one of: choice"),
    ("::: essay c\nAsk.\n:::", "unknown-kind", 1, 5, "no block `essay`.", "one of: choice, number"),
    ("::: choice\nAsk.\n- [x] a\n- [ ] b\n:::", "missing-name", 1, 1, "no name", "`::: kind name …`"),
    ("::: choice My_Name\nAsk.\n- [x] a\n- [ ] b\n:::", "bad-name", 1, 12, "`My_Name`", "my-name"),
    ("::: choice c d\nAsk.\n- [x] a\n- [ ] b\n:::", "stray-word", 1, 14, "`d` is neither", 'key="two words"'),
    ('::: number c unit="m\nAsk.\n- [x] 1\n:::', "stray-word", 1, 14, "neither", "quote a value"),
    (CHOICE + CHOICE, "twin-name", 6, 12, "taken by the block in line 1", "`c-2`"),
    ("::: choice c sufle=no\nA\n- [x] a\n- [ ] b\n:::", "unknown-key", 1, 14, "mean “shuffle”?", "pick, shuffle"),
    ("::: text c unit=m\nA\n- [x] a\n:::", "unknown-key", 1, 12, "no key `unit`", "one of: draw"),
    ("::: choice c pick=all pick=all\nA\n- [x] a\n- [ ] b\n:::", "repeated-key", 1, 23, "given twice", "keep one"),
    ('::: number c unit=""\nA\n- [x] 1\n:::', "bad-value", 1, 14, "`unit` has no value", "leave it out"),
    ("::: choice c pick=two\nA\n- [x] a\n- [ ] b\n:::", "bad-value", 1, 14, "`pick=two`", "pick=one or pick=all"),
    ("::: choice c pick=one\nA\n- [x] a\n- [x] d\n- [ ] b\n:::", "bad-value", 1, 14, "`pick=one`", "pick=all: 2"),
    ("::: choice c shuffle=0\nA\n- [x] a\n- [ ] b\n:::", "bad-value", 1, 14, "`shuffle=0`", "shuffle=yes or"),
    ("::: choice c draw=two\nA\n- [x] a\n- [ ] b\n:::", "bad-value", 1, 14, "`draw=two`", "draw=questions:two_points"),
    ("::: exercise e use=FitLine\nA\n:::", "bad-value", 1, 16, "`use=FitLine`", "use=exercise:FitLine"),
    ("::: exercise e use=a:B weight=-1\nA\n:::", "bad-value", 1, 24, "`weight=-1`", "a number above 0"),
    ("::: exercise e\nA\n:::", "missing-key", 1, 1, "needs `use=`", "add use=exercise:FitLine"),
    ("::: code e\nA\n\n    x\n:::", "missing-key", 1, 1, "needs `checks=`", "add checks="),
    ("::: code e checks=a:b seconds=x\nA\n\n    x\n:::", "bad-value", 1, 23, "`seconds=x`", "seconds=5"),
    ("::: code e checks=a:b\nA\n:::", "no-starter", 1, 1, "no starter", "```python"),
    ("::: code e checks=a:b\nA\n```python\n```\n:::", "no-starter", 1, 1, "no starter", "```python"),
    ("::: choice c\n- [x] a\n- [ ] b\n:::", "no-prompt", 1, 1, "prompt is empty", "between the `:::` line"),
    ("::: exercise e use=a:B\n:::", "no-prompt", 1, 1, "prompt is empty", "between the `:::` line"),
    ("::: choice c\nA\n- [x] a\n- [x] b\n:::", "no-wrong", 1, 1, "No option is wrong", "- [ ] a misconception"),
    ("::: choice c\nA\n- [ ] a\n- [ ] b\n:::", "no-right", 1, 1, "No option is right", "`- [x]`"),
    ("::: choice c\nA\n- [x] a\n:::", "too-few", 1, 1, "this has 1", "`- [ ] wrong`"),
    ("::: choice c\nA\n:::", "too-few", 1, 1, "this has 0", "`- [ ] wrong`"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\n- [ ] a\n:::", "twin", 5, 7, "in line 3 already", "take one"),
    ("::: choice c\nA\n- [x] a\n- [y] b\n- [ ] d\n:::", "bad-box", 4, 1, "cannot be read", "`- [ ] text`"),
    ("::: choice c\nA\n- [x] a\n- [] b\n- [ ] d\n:::", "bad-box", 4, 1, "cannot be read", "`- [ ] text`"),
    ("::: choice c\nA\n- [x] a\n- [ ]\n- [ ] d\n:::", "bad-box", 4, 1, "cannot be read", "`- [ ] text`"),
    ("::: choice c\nA\n- [x] a\n     - [ ] b\n- [ ] d\n:::", "bad-box", 4, 6, "cannot be read", "not indented"),
    ("::: choice c\nA\n- [x] a\n> why\n- [ ] b\n:::", "stray-quote", 4, 1, "belongs to no case", "indent it by two"),
    ("::: exercise e use=a:B\nA\n> quote\n:::", "stray-quote", 3, 1, "belongs to no case", "indent it by two"),
    ("::: choice c\nA\n  > why\n- [x] a\n- [ ] b\n:::", "no-case-above", 3, 4, "no case above", "right under"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\nHint: h\n  > x\n:::", "no-case-above", 6, 4, "no case above", "right under"),
    ("::: choice c\nA\n- [x] a\nlost\nagain\n- [ ] b\n:::", "stray-text", 4, 1, "belongs to no case", "indent it"),
    ("::: choice c\nA\n- [x] a\n  > f\n  more\n- [ ] b\n:::", "stray-text", 5, 3, "part of the feedback", "`  > more`"),
    ("::: choice c\nA\n- [x] a\n- b\n- [ ] d\n:::", "stray-text", 4, 1, "belongs to no case", "indent it"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\nhint: x\n:::", "note-form", 5, 1, "`hint:`", "`Hint: `"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\n  Why: x\n:::", "note-form", 5, 3, "`Why:`", "`Why: `"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\nHint:\n:::", "empty-note", 5, 1, "says nothing", "write its text"),
    ("::: choice c\nA\n- [x] a\n- [ ] b\nWhy: x\nWhy: y\n:::", "second-why", 6, 1, "already", "join"),
    ("::: choice c\nA\n---\n- [x] a\n- [ ] b\n:::", "break-in-block", 3, 1, "inside a block", "before the page ends"),
    ("::: number n\nA\n- [x] often\n:::", "bad-case", 3, 7, "“often” is not a number", "`0.4 .. 0.6`"),
    ("::: number n\nA\n- [x] 3 .. 2\n:::", "bad-case", 3, 7, "runs from 3 down to 2", "`0.4 .. 0.6`"),
    ("::: number n\nA\n- [x] 3 ± -1\n:::", "bad-case", 3, 7, "tolerance -1 is negative", "`0.5 ± 0.01`"),
    ("::: number n\nA\n- [x] 1,000\n:::", "bad-case", 3, 7, "1000 or 1.0", "`0.5`"),
    ("::: number n\nA\n- [x] 3 kg\n:::", "bad-case", 3, 7, "“3 kg” is not a number", "`0.5`"),
    ("::: number n\nA\n- [ ] 3\n:::", "no-right", 1, 1, "No case is right", "- [x] 0.5 ± 1 %"),
    ("::: number n\nA\n- [x] 3\n- [ ] else\n- [ ] 4\n:::", "unreachable", 5, 7, "line 4 takes all", "`else` last"),
    ("::: number n\nA\n- [x] 3 ± 1\n- [ ] 3.5 .. 4\n:::", "unreachable", 4, 7, "line 3 takes", "narrower case first"),
    ("::: number n\nA\n- [x] 3\n- [ ] 2: 4\n:::", "bad-score", 4, 7, "score 2", "`- [ ] 0.5: value`"),
    ("::: number n\nA\n- [x] 0.5: 4\n:::", "bad-score", 3, 7, "score 0.5", "always earns 1"),
    ("::: text t\nA\n- [x] else\n:::", "right-else", 3, 1, "any answer would pass", "`- [ ] else` last"),
    ("::: text t\nA\n- [x] a\n- [ ] A\n:::", "unreachable", 4, 7, "line 3 takes them", "take one out"),
    ("::: text t\nA\n- [x] /ab?/\n- [ ] ab\n:::", "unreachable", 4, 7, "line 3 takes", "narrower case first"),
    ("::: text t\nA\n- [x] //\n:::", "bad-pattern", 3, 7, "empty", "the whole answer must match"),
    ("::: text t\nA\n- [x] /a\n:::", "bad-pattern", 3, 7, "no `/` at its end", "the whole answer must match"),
    ("::: text t\nA\n- [x] /(a/\n:::", "bad-pattern", 3, 7, "Not a regular expression", "the whole answer must match"),
    ("::: text t\nA\n- [x] /(a+)+/\n:::", "bad-pattern", 3, 7, "can run for ever", "the whole answer must match"),
    ("::: blank b\nA text.\n:::", "no-gap", 1, 1, "no gap", "`[[epoch]]`"),
    ("::: blank b\nA [[text.\n:::", "open-gap", 2, 3, "never closed", "close it with `]]`"),
    ("::: blank b\nA [[]].\n:::", "empty-gap", 2, 3, "needs an answer", "`[[epoch|pass]]`"),
    ("::: blank b\nA [[a||b]].\n:::", "empty-gap", 2, 3, "needs an answer", "`[[epoch|pass]]`"),
    ("::: order o\nA\n1. a\n:::", "too-few", 1, 1, "this has 1", "`1. first`"),
    ("::: order o\nA\n- a\n- b\n:::", "too-few", 1, 1, "this has 0", "`1. first`"),
    ("::: order o\nA\n1. a\n2. b\n3. a\n:::", "twin", 5, 4, "in line 3 already", "take one"),
    ("::: match m\nA\n:::", "no-table", 1, 1, "table of two columns", "`|---|---|`"),
    ("::: match m\nA\n\n| a | b |\n|--|--|\n| x | y |\n:::", "too-few", 1, 1, "this has 1", "add a row"),
    ("::: match m\nA\n\n|a|b|c|\n|-|-|-|\n|x|y|\n|z|w|v|\n:::", "not-two", 6, 1, "this has 2", "feedback |`"),
    ("::: match m\nA\n\n|a|b|c|d|\n|-|-|-|-|\n|x|y|\n|z|w|\n:::", "not-two", 4, 1, "this has 4", "`\\|`"),
    ("::: blank b\nA [[b]].\n\n- [x] c\n:::", "bad-box", 4, 1, "stands in its gap", "`- [ ] batch`"),
    ("::: blank b\nA [[b]].\n\n- [ ] c\n- [ ] c\n:::", "twin", 5, 7, "in line 4 already", "take one"),
    ("::: match m\nA\n\n|a|b|\n|-|-|\n|x|y|\n|z|\n|w|v|\n:::", "not-two", 7, 1, "this has 1", "`\\|`"),
    ("::: match m\nA\n\n|a|b|\n|-|-|\n|x|y|\n|z||\n|w|v|\n:::", "not-two", 7, 1, "is empty", "| left | right |"),
    ("::: match m\nA\n\n|a|b|\n|-|-|\n|x|y|\n|x|z|\n:::", "twin", 7, 2, "in line 6 already", "take one"),
    ("::: match m\nA\n\n|a|b|\n|-|-|\n|x|y|\n|w|y|\n||y|\n:::", "twin", 8, 1, "goes with a left one", "take this"),
    ("::: match m\nA\n\n|a|b|\n|-|-|\n|x|y|\n|w|z|\nlost\n:::", "stray-text", 8, 1, "below the table", "above"),
    ("::: text t draw=q:d\nA {x\n- [x] a\n:::", "bad-place", 2, 3, "`{` stands alone", "double a brace"),
    ("::: text t draw=q:d\nA } x\n- [x] a\n:::", "bad-place", 2, 3, "`}` stands alone", "double a brace"),
    ("::: text t draw=q:d\nA {x.y}\n- [x] a\n:::", "bad-place", 2, 3, "is no place", "`{name:.2f}`"),
    ("::: text t\nA {x1} b\n- [x] a\n:::", "place-without-draw", 2, 3, "`{x1}` is filled only", "add draw="),
]


@pytest.mark.parametrize(("body", "code", "line", "column", "message", "fix"), ERRORS, ids=[each[1] for each in ERRORS])
def test_one_error(body: str, code: str, line: int, column: int, message: str, fix: str) -> None:
    found = findings(body)
    assert [each.code for each in found] == [code], found
    assert (found[0].file, found[0].line, found[0].column, found[0].severity) == ("lesson.md", line, column, "error")
    assert message in found[0].message
    assert fix in found[0].fix
    assert found[0].source == body.split("\n")[line - 1]


def test_all_errors_are_found_in_one_pass() -> None:
    body = "\n".join(
        [
            "::: choice a shufle=no",
            "Ask.",
            "- [x] right",
            ":::",
            "---",
            "---",
            "::: number a draw=two",
            "- [x] {w",
            ":::",
            "::: essay e",
            ":::",
            "::: text t",
        ]
    )
    assert [(each.line, each.code) for each in findings(body)] == [
        (1, "too-few"),
        (1, "unknown-key"),
        (6, "empty-page"),
        (7, "no-prompt"),
        (7, "twin-name"),
        (7, "bad-value"),
        (8, "bad-place"),
        (10, "unknown-kind"),
        (12, "open-block"),
    ]


def test_the_text_of_an_error_shows_place_caret_and_mend() -> None:
    with pytest.raises(LessonError) as caught:
        parse_body("Prose.\n\n::: mach c\n:::", "pack/lesson.md", 8)
    assert str(caught.value).splitlines()[:3] == [
        "pack/lesson.md:10: There is no block `mach`. Did you mean “match”?",
        "    ::: mach c",
        "        ^",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "::: text t\nThe set $\\{x\\}$ and $x_{i}$ and `{x}`.\n```\n{x}\n```\n- [x] a\n:::",
        "::: text t draw=q:d\nThe set $\\frac{{a}}{{b}}$ of {x:.2f}.\n- [x] {x}\n:::",
        "::: choice c\nA list:\n- one\n- [link](http://x)\n- [x] a\n- [ ] b\n:::",
        "::: blank b\nA `\\[[` and a [[gap]].\n:::",
        "Prose with {x}, > quotes and [[brackets]].\n\n> quote\n\n- [ ] box",
        "::: text t\nA\n- [x] 1,000\n- [ ] 3: not a score but text\n:::".replace("3: n", "3 : n"),
        "    ::: choice c\n    ---",
        "Text\n***\nMore ::: and ---",
    ],
)
def test_what_is_no_error(body: str) -> None:
    assert parse_body(body, "lesson.md", 1).pages


@pytest.mark.parametrize(
    ("source", "code", "line", "fix"),
    [
        ("", "no-front-matter", 1, "+++"),
        ("# Title", "no-front-matter", 1, "+++"),
        ("---\ntitle: x\n---\nText", "no-front-matter", 1, "+++"),
        ('\n+++\ntitle = "x"', "open-front-matter", 2, "+++"),
    ],
)
def test_front_matter_errors(source: str, code: str, line: int, fix: str) -> None:
    with pytest.raises(LessonError) as caught:
        split_front_matter(source, "lesson.md")
    (found,) = caught.value.findings
    assert (found.code, found.line, found.file) == (code, line, "lesson.md")
    assert fix in found.fix

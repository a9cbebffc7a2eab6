"""A small pack with every kind of question, and a table with its card: no mistake in it."""

from pathlib import Path

PACK = """\
api = 1
title = "Lines"
summary = "Two lessons."

[[modules]]
id = "basics"
title = "Basics"
lessons = ["line", "next"]

[[orders]]
title = "Backwards"
modules = ["basics"]
last = ["line"]
"""
GLOSSARY = """\
[weight]
scientist = "A coefficient."
engineer = "A number that is learned."
also = ["slope"]

["learning rate"]
scientist = "The length of a step."
engineer = "How far one goes at a time."
"""
LINE = """\
+++
title = "Fit a line"
summary = "By hand."
minutes = 5
objectives = ["fit a line", "name its parts"]
needs = []
terms = ["weight", "learning rate"]
+++
# A line

The weight turns it, by $\\frac{a}{b}$. More in [the notes](https://example.org/notes).

| letter | word |
|---|---|
| m | weight |

```python
print(2 * 3 + 1)
```

::: choice bias objective=1
What does raising b do?

- [x] Lifts every point of it
  > b is where it meets x = 0.
- [ ] Makes it steeper
  > That is W.

Hint: Put x = 0 into it.
Why: b is added last.
:::

::: number rise draw=questions:rise
From (0, 0) to ({x}, {y}): what is W?

- [x] {w:.3f} ± 1 %
  > Rise over run.
- [ ] {inverse} ± 1 %
  > Upside down.
- [ ] else
  > Difference in y over difference in x.

Hint: How much up, for one to the right?
:::

---
# More of it

::: order steps
Put a fit in order.

1. Look at the data
2. Choose a model
3. Make the loss small

Hint: Plot first.
:::

::: match words
Which word goes with which letter?

| letter | word |
|---|---|
| m | weight |
| b | bias |

Hint: One multiplies, one is added.
:::

::: blank centre
The line passes through the point of the [[means|averages]].

Hint: Put x = x̄ into it.
:::

::: text word
What is W called?

- [x] weight
- [ ] /bias(es)?/
  > That is b.

Hint: It says how heavily an input counts.
:::
"""
NEXT = '+++\ntitle = "Next"\nneeds = ["line"]\n+++\n# Next\n\nSo it is.\n'
QUESTIONS = """\
from random import Random


def rise(seed):
    random = Random(seed)
    x, y = random.randint(3, 9), random.randint(20, 90)
    return {"x": x, "y": y, "w": y / x, "inverse": x / y}
"""
CSV = "area,rent\n50,610.5\n70,820\n"
CARD = """\
title = "Two rents"
description = "Two flats, made up."
source = "made up"
licence = "CC0-1.0"
citation = "none"
rows = 2
sha256 = "1ead12d8b6449164bf263c0111e24830a9baaea3c7783c7741293acc86a5c476"

columns = [
    { name = "area", unit = "m²", dtype = "int64", meaning = "floor area" },
    { name = "rent", unit = "€ per month", dtype = "float64", meaning = "rent without heating" },
]
"""
FILES = {
    "pack.toml": PACK,
    "glossary.toml": GLOSSARY,
    "basics/line/lesson.md": LINE,
    "basics/line/questions.py": QUESTIONS,
    "basics/next/lesson.md": NEXT,
    "rents/flats.toml": CARD,
    "rents/flats.csv": CSV,
}


def write(folder: Path) -> Path:
    """Write it all; the folder."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "__init__.py").touch()
    return folder

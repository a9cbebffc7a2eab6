"""A lesson.md with every kind of block, and all that an author may vary in it."""

LESSON = """\
+++
title = "Fit a line by hand"
+++
# Turn the line #

Prose with $\\hat y = \\frac{a}{b}$ and

```text
---
::: choice no-block
+++
```
::: choice bias
What does raising b do?

- [x] Lifts every point
  of it by one
  > Right: b is where
  > the line meets x = 0.
- [ ] Makes it steeper
  > That is W.
  >
  > b never changes the slope.

Hint: Put x = 0 into Wx + b.
Hint: Compare the lines
y = 2x and

y = 2x + 1.
Why: b is added after x was weighed.
:::
---
::: number slope unit="€/m²" draw=questions:two_points
A flat of {x1:.0f} m² in $\\sqrt{{2}}$. What is W?

- [x] {w} ± 1 %
  > Yes.
- [ ] 0.5: {inverse} +- 0.01
  > Upside down.
- [ ] 2 .. 3
- [ ] else
  > Difference over difference.
:::

::: text target
The column you predict?
- [x] label
- [x] /(the )?target/
- [ ] 0.25: feature
- [ ] else
:::

::: blank epoch
Fill in.

One pass is an [[epoch|pass over it]]; then `w -= [[eta]] * x[[[0]]]`.

```python
w = \\[[1, 2]]
```
Why: Words.
:::

::: order steps
Put in order.
1. look
2. split
   first
3) fit
Hint: 1. is no entry here:
1. nor this
:::

::: match terms
Match them.

| term | meaning |
| :--- | ---: |
| W | weight |
| $\\|w\\|$ | its norm |
Hint: Look.
:::

::: choice all pick=all shuffle=no
Which hold?
* [X] one
+ [ ] two
:::

::: exercise tune use=exercise:FitLine part=fit weight=2
Bring the loss down.
:::

::: code gradient-step checks=checks:gradient_step seconds=2.5
Write one step, like
```python
x = 1
```
by hand.

~~~python
def step(w):
    return w

    # :::
~~~
Hint: Subtract.
:::
"""

"""The report of the day: Markdown inside a small Python program that prints it, so that `c` shows it to be kept."""

from . import grading, models
from .problem import Customer
from .state import Day
from .view import limits


def written(p: Customer, s: Day) -> str:
    """The report of this run, or nothing before the seal is open."""
    if not s.opened:
        return ""
    mean, se = models.cv(p, s)
    told, came, pipeline = s.opened[0]
    flags = ", ".join(f"{p.names[i]} ({kind})" for i, kind in s.flags) or "none"
    right, harmed, spoilt = grading.repaired(p, s)
    chosen = "\n".join(f"- {text}" for i, text in enumerate(limits(p, s)) if i in s.limits) or "none told"
    changed = "no" if pipeline == s.pipeline else "yes"
    return f'''report = """# A customer's day

One row is {s.row}; the model predicts {s.target}, once the sample is {s.moment}.

| | |
|---|---|
| rows delivered, used | {len(p.file.labels)}, {len(p.used(s))} |
| defects found | {flags} |
| {p.units} | multiplied by 100 below {s.cut:g} |
| −999 in {p.gapped} | {s.gaps} |
| labels | {s.spelling} |
| repeated rows | {s.repeats} |
| report_code | {s.code} |
| right again, harmed | {right} of {spoilt} spoilt cells and rows, {harmed} |
| model | {s.model}; means and fills from {s.fitted} |
| cross-validated accuracy | {mean:.3f} ± {se:.3f} |
| act from | p = {s.t:.2f}; a miss costs {p.price} false alarms |
| cost of 100 samples | {models.cost(p, s):.1f}; without a model {min(models.trivial(p, s)):.1f} |
| forecast, and what came | {told:.3f}, {came:.3f} |
| sealed accuracy | {models.accuracy(p, s):.3f}; always B {p.free:.3f} |
| model changed after the seal was opened | {changed} |

Limits
{chosen}
"""
print(report)
'''

"""The report of the day: Markdown inside a small Python program that prints it, so that `c` shows it to be kept."""

from . import grading
from .problem import Customer
from .state import Day
from .view import limits


def written(p: Customer, s: Day) -> str:
    """The report of this run, or nothing before the seal is open."""
    if not s.opened:
        return ""
    mean, se = p.cv(s)
    told, came, pipeline = s.opened[0]
    flags = ", ".join(f"{p.names[i]} ({kind})" for i, kind in s.flags) or "none"
    right, harmed, spoilt = grading.repaired(p, s)
    chosen = "".join(f"- {text}\n" for i, (text, _) in enumerate(limits(p, s)) if i in s.limits)
    return f'''"""
# A customer's day

One row is {s.row}; to be told is {s.target}, once the sample is {s.moment}.

| | |
|---|---|
| delivered, used | {len(p.file.labels)}, {len(p.used(s))} rows |
| defects found | {flags} |
| {p.units} | multiplied by 100 below {s.cut:g} |
| −999 in {p.gapped} | {s.gaps} |
| labels, repeated rows, report_code | {s.spelling}, {s.repeats}, {s.code} |
| right again, harmed | {right} of {spoilt}, {harmed} |
| model, means from | {s.model}, {s.fitted} |
| cross-validated accuracy | {mean:.3f} ± {se:.3f} |
| act from | p = {s.t:.2f}; a miss costs {p.price} false alarms |
| cost of 100 samples | {p.cost(s, s.t):.1f}; without a model {min(p.trivial(s)):.1f} |
| forecast, sealed accuracy then | {told:.3f}, {came:.3f} |
| sealed accuracy now, always B | {p.accuracy(s):.3f}, {p.free:.3f} |
| model changed after opening | {"no" if pipeline == s.pipeline else "yes"} |

Limits:
{chosen}"""
print(__doc__)
'''

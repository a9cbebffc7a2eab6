"""Programs that use libraries: what they may import is found, and a library's own trouble is never the learner's."""

import sys
from pathlib import Path

import pytest

from tutor.core.code import interpreter, libraries
from tutor.core.code.grading import grade_code
from tutor.core.code.properties import CodeChecks, Property
from tutor.core.code.runner import CodeRunner
from tutor.core.grade import Outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what may be read is closed by Landlock")
PASSED, FAILED, INVALID = Outcome.PASSED, Outcome.FAILED, Outcome.INVALID
SAME = Property("is the same", examples=[(2.0,)], expect=lambda x: x, says="Give x back.")
CHECKS = CodeChecks(function="f", solution="def f(x):\n    return x\n", properties=[SAME])


def grade(runner, source):
    return grade_code(CHECKS, source, seed=0, seconds=30, runner=runner)


# name, outcome, words of the sentence, source
PROGRAMS = [
    (
        "a linear model",
        PASSED,
        "",
        """
from sklearn.linear_model import LinearRegression
import numpy as np
def f(x):
    return x * (LinearRegression().fit(np.eye(3), np.ones(3)).coef_.shape == (3,))""",
    ),
    (
        "a forest, two jobs",
        PASSED,
        "",
        """
import sklearn.ensemble as e, sklearn.model_selection as s, numpy as np
def f(x):
    X = np.arange(20.0)[:, None]
    s.cross_val_score(e.RandomForestRegressor(3, n_jobs=2), X, X[:, 0], cv=2, n_jobs=2)
    return x""",
    ),
    (
        "pandas with a time zone",
        PASSED,
        "",
        """
import pandas as pd
def f(x):
    pd.Timestamp('2026-01-01', tz='Europe/Berlin')
    return pd.Series([x]).sum()""",
    ),
    (
        "named so that it cannot be seen",
        PASSED,
        "",
        "p = __import__('pan' + 'das')\ndef f(x): return p.Series([x])[0]",
    ),
    (
        "scipy, in the function",
        PASSED,
        "",
        """
def f(x):
    from scipy import optimize
    return x * (optimize.brentq(lambda z: z, -1, 2) == 0)""",
    ),
    (
        "a module of its own",
        PASSED,
        "",
        """
import sys
open('own.py', 'w').write('n = 1')
sys.path.insert(0, '.')
import own
def f(x): return x * own.n""",
    ),
    (
        "a temporary file",
        PASSED,
        "",
        """
import tempfile
def f(x):
    with tempfile.TemporaryFile() as file:
        file.write(b'x')
    return x""",
    ),
    ("not one of them", INVALID, "imports torch in line 2, which it cannot have", "def f(x):\n    import torch"),
    (
        "a slip",
        INVALID,
        "imports sklearn.linear_modl in line 1",
        "from sklearn.linear_modl import Ridge\ndef f(x): return x",
    ),
    (
        "what a library lacks",
        INVALID,
        "pandas, which your code uses in line 3, cannot do this here",
        "import pandas as pd\ndef f(x):\n    pd.DataFrame({'a': [x]}).to_excel('a.xlsx')",
    ),
    (
        "what a library looks for elsewhere",
        INVALID,
        "pandas, which your code uses in line 2, cannot do this here",
        "import pandas as pd, pandas.io.common as c, os\ndef f(x): return pd.read_csv(os.sep + 'proc' + '/1/environ')",
    ),
    (
        "what a library fetches",
        INVALID,
        "tried to use the network in line 3",
        "from sklearn.datasets import fetch_california_housing as fetch\ndef f(x):\n    return fetch()",
    ),
    (
        "what the learner asks a library for",
        INVALID,
        "tried to use /etc/passwd",
        "import numpy\ndef f(x):\n    return numpy.load('/etc/passwd')",
    ),
    (
        "what a library refuses",
        FAILED,
        "Your f raised ValueError: Expected 2D array",
        "from sklearn.linear_model import Ridge\ndef f(x):\n    return Ridge().fit([1], [x])",
    ),
    ("the tutor", INVALID, "its own folder", "import tutor.core.code.grading as g\ndef f(x): return x"),
    ("a lesson", INVALID, "cannot have here", "import tuitor_ml_engineer\ndef f(x): return x"),
]


@pytest.mark.parametrize(("outcome", "words", "source"), [pytest.param(*p[1:], id=p[0]) for p in PROGRAMS])
def test_a_program_may_use_the_libraries(runner, outcome, words, source):
    found = grade(runner, source)
    assert (found.grade.outcome, words in found.grade.feedback) == (outcome, True), found.grade.feedback


SITE = {
    "pandas/__init__.py": "try:\n    import frill\n    N = frill.N\nexcept ImportError:\n    N = 1\n"
    "def lazy():\n    try:\n        import late\n    except ImportError:\n        return 0\n    return 1\n",
    "frill.py": "N = 2\n",
    "late.py": "",
    "scipy/__init__.py": "1 / 0\n",
    "solutions.py": "SECRET = 1\n",
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    """An environment of another shape: a pandas that imports what is there, a scipy that is broken."""
    folder = tmp_path / "site-packages"
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.syspath_prepend(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] in ("pandas", "scipy")]:
        monkeypatch.delitem(sys.modules, name)
    runner = CodeRunner()
    yield runner, folder
    runner.close()


def test_what_is_opened_is_what_is_really_imported(site):
    runner, folder = site
    assert grade(runner, "import pandas\ndef f(x): return x * (pandas.N - 1)").grade.outcome is PASSED
    late = grade(runner, "import pandas\ndef f(x): return x * (1 - pandas.lazy())")
    assert late.grade.outcome is PASSED, "what was not imported is as if it were not installed"
    for source in ("import solutions\ndef f(x): return x", f"open('{folder}/solutions.py')\ndef f(x): return x"):
        found = grade(runner, source).grade
        assert (found.outcome, "in line 1" in found.feedback) == (INVALID, True)


def test_a_library_that_is_broken_is_not_the_learners_fault(site):
    found = grade(site[0], "import scipy\ndef f(x): return x").grade
    assert found.outcome is INVALID
    assert found.feedback.startswith("scipy, which your code uses in line 1, cannot do this here (ZeroDivisionError")
    assert "no mistake of yours" in found.feedback


def test_no_start_up_file_of_the_user_runs_in_the_child(tmp_path, monkeypatch):
    """PYTHONSTARTUP, usercustomize, sitecustomize, PYTHONPATH, .pth: not one is looked at."""
    trap = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__)\nprint('junk', flush=True)\n"
    user = tmp_path / "user" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    user.mkdir(parents=True)
    for folder, name in ((tmp_path, "startup.py"), (tmp_path, "sitecustomize.py"), (user, "usercustomize.py")):
        (folder / name).write_text(trap)
    (user / "trap.pth").write_text(f"import sys; open({str(tmp_path / 'ran')!r}, 'a')\n")
    for name, value in (("STARTUP", "startup.py"), ("PATH", ""), ("USERBASE", "user"), ("INSPECT", "1")):
        monkeypatch.setenv(f"PYTHON{name}", str(tmp_path / value))
    for warm in (True, False):
        runner = CodeRunner(warm=warm)
        try:
            assert grade(runner, "def f(x): return x").grade.outcome is PASSED
        finally:
            runner.close()
    assert not (tmp_path / "ran").exists()


def test_the_libraries_that_a_source_names():
    source = (
        "import numpy as np\nfrom sklearn.linear_model import Ridge  # pandas\nsklearn._x, sklearn.tests.y, sklearnx"
    )
    assert libraries.named(source) == ["numpy", "sklearn.linear_model", "pandas", "sklearn"]
    assert len(libraries.named("\n".join(f"scipy.{chr(97 + n)}" for n in range(26)))) == libraries.MOST


def test_the_folders_are_those_of_this_environment():
    assert {str(Path(module.__file__).parents[1]) for module in (sys.modules["tutor"], sys.modules["msgspec"])} <= set(
        interpreter.library_folders()
    )

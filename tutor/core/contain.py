"""The one door to an author's Python: whatever it raises leaves as an ExerciseError that names its line."""

import sysconfig
import traceback
from pathlib import Path
from types import TracebackType

from tutor.core import watch
from tutor.core.errors import ExerciseError, TutorError

_TUTOR = Path(__file__).resolve().parents[1]
_LIBRARIES = tuple(Path(sysconfig.get_path(kind)).resolve() for kind in ("stdlib", "purelib", "platlib"))


class contained:
    """Turn all that the author's code raises, SystemExit and KeyboardInterrupt included, into ExerciseError.

    `where` says what was called ("ml-engineer/line: FitLine.view"); `at` is the author's folder or file,
    where known, so that the line named is the author's and not a library's. A TutorError passes as it is.
    In the app and in `tutor check`, what does not end is interrupted (see `watch`), and later where the author
    marked it as `slow`. Only for calls: never put `await` or `yield` inside.
    """

    __slots__ = ("_at", "_outer", "_slow", "_where")

    def __init__(self, where: str, at: Path | None = None, slow: bool = False) -> None:
        self._where, self._at, self._slow = where, at, slow

    def __enter__(self) -> None:
        """Begin to watch."""
        self._outer = watch.enter(self._where, self._at, self._slow)

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> None:
        """Whatever came, it leaves as an ExerciseError."""
        watch.leave(self._outer)
        if error is not None and not isinstance(error, TutorError):
            raise blamed(self._where, error, self._at) from error


def blamed(where: str, error: BaseException, at: Path | None = None) -> ExerciseError:
    """What the author's code raised in `where`, as an error that names its line."""
    file, line = author_line(error, at)
    return ExerciseError(where, described(error, file, line), file, line)


def author_line(error: BaseException, at: Path | None = None) -> tuple[Path | None, int]:
    """The deepest line of the author's code that `error` passed through; (None, 0) where there is none."""
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename), error.lineno or 0
    frames = [(Path(f.f_code.co_filename), line) for f, line in traceback.walk_tb(error.__traceback__)]
    frames = [frame for frame in frames if not _inside(frame[0], _TUTOR)]
    own = [frame for frame in frames if authors(frame[0], at)]
    return own[-1] if own else frames[0] if frames else (None, 0)


def described(error: BaseException, file: Path | None, line: int) -> str:
    """`ValueError: what it said (…/exercise.py:12)`, on one line, bounded."""
    try:
        text = " ".join(str(error).split())[:500]
    except BaseException:  # noqa: BLE001 - an exception whose own __str__ raises
        text = ""
    name = type(error).__name__
    said = f"{name}: {text}" if text else name
    return f"{said} ({file}:{line})" if file else said


def authors(file: Path, at: Path | None = None) -> bool:
    """Whether a file is the author's: inside `at`, or where that is not known, neither ours nor a library's."""
    if at is not None:
        return _inside(file, at)
    if _inside(file, _TUTOR):
        return False
    return file.suffix == ".py" and not any(_inside(file, library) for library in _LIBRARIES)


def _inside(file: Path, folder: Path) -> bool:
    return file == folder or folder in file.parents

"""`cached_method`: an answer of a problem that is worked out once for the same arguments."""

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

S = TypeVar("S")
A = ParamSpec("A")
T = TypeVar("T")


@overload
def cached_method(method: Callable[Concatenate[S, A], T], /) -> Callable[Concatenate[S, A], T]: ...
@overload
def cached_method(*, newest: int) -> Callable[[Callable[Concatenate[S, A], T]], Callable[Concatenate[S, A], T]]: ...
def cached_method(method: Callable[..., Any] | None = None, /, *, newest: int = 128) -> Any:
    """What `cached_property` is for a property, for a method: `@cached_method`, or `@cached_method(newest=1)`.

    A function whose first argument is the problem may be marked as well. The other arguments must be hashable. The
    `newest` answers are kept, in the problem itself: `lru_cache` on a method would ask the problem, which may hold
    arrays, for a hash, and keep it alive.
    """
    if method is None:
        return partial(cached_method, newest=newest)
    name = f"_{method.__name__} cached"

    @wraps(method)
    def asked(self: Any, *args: Any, **named: Any) -> Any:
        known = vars(self).get(name)
        if known is None:
            known = vars(self).setdefault(name, lru_cache(newest)(partial(method, self)))
        return known(*args, **named)

    return asked

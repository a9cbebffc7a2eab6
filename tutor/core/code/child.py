"""The tutor's child process that runs learners' programs: warm (a confined fork for each run) or once."""

import gc
import os
import sys
from typing import Any

from tutor.core.code import folder, learner, libraries, wire
from tutor.core.code.confine import Confinement
from tutor.core.code.messages import Request, Setup, Stop, Warm
from tutor.core.code.values import CodecError


def main(config: dict[str, Any]) -> None:
    """Serve the tutor at the other end of our stdin and stdout, until it goes away."""
    requests, replies = _take_pipes()
    _add_exit()
    libraries.load(["numpy"])
    confinement = Confinement(config["folder"], config["readable"], config["use"])
    if config["warm"]:
        _serve(requests, replies, confinement, config["path"])
    else:
        _once(requests, replies, confinement, config["path"])


def _take_pipes() -> tuple[int, int]:
    """Our two pipes under numbers of their own; 0 is the null device from here on, and 1 what 2 is."""
    requests, replies = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in (requests, replies):
            msvcrt.setmode(pipe, os.O_BINARY)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    return requests, replies


def _add_exit() -> None:
    """`exit` and `quit`, which Python's site module gives; that module is left out, with all start-up files."""
    import site

    site.setquit()


def _once(requests: int, results: int, confinement: Confinement, path: list[str]) -> None:
    """One run in this very process, where nothing can be forked; `requests` tells it when a time was taken."""
    request = wire.receive_request(requests)
    if isinstance(request, Request):
        libraries.load(request.libraries)
        confinement.prepare(libraries.folders(path, request.libraries))
        _run(request, results, requests, confinement, parent=0)


def _run(request: Request, results: int, go: int, confinement: Confinement, parent: int) -> None:
    """Confine this process, run the learner's program in it, and end it, whatever threads it left."""
    try:
        confinement.enter(request.limits, parent)
    except OSError as error:
        wire.send(results, Setup(str(error)[:500]))
        os._exit(0)
    try:
        learner.run(request.source, request.calls, results, go)
    finally:
        os._exit(0)


def _serve(requests: int, replies: int, confinement: Confinement, path: list[str]) -> None:
    from tutor.core.code import supervise

    supervise.adopt_orphans()
    gc.freeze()
    wire.send(replies, Warm())
    asked: set[str] = set()
    imported = 0
    while True:
        try:
            request = wire.receive_request(requests)
        except (EOFError, OSError, CodecError):
            break
        if isinstance(request, Stop):
            continue
        libraries.load(request.libraries)
        if len(sys.modules) != imported or not asked.issuperset(request.libraries):
            asked.update(request.libraries)
            imported = len(sys.modules)
            confinement.prepare(libraries.folders(path, asked))
            gc.freeze()
        reply = supervise.supervised(request, requests, confinement, _run)
        try:
            wire.send(replies, reply)
        except OSError:
            break
        if reply.last:
            break
    folder.removed(confinement.folder)

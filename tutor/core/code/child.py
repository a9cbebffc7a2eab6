"""The tutor's child process that runs learners' programs: warm (a confined fork for each run) or once."""

import gc
import os
import shutil
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from tutor.core.code import learner, wire
from tutor.core.code.confine import Confinement, Limits
from tutor.core.code.values import CodecError


def main(config: dict[str, Any]) -> None:
    """Serve the tutor at the other end of our stdin and stdout, until it goes away."""
    requests, replies = _take_pipes()
    confinement = Confinement(config["folder"], config["readable"], config["use"])
    _load(config["modules"])
    if config["warm"]:
        _serve(requests, replies, confinement)
    else:
        _once(requests, replies, confinement)


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


def _load(modules: Sequence[str]) -> None:
    for name in modules:
        try:
            __import__(name)
        except ImportError:
            continue


def _once(requests: int, results: int, confinement: Confinement) -> None:
    """One run in this very process, where nothing can be forked."""
    request = wire.receive(requests)
    os.close(requests)
    _load(request["modules"])
    _run(request, results, confinement, parent=0)


def _run(request: dict[str, Any], results: int, confinement: Confinement, parent: int) -> None:
    """Confine this process, run the learner's program in it, and end it, whatever threads it left."""
    try:
        confinement.enter(msgspec.convert(request["limits"], Limits), parent)
    except OSError as error:
        wire.send(results, {"setup": str(error)})
        os._exit(0)
    try:
        learner.run(request["source"], request["calls"], results)
    finally:
        os._exit(0)


def _serve(requests: int, replies: int, confinement: Confinement) -> None:
    from tutor.core.code import supervise

    supervise.adopt_orphans()
    gc.freeze()
    wire.send(replies, {"warm": True})
    while True:
        try:
            request = wire.receive(requests)
        except (EOFError, OSError, CodecError):
            break
        if "stop" in request:
            continue
        _load(request["modules"])
        reply = supervise.supervised(request, requests, confinement, _run)
        if not supervise.emptied(confinement.folder):
            break
        try:
            wire.send(replies, reply)
        except OSError:
            break
    shutil.rmtree(confinement.folder, ignore_errors=True)

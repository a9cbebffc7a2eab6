"""Six models cross-validated in the worker against the plain call, its progress, and how fast it stops.

python benchmarks worker
"""

import asyncio
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from figures import Figure, ratio
from msgspec.structs import replace

from tutor.core.exercise.play import Play
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.worker import Job, Worker, job_for

HERE = Path(__file__).parent
PACK = HERE / "slow_pack"
PLAIN = """
import sys, time
sys.path.insert(0, sys.argv[1])
from slow_pack.one.six_models.exercise import scores
for _ in sys.stdin:
    start = time.perf_counter()
    list(scores())
    print(time.perf_counter() - start, flush=True)
"""


def problem_of(seed: int) -> str:
    """The problem of an attempt, as it is sent."""
    return f'{{"seed":{seed}}}'


def six_models() -> Job:
    """The job, for its first seed; every seed is a job of its own, so that nothing is only remembered."""
    lesson = load_catalog([PACK]).find("slow-pack/six-models")
    play = Play.open(load_object(lesson, "exercise:Six"), 0)
    return job_for(lesson, "exercise:Six", play, action="compare", pack_dirs=[PACK])


def measure(rounds: int = 12) -> Iterator[Figure]:
    """Cost, progress, stopping, and asking again."""
    part = "Six models cross-validated in the worker"
    with subprocess.Popen([sys.executable, "-c", PLAIN, str(HERE)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as plain:  # fmt: skip
        assert plain.stdin is not None
        assert plain.stdout is not None
        pipe_in, pipe_out = plain.stdin, plain.stdout

        def plainly() -> float:
            print("go", file=pipe_in, flush=True)
            return float(pipe_out.readline())

        aside, alone, states, stops, again = asyncio.run(_measured(plainly, rounds))
        pipe_in.close()
    yield Figure(part, "worker, warm / the plain call, warm", ratio(aside, alone), 1.15)
    yield Figure(part, "states shown while it runs, of six", states, 6, more=True)
    yield Figure(part, "slowest stop, s", max(stops), 0.2, note=f"median {statistics.median(stops):.3f} s")
    yield Figure(part, "the same asked again / the plain call", ratio(again, alone))


Found = tuple[list[float], list[float], int, list[float], list[float]]


async def _measured(plainly: Callable[[], float], rounds: int) -> Found:
    """Seconds aside and alone, states shown, seconds to stop and to ask again."""
    worker, job = Worker(), six_models()
    try:
        shown: list[str] = []
        await worker.act(job, shown.append)
        plainly()
        aside, alone, again = [], [], []
        for seed in range(1, rounds + 1):
            aside.append(await _seconds(worker, replace(job, problem=problem_of(seed))))
            alone.append(await asyncio.to_thread(plainly))
            again.append(await _seconds(worker, replace(job, problem=problem_of(seed))))
        stops = [await _stop(worker, replace(job, problem=problem_of(seed))) for seed in range(rounds + 1, rounds + 6)]
    finally:
        await worker.close()
    return aside, alone, len(shown), stops, again


async def _seconds(worker: Worker, job: Job) -> float:
    start = perf_counter()
    await worker.act(job, lambda state: None)
    return perf_counter() - start


async def _stop(worker: Worker, job: Job) -> float:
    """Seconds from cancelling a job that has shown something until it is over."""
    seen = asyncio.Event()
    task = asyncio.create_task(worker.act(job, lambda state: seen.set()))
    await seen.wait()
    start = perf_counter()
    task.cancel()
    await asyncio.wait([task])
    return perf_counter() - start

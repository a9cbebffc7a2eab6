"""One chart that fills a terminal: the right arrow shows its next frame. Run by `bench_keys`, by peers too.

python benchmarks/stage.py SUBJECT [--busy]
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "120")

import plot_rivals as rivals
from bench_plots import Stage, charts


class Busy(Stage):
    """The same while six models are cross-validated in the worker, over and over."""

    def on_mount(self) -> None:
        self.work = asyncio.create_task(self.compare())

    async def compare(self) -> None:
        sys.path.insert(0, str(Path(__file__).parent))
        from bench_worker import six_models
        from msgspec.structs import replace

        from tutor.core.worker import Worker

        worker, job = Worker(), six_models()
        try:
            for seed in range(10_000):
                await worker.act(replace(job, seed=seed), lambda state: None)
        finally:
            await worker.close()

    async def on_unmount(self) -> None:
        self.work.cancel()


def main() -> None:
    name, busy = sys.argv[1], "--busy" in sys.argv
    alone = {"counter": rivals.Counter, "textual-plotext": rivals.textual_plotext, "textual-plot": rivals.textual_plot}
    subject = alone[name] if name in alone else charts()[name]
    (Busy if busy else Stage)(subject).run()


if __name__ == "__main__":
    main()

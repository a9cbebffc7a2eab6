"""The report opened by a browser that is not ours: it loads, shows its pictures, runs nothing, and prints."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.report.content import gather
from tutor.core.report.html import to_html
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PACKS = Path(__file__).parents[1] / "fixtures" / "packs"


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_a_browser_opens_and_prints_it(tmp_path: Path) -> None:
    catalog = load_catalog([PACKS])
    store, lesson = MemoryStore(), catalog.find("tiny-pack/every-block")
    run = LessonRun(lesson, store)
    for item in run.text.items():
        if item.name not in ("reach", "doubled", "letter"):
            run.submit(item.name, solution(run.shown.question(item.name)), confidence=2)
    run.submit("letter", "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\">")
    page = tmp_path / "report.html"
    page.write_text(to_html(gather(store, ItemIndex(catalog))), encoding="utf-8")
    base = [
        str(CHROMIUM), "--headless",
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}",
    ]  # fmt: skip
    env = {**os.environ, "HOME": str(tmp_path)}
    dom = subprocess.run(
        [*base, "--dump-dom", page.as_uri()], capture_output=True, text=True, env=env, check=True
    ).stdout
    assert "<title>What I learned</title>" in dom
    assert dom.count("<figure><svg") == 5
    assert "<script" not in dom
    assert "hit</title>" not in dom
    pdf = tmp_path / "report.pdf"
    subprocess.run([*base, f"--print-to-pdf={pdf}", page.as_uri()], capture_output=True, env=env, check=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.stat().st_size > 10_000

"""What is drawn for an attempt is on the screen, whatever the kind of item."""

from pathlib import Path

from tutor.core.settings import Settings
from tutor.ui.app import TutorApp
from tutor.ui.library import Library

FILES = {
    "__init__.py": "",
    "pack.toml": 'api = 1\ntitle = "T"\n[[modules]]\nid = "m"\ntitle = "M"\nlessons = ["one"]\n',
    "m/one/questions.py": "def draw(seed):\n    return {'n': 41}\n",
    "m/one/lesson.md": """\
+++
title = "One"
+++
# One

::: code plus checks=checks:plus draw=questions:draw
Return {n} and one.

```python
def plus():
    return {n}
```
:::
""",
}


async def test_a_program_is_asked_for_with_its_drawn_values(tmp_path: Path, ready, text_of) -> None:
    for name, text in FILES.items():
        file = tmp_path / "drawn_pack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    app = TutorApp(Library([tmp_path / "drawn_pack"], tmp_path / "data"), Settings(), "drawn-pack/one")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        shown = text_of(app)
        assert "Return 41 and one." in shown
        assert "return 41" in app.screen.query_one("CodeView").response()
        assert "{n}" not in shown

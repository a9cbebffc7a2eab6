"""A lesson as its author looks at it: a learner's screen, with every branch of it at hand."""

from functools import partial
from textwrap import shorten
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.core.errors import Finding, TutorError
from tutor.core.preview import Branch, PreviewRun, branches
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.widgets.column import keep_in_sight
from tutor.ui.widgets.header import Header
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.page import PageView

ROW = 60
"""Columns of a row of the list of branches."""


class PreviewScreen(LessonScreen):
    """What is an author's stands in the first line, where a learner reads that all is saved."""

    class SeedAsked(Message):
        """The lesson is wanted on this seed."""

        def __init__(self, seed: int) -> None:
            super().__init__()
            self.seed = seed

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "branches", "show", show=False, tooltip="Show a branch of an item, or another page",
                id="preview.branches"),
        Binding("f6", "seed", "seed", show=False, tooltip="The lesson again, on the next seed", id="preview.seed"),
        Binding("f7", "findings", "findings", show=False, tooltip="What `tutor check` finds", id="preview.findings"),
        Binding("f8", "words", "words", show=False, tooltip="This page as plain mode tells it", id="preview.words"),
        Binding("f9", "app.reload", "reload", show=False, tooltip="Look again at what is on disk", id="preview.reload"),
    ]  # fmt: skip
    lesson_run: PreviewRun

    def __init__(self, run: PreviewRun) -> None:
        super().__init__(run)
        self.findings: tuple[Finding, ...] | None = None
        """Of the lesson as it is on screen; None while it is being proved."""

    async def take(self, run: PreviewRun) -> None:
        """The lesson as it is now: page, item at hand and place in the text stay."""
        for timer in self._moves.values():
            timer.stop()
        self._moves.clear()
        column = self.query_one(PageView).main()
        before = column.scroll_y if column is not None else 0
        held, at = self.current is not None and self.current.has_focus_within, self.at
        self.lesson_run = run
        with self.app.batch_update():
            await self.show_page()
        view = self.item_view(at)
        if held and view is not None:
            view.quiet = True
            view.focus_answer()
        column = self.query_one(PageView).main()
        if column is not None:
            column.scroll_to(y=before, animate=False)

    def show_proof(self, findings: tuple[Finding, ...] | None) -> None:
        """What `tutor check` found; None: it is at it."""
        self.findings = findings
        if self.query(Header):
            self.show_header()

    def show_header(self) -> None:
        """Where this is, and what an author can do."""
        run, here = self.lesson_run, self.lesson_run.session.page
        header = self.query_one(Header)
        header.trail = (run.lesson.title, inline(run.text.pages[here].title).plain)
        name = self.current.item.name if self.current is not None else ""
        seed = run.shown.seed(name) if name else run.first_seed
        keys = (("F4", "show"), ("F6", f"seed {seed}"), ("F7", self._proof()))
        parts = [Content.assemble((key, "bold $footer-key-foreground"), f" {word}  ") for key, word in keys]
        header.right = Content.assemble(*parts, f"page {here + 1} of {len(run.text.pages)}")

    def _proof(self) -> str:
        if self.findings is None:
            return "checking"
        count = len(self.findings)
        return "1 finding" if count == 1 else f"{count or 'no'} findings"

    def action_branches(self) -> None:
        """Choose what to look at: of the item at hand first, then of the others here, then another page."""
        from tutor.ui.screens.choosing import ChooseSheet

        run = self.lesson_run
        found: list[Branch] = []
        names = [item.name for item in run.page_items()]
        if self.current is not None:
            names.sort(key=lambda name: name != self.current.item.name if self.current is not None else False)
        for name in names:
            try:
                found += branches(run, name)
            except TutorError as error:
                self.say(error)
        several = len(names) > 1
        rows = [
            _row(f"branch {at}", f"{one.item}: {one.title}" if several else one.title, one.about)
            for at, one in enumerate(found)
        ]
        rows += [
            _row(f"page {at}", f"page {at + 1}", page.title)
            for at, page in enumerate(run.text.pages)
            if at != run.session.page
        ]
        self.app.push_screen(ChooseSheet("Show …", rows), partial(self._chosen, found))

    async def _chosen(self, found: list[Branch], key: str | None) -> None:
        kind, _, number = (key or "").partition(" ")
        if kind == "page":
            self.keep_all()
            self.lesson_run.go(int(number))
            self.at = ""
            await self.show_page()
        elif kind == "branch":
            await self.show_branch(found[int(number)])

    async def show_branch(self, branch: Branch) -> None:
        """Have the item show it."""
        self.keep_all()
        try:
            branch.show(self.lesson_run)
        except TutorError as error:
            self.say(error)
        self.at = branch.item
        await self.show_page()
        view = self.item_view(branch.item)
        if view is not None:
            view.focus_answer()
            keep_in_sight(view, view.verdict if view.verdict.display else view)

    def action_seed(self) -> None:
        """Other numbers."""
        self.post_message(self.SeedAsked(self.lesson_run.first_seed + 1))

    def action_findings(self) -> None:
        """What `tutor check` found, in full."""
        from tutor.ui.screens.text import TextSheet
        from tutor.ui.widgets.findings import Findings

        if self.findings is None:
            self.notify("The lesson is being checked.")
        elif not self.findings:
            self.notify("`tutor check` finds nothing wrong with this lesson.")
        else:
            self.app.push_screen(TextSheet("What `tutor check` finds", Findings(self.findings)))

    def action_words(self) -> None:
        """The page without a screen."""
        from tutor.plain.spoken import page_in_words
        from tutor.ui.screens.text import words_sheet

        self.keep_all()
        self.app.push_screen(words_sheet(page_in_words(self.lesson_run)))


def _row(key: str, title: str, about: str) -> tuple[str, str, str]:
    """On one line of a sheet at 80 columns."""
    return key, title, shorten(inline(about).plain, max(12, ROW - len(title)), placeholder=" …")

"""What `tutor check --explain CODE` says beyond the table of codes: why it matters, and how it is mended."""

MORE = {
    "front-matter": (
        "Between the two `+++` lines stands TOML: `key = value`, texts in quotes, lists in [ ], whole numbers "
        "bare. A lesson whose front matter cannot be read is in no list; what others need of it is then not "
        "told as missing."
    ),
    "missing": (
        "A name in `lessons` is also the name of the lesson's folder, and a module's id that of the module's; "
        "a hyphen in the name is `_` in the folder. Where the name is near to a folder that is there, that "
        "one was meant."
    ),
    "unlisted": (
        "The catalogue reads pack.toml alone, so a lesson that stands in no list cannot be found, needed or "
        "asked. Add it to `lessons` where it is to come in teaching order, or to `planned` while it is being "
        "written."
    ),
    "needs": (
        "A need names a lesson of this pack, or `pack/lesson`; one in `planned` may be needed already. Needs "
        "advise and do not lock, so a wrong one is silent on the learner's side, and the order that they "
        "suggest is wrong."
    ),
    "term": (
        "Terms are looked up in the pack's glossary.toml, by name or by a name in `also`; case is no "
        "difference. While glossary.toml cannot be read, no term is called unknown: mend the glossary first."
    ),
    "glossary": (
        "Each entry is a table with two texts, for both kinds of reader; a name with blanks is quoted: "
        '["learning rate"]. A wrong entry is left out for learners, the others work.'
    ),
    "encoding": (
        "Lessons are UTF-8, with or without a byte order mark; line ends of any system will do. Editors call "
        "it UTF-8 or Unicode (UTF-8); what Windows calls Unicode is UTF-16, and ANSI is a code page."
    ),
    "licence": (
        "Whoever gets a pack wants to know whether it may be changed, shown in a course or sold. pip reads it "
        "from the distribution: `license` in pyproject.toml takes an SPDX expression such as MIT or "
        "CC-BY-4.0."
    ),
    "card": (
        "A table without source and licence may not be shipped, and one whose checksum, columns or rows "
        "differ from its card is refused when a lesson asks for it. `tutor check` of the data pack, by folder "
        "or id, proves both files."
    ),
    "colons": (
        "A block begins with `::: kind name` and ends with `:::` alone, at the beginning of their lines. With "
        "two or four colons it would be shown as text."
    ),
    "heading": (
        "Markdown wants a blank after the `#` of a heading; without it learners read the sign. A page has no "
        "title then."
    ),
    "table": (
        "Markdown drops the cells of a row for which the header has no column, and nobody sees that they are "
        "gone. Most often a bar was meant as text: it is written `\\|`, in code and in formulas too."
    ),
    "link": (
        "A terminal opens https:// and http:// alone, and asks before it does. Other files, other pages and "
        "pictures cannot be reached from a lesson: say it on the page, or show it as a Chart or a Diagram."
    ),
    "page-wide": (
        "Prose is wrapped, code and tables are not: beyond 76 columns a learner at 80×24 has to scroll "
        "sideways. That goes for the starter of a program, too: it is what the learner edits."
    ),
    "colour": (
        "Themes change colours, ASCII terminals have none, plain mode says words, and one man in twelve does "
        "not tell red from green. Each tone has a mark besides, and each layer a label: speak of those."
    ),
    "tells": (
        "Who has not understood it passes all the same, and the answer says nothing about memory. The right "
        "option is counted as the longest where it is so by a fifth and by eight letters, in every form of a "
        "question, or in every choice of a lesson; and as standing in one place where `shuffle=no` keeps it "
        "there."
    ),
    "hint-tells": (
        "A hint that has the answer ends the exercise instead of helping with it: the right number, the right "
        "option and no wrong one, the word, a pair of a match, two entries in their order. Say how to get "
        "there, or work it out with other numbers."
    ),
    "leans": (
        "Quizzes, reviews, the placement and the final ask a question without its page, and cards of Anki's "
        "have none. “That table” then points at nothing. Say in the prompt what it is about; what cannot be "
        "said so is `here=only`."
    ),
    "draw-place": (
        "Every `{name}` of a block with `draw` is filled with a value that the function gives. Its line is "
        "that of the place itself; a format is one of Python's, as `{w:.3f}` for a number."
    ),
    "not-finite": (
        "A mean of no rows, a division by 0 or an overflow shows up as nan or inf, which no learner can do "
        "anything with. Where there is no such number, say so in words, or give None for an empty cell. A gap "
        "in a Line is fine; points, bars and heat maps have none."
    ),
    "out-of-range": (
        "A slider that starts outside of its range stands at its end and jumps at the first key, and a "
        "solution that no control can be put to is out of a learner's reach, however well it is graded."
    ),
    "random-state": (
        "Three walks of thirty random moves, as a learner could make them, look at the view, tell it in words "
        "and grade it. The line `tutor grade … --move …` has the state before, and the move that led to the "
        "fault; paste it to see the fault again, and after the mend to see it gone."
    ),
    "solve": (
        "`solution` proves that the exercise can be passed, from whatever state a learner is in and on every "
        "seed. The `tutor grade` line has the state that it gave, and prints what the rubric misses in it."
    ),
    "misconception-confused": (
        "Where two misconceptions apply to one state, a learner is told one of them by accident of their "
        "order. Make their conditions exclude each other, or group them with `first_of(…)`, the narrow ones "
        "first."
    ),
}
"""A paragraph by code, for those that a sentence does not explain."""

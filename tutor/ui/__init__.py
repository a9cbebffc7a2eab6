"""The screens: the only room that knows Textual and plotext."""

import os

os.environ.setdefault("TEXTUAL_FPS", "120")  # read once, when Textual is imported: smoother drags

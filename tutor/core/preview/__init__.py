"""The author's loop: a lesson as it is on disk now, every branch of it, and what stands in its way. No screen."""

from tutor.core.preview.branches import Branch, branches
from tutor.core.preview.loading import Look, look
from tutor.core.preview.run import PreviewRun

__all__ = ["Branch", "Look", "PreviewRun", "branches", "look"]

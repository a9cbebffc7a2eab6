"""What the terminal can show, as far as its environment says."""

import os
import sys
from dataclasses import replace

from tutor.core.settings import Settings


def fitted(settings: Settings) -> Settings:
    """The settings, with ASCII where the terminal takes nothing else."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    bare = os.environ.get("LC_ALL", "") in ("C", "POSIX")  # Python itself says UTF-8 even then
    plain = bare or "utf" not in encoding or os.environ.get("TERM", "") in ("dumb", "linux", "vt100", "")
    return replace(settings, ascii=settings.ascii or plain)

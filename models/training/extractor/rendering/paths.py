"""Makes the reader's training code importable, whose fonts, canvas and damage are used here."""
from __future__ import annotations

import pathlib
import sys

READER = pathlib.Path(__file__).resolve().parent.parent.parent / 'reader'
if str(READER) not in sys.path:
    sys.path.append(str(READER))

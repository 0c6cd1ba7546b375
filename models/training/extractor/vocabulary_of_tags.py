"""The lists of src-main/engine/extraction/tagging/tags.ts, read from there: one list, one order."""
from __future__ import annotations

import re
from pathlib import Path

SOURCE = (Path(__file__).resolve().parents[3] / 'src-main/engine/extraction/tagging/tags.ts').read_text('utf-8')


def names_of(constant: str) -> list[str]:
    body = re.search(rf'export const {constant} = \[(.*?)\]', SOURCE, re.S)
    if body is None:
        raise SystemExit(f'{constant} is not in tags.ts')
    return re.findall(r"'([^']+)'", body.group(1))


TAGS = names_of('TAGS')
TYPES = names_of('TAGGED_TYPES')
LANGUAGES = names_of('TAGGED_LANGUAGES')

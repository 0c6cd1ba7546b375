"""The reader's manifest, models/reader/v1/manifest.json: each trainer writes its own part and leaves the other's alone.

    /usr/bin/python3 models/training/reader/manifest.py recogniser      # after a new recogniser.onnx: its file, hash and charset
"""
from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from charset import CHARSET
from line_crops import HEIGHT, MARGIN_X, MARGIN_Y, MAX_WIDTH

FOLDER = Path(__file__).resolve().parents[2] / 'reader' / 'v1'


def update(part: str | None, values: dict[str, object]) -> None:
    """Merges `values` into a part ('detector', 'recogniser') of the manifest, or into its top (None); the file is replaced at once."""
    path = FOLDER / 'manifest.json'
    manifest = json.loads(path.read_text(encoding='utf8')) if path.exists() else {}
    manifest = {'name': 'tickmark-reader', 'version': '1', **manifest}
    if part is None:
        manifest |= values
    else:
        manifest[part] = {**manifest.get(part, {}), **values}
    temporary = path.with_suffix('.part')
    temporary.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + '\n', encoding='utf8')
    temporary.rename(path)


def net_file(name: str) -> dict[str, object]:
    """`file` and `sha256` of a net in the reader's folder."""
    return {'file': name, 'sha256': hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}


def main() -> None:
    if sys.argv[1:] != ['recogniser']:
        raise SystemExit(__doc__)
    update('recogniser', {**net_file('recogniser.onnx'), 'charset': CHARSET, 'height': HEIGHT, 'stride': 4, 'marginY': MARGIN_Y, 'marginX': MARGIN_X, 'maxWidth': MAX_WIDTH})


if __name__ == '__main__':
    main()

"""Characters that the reader knows. The order is the class index (class 0 is the blank of CTC); never reorder within a version of the model."""
from __future__ import annotations

ASCII = ''.join(chr(c) for c in range(32, 127))
SIGNS = '€£§°–’„“”«»•·×²³½©®ºª¿¡¢¥'
UPPER = 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸĄĆĘŁŃÓŚŹŻČĎĚŇŘŠŤŮŽŐŰ'
UPPER = ''.join(dict.fromkeys(UPPER))
LOWER = ''.join(c.lower() for c in UPPER) + 'ß'
CHARSET = ASCII + SIGNS + UPPER + LOWER
INDEX = {c: i + 1 for i, c in enumerate(CHARSET)}
CLASSES = len(CHARSET) + 1

# Look-alikes that no reader can tell apart on paper; folded before a label is encoded.
FOLD = str.maketrans({'—': '–', '−': '-', '‐': '-', '‑': '-', '‘': '’', '‚': ',', '´': '’', '‹': '<', '›': '>', '\u00a0': ' ', '\u202f': ' ', 'ʼ': '’'})


def fold(text: str) -> str:
    """`text` with look-alikes folded and white space collapsed."""
    return ' '.join(text.replace('…', '...').translate(FOLD).split())


def encode(text: str) -> list[int]:
    """Class indices of `text`; characters outside the charset are dropped."""
    return [INDEX[c] for c in text if c in INDEX]


def decode(frames: list[int]) -> str:
    """Best path of CTC: repeats collapsed, blanks dropped."""
    out: list[str] = []
    previous = 0
    for k in frames:
        if k != previous and k:
            out.append(CHARSET[k - 1])
        previous = k
    return ''.join(out)

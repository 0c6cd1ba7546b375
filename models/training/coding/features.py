"""Text to hashed character n-grams. `src-main/workers/text-classifier.ts` holds the same definition; golden.json ties the two."""
import unicodedata

BUCKETS = 1 << 14
MIN_GRAM, MAX_GRAM = 2, 5
# Longest list of n-grams that is read of one text; a line item has some 60 to 150.
MAX_INDICES = 512


def normalise(text: str) -> str:
    """NFKD, lower case, no combining marks, every digit 0, everything but letters and digits a single space."""
    out = []
    for char in unicodedata.normalize('NFKD', text).lower():
        kind = unicodedata.category(char)
        if kind[0] == 'M':
            continue
        out.append('0' if kind == 'Nd' else char if kind[0] in 'LN' else ' ')
    return ' '.join(''.join(out).split())


def fnv1a(data: bytes) -> int:
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def indices(text: str) -> list[int]:
    """
    Indices 1..BUCKETS (0 is padding) in order: for each word w, padded as `<w>`, all n-grams of 2 to 5 code points, then `=w` for the
    whole word; a text without letters and digits gives an empty list.
    """
    found: list[int] = []
    for word in normalise(text).split():
        padded = f'<{word}>'
        grams = [padded[at:at + n] for n in range(MIN_GRAM, MAX_GRAM + 1) for at in range(len(padded) - n + 1)]
        found += [1 + fnv1a(gram.encode('utf-8')) % BUCKETS for gram in [*grams, f'={word}']]
    return found[:MAX_INDICES]

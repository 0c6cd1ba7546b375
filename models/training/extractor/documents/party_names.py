"""What suppliers and buyers are called: patterns of names, filled with words of a language, a region or nobody's.

A name is drawn as a pattern of placeholders, so that trades, families, places, initials and invented words meet in as many ways as on
real signs. No name is anybody's on purpose.
"""
from __future__ import annotations

from .draw import LANGUAGES, Choice, table
from .locales import Market
from .party_address import coined, town

# Weight and pattern. s surnames, o a person, f a first name, t trades, F fronts, w words that are nobody's, b brands made of syllables,
# L letters, I initials with spaces, D initials with dots, N a number, p a place, z what big firms append.
GENERAL = '''10 {s} {t}|6 {t} {s}|3 {s} & {s}|2 {s} & {s} {t}|1 {s}, {s} & {s}|.5 {s} + {s}|10 {w} {t}|7 {F} {t}|4 {F} {w}|3 {F} {w} {t}|2 {F} {s}|1 {F} {F} {t}|6 {w}|2 {w} {w}|6 {w} {w} {t}|4 {L} {t}|1 {L}
1 {L} {w} {t}|.7 {L} {t} & {t}|1 {L}&{l} {t}|1.5 {D} {t}|.5 {D}|1.5 {I} {s} {t}|1 {N} {t}|.5 {N} {w} {t}|.5 {w} {N}|.5 {w} {N} {t}|4 {t} {w}|4 {w} {t} & {t}|2 {s} {t} & {t}|1.5 {t} & {t} {s}|1 {w}-{w}|1 {w}-{t}|1.5 {w}{w-}|5 {b}|5 {b} {t}|2.5 {b} {z}
1 {b} {t} {z}|1.5 {w} {z}|1 {o}|3 {t} {o}|2 {o} {t}|1 {f} {t}|.7 {f} & {f} {t}|2 {p} {t}|2 {t} {p}|1 {F} {p}|.7 {s} {t} {p}|.5 {w} @ {p}|.4 {w}@{p}|1 {w.}|.7 {w} & {w}|1.5 {w} {t} {t}|.5 "{w}" {t}|.8 {t} "{w}"|.7 {t} "{F} {w}"|2 {t} {F} {w}
.5 {t} & {t}|.7 {F} {t} {p}|.6 {t} {N}|.5 {t} {I} {s}|.4 {w} ({p})|.3 {w}'s|.3 {b}!|.3 {w}+|.3 {w}/{w} {t}|.5 {L}-{t}|.4 {w} & {f}'''
ENGLISH = "3 {s}'s|3 {s}'s {t}|1 {f}'s|1.5 {f}'s {t}|1 {s} & Sons|1 {s} & Sons {t}|1 {s} Bros|1 {s} & Co|1 The {w} {t}|1 The {w} & {w}|.7 {w} of {p}|.7 {t} by {f}|.7 {w} N {w} {t}|.5 {N}th {w} {t}|1 University of {p}|.7 {p} {t} Co"
CHINESE = '5 {S} {y} {y} {t}|8 {y} {y} {t}|4 {y}{y-} {t}|5 {k} {y} {y}|3 {k} {y} {y} {y}|2 {k} {S} {y} {y}|4 {y} {y} {e}|1 {y} {y} {e} {t}|2 {I} {S} {t}|2 {y} {y}|1.5 {y} {y} {y} {t}|2 {S} {e} {t}|1 {S} {e}|1 {y} {y} & {S}|1 {y} {y} ({p}) {t}|2 {y} {y} {t} & {t}|1 {y} {y} {t} {t}|1 {L} {y} {t}|1 {y} {y} {w} {t}|1 {F} {y} {t}|.7 {N} {t}|.7 {y}-{y} {t}|.7 {y} {y} {p} {t}|.7 {S} {y} {y}|.7 {L} {t}|.5 {y} {y} {y} {y} {t} {t}'
MALAY = '5 {k} {w} {w}|3 {k} {w}|3 {k} {n}|3 {k} {n} {n}|5 {w} {w} {t}|3 {w} {t}|3 {n} {t}|2 {n} & {n} {t}|2 {k} {w} {w} {w}|2 {w} {w}|1 {k} {L}|1 {L} {w} {t}|1 {k} {w} {p}|1.5 {w} {p} {t}|1 {n} {n} {t}|1 {k} {t} {w}|.7 {w} {w} {w} {t}|1 {k} {n} {w}'
INDIAN = '4 {w} {n} {t}|5 {n} {t}|4 {w} {w} {t}|2 {n} & {n} {t}|2 {k} {w} {n}|2 {n} {n} {t}|2 {D} {n} {t}|2 {w} {n}|1.5 {n} & Sons|1 {n} Brothers|2 {w} {t}|1 {D} {n} & Co|1 {n} {t} & {t}|1 {w} {n} {p}|.7 {F} {t}'
ELSEWHERE = '5 {w} {t}|3 {w}|2 {w} {w}|3 {t} {w}|2 {w} {w} {t}|1 {w} {p}|1 {F} {w}|1 {w} & {s}|1 {L} {w}'
# How often a region's own kinds of names stand in a market: Chinese, Malay, Indian, others.
REGIONS = {'MY': (.4, .18, .08, .02), 'SG': (.42, .08, .12, .06), 'IN': (.0, .0, .62, .03), 'XX': (.08, .03, .05, .35)}
ANYWHERE = (.02, .0, .015, .05)
KINDS = ('{x} GROUP', '{x} HOLDINGS', '{x} CORPORATION', '{x} INDUSTRIES', '{x} MARKETING', '{x} TRADING', '{x} ENTERPRISE', '{x} RESOURCES', '{x} (M)', '{x} (KL)', '{x} (PJ)', '{x} (JOHOR)', '{x} (MALAYSIA)', '{x} (S)', '{x} & CO', '{x} CO. (M)', '{x} & SONS', '{x} (PG)', '{x} RETAIL', '{x} VENTURES')


def parsed(text: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    pairs = [part.split(' ', 1) for part in text.replace('\n', '|').split('|')]
    return tuple(pattern for _, pattern in pairs), tuple(float(weight) for weight, _ in pairs)


_PARSED = {key: parsed(text) for key, text in {'general': GENERAL, 'english': f'{GENERAL}|{ENGLISH}', 'chinese': CHINESE, 'malay': MALAY, 'indian': INDIAN, 'elsewhere': ELSEWHERE}.items()}


def brand_word(c: Choice) -> str:
    """A word as marketing makes them."""
    parts = table('names', 'elsewhere')
    middle = c(parts['brand_middle']) if c.p(.4) else ''
    word = c(parts['brand_start']) + middle + c(parts['brand_end'])
    return word.upper() if c.p(.12) else word[:1].upper() + word[1:] if c.p(.9) else word.lower()


def far_word(c: Choice) -> str:
    """A word from a language that has no documents here: shops abroad keep their names."""
    parts = table('names', 'elsewhere')
    kind = c(('japanese', 'japanese', 'thai', 'turkish', 'arabic'))
    if kind == 'japanese':
        return c(parts['japanese']) + c(parts['japanese_end'])
    return c(parts[kind]) + (c(parts[kind]).lower() if kind == 'thai' else '')


class Words:
    """Fills the placeholders of one name."""

    def __init__(self, c: Choice, market: Market, region: str, surname: str, owner: str) -> None:
        self.c, self.market, self.region = c, market, region
        language = market.language if c.p(.94) else c(LANGUAGES)  # a trattoria in Leeds
        self.names, self.language = table('names', language), language
        self.surname, self.owner = surname, owner
        self.own = table('names', region) if region in ('chinese', 'malay', 'indian') else self.names

    def new(self) -> str:
        c = self.c
        if self.region == 'elsewhere':
            return far_word(c)
        if self.region in ('malay', 'indian'):
            return c(self.own['word'])
        return c(self.names['_new']) if '_new' in self.names and c.p(.8) else coined(c, self.language) if c.p(.7) else brand_word(c)

    def trade(self) -> str:
        return self.c(self.own['trade'] if self.c.p(.85) else self.names['trade'])

    def word(self, key: str) -> str:
        c, own, names = self.c, self.own, self.names
        if key == 's':
            surname, self.surname = self.surname, c(names['surname'])
            return surname
        if key == 'D':
            letters, after = c.letters(c.n(1, 4)), c.p(.8)
            return '.'.join(letters) + ('.' if after else '')
        if key == 'w.':
            return f'{coined(c, "en").lower()}{c(("", "24", "-shop", "direct", "store"))}.{c(("com", "net", "shop", "eu", "online", "io", "de", "co.uk"))}'
        return {'o': lambda: self.owner, 'f': lambda: c(names['first']), 't': self.trade, 'F': lambda: c(names['front']), 'w': self.new, 'w-': lambda: self.new().lower(), 'b': lambda: brand_word(c), 'l': lambda: c.letters(1),
                'L': lambda: c.letters(c.weighted((1, 2, 3, 4), (.1, .3, .45, .15))), 'I': lambda: ' '.join(c.letters(c.n(1, 2))), 'N': lambda: str(c.n(1, 99) if c.p(.8) else c.n(100, 2050)), 'p': lambda: town(c, self.market).split(',')[0],
                'z': lambda: c(table('names', 'elsewhere')['suffix']), 'S': lambda: c(own['surname']), 'y': lambda: c(own['syllable']), 'y-': lambda: c(own['syllable']).lower(), 'e': lambda: c(own['ending']), 'n': lambda: c(own['name']),
                'k': lambda: c(own.get('kind', ('Restoran', 'Restaurant', 'Kedai')))}[key]()

    def filled(self, pattern: str) -> str:
        while '{' in pattern:
            start, end = pattern.index('{'), pattern.index('}')
            pattern = pattern[:start] + self.word(pattern[start + 1:end]) + pattern[end + 1:]
        return pattern


def region_of(c: Choice, market: Market) -> str:
    shares = REGIONS.get(market.country, ANYWHERE)
    return c.weighted(('chinese', 'malay', 'indian', 'elsewhere', 'general'), (*shares, 1 - sum(shares)))


def core_name(c: Choice, market: Market, surname: str, owner: str) -> str:
    """A name without its legal form."""
    region = region_of(c, market)
    patterns, weights = _PARSED['english' if region == 'general' and market.language == 'en' else region]
    while True:
        name = Words(c, market, region, surname, owner).filled(c.weighted(patterns, weights))
        if 1 < len(name) < 60:
            return name


def person_name(c: Choice, market: Market) -> str:
    """Somebody of the market: a note on a receipt, an owner."""
    names, region = table('names', market.language), region_of(c, market)
    if region == 'chinese':
        chinese = table('names', 'chinese')
        return f'{c(chinese["surname"])} {c(chinese["syllable"])}{c((" " + c(chinese["syllable"]), c(chinese["syllable"]).lower()))}'
    if region in ('malay', 'indian'):
        own = table('names', region)['name']
        return f'{c(own)} {c(("", "", "bin ", "a/l ") if market.country == "MY" else ("",))}{c(own)}'
    return f'{c(names["first"])} {c(names["surname"])}'


def legal_form(c: Choice, market: Market, owner: str) -> str:
    form = c(market.forms).replace('{owner}', owner)
    if market.country in ('MY', 'SG') and c.p(.16):
        kind = c(KINDS).replace('{x}', '').strip()
        form = f'{kind if form.upper() == form else kind.title() if "(" not in kind else kind} {form}'
    return form

"""What stands above the name on a receipt: logos, notes by hand, titles, greetings, numbers. None of it is who sells."""
from __future__ import annotations

from .draw import invented_words, run, table
from .noise import garbled
from .party_names import brand_word, person_name
from .party_phrases import phrase, scribble
from .scene import Scene
from .strip import Strip


def print_above(scene: Scene, strip: Strip, anchor: str) -> None:
    c, malaysian = scene.c, scene.market.country == 'MY'
    if c.p(.2 if malaysian else .04):
        by_hand(scene, strip)
    if c.p(.075):
        logo(scene, strip)
    rows = []
    if c.p(.05):
        rows.append((scene.words(scene.text('receipt')), c((1., 1., 1.5))))
    if c.p(.035):
        rows.append((run(phrase(scene, 'welcome')), 1.))
    if c.p(.015):
        rows.append((run(phrase(scene, 'copy')), 1.))
    if c.p(.012):
        rows.append((run(phrase(scene, 'notice')), 1.))
    if c.p(.012):
        rows.append((run(phrase(scene, 'slogan')), 1.))
    if c.p(.02):
        rows.append((scene.date(scene.day, 'date') + (run(scene.dates.time(c)) if c.p(.6) else []), 1.))
    if c.p(.015):
        rows.append((run(scene.supplier.phone if c.p(.6) else scene.supplier.web, 'contact'), 1.))
    if c.p(.02):
        rows.append((run(c((c.digits(c.n(1, 6)), f'# {c.n(1, 99)}', c.letters(2) + c.digits(3), f'{scene.text("till")} {c.n(1, 20)}', f'{scene.text("table")} {c.n(1, 60)}'))), c((1., 1.8))))
    for words, scale in c.shuffled(rows):
        strip.line(words, anchor, scale)


def by_hand(scene: Scene, strip: Strip) -> None:
    """A name or a number written or stamped on top, larger than print and anywhere."""
    c = scene.c
    name = person_name(scene.c, scene.market)
    text = scribble(c) if c.p(.5) else name.lower() if c.p(.65) else name
    size = strip.size * c.f(.9, 2.6)
    words = run(text)
    room = max(0., strip.inner - strip.sheet.room(words, size))
    strip.y += max(0., size - strip.size)
    strip.sheet.put(strip.left + room * c.random(), strip.y, words, size)
    strip.step(c.f(.9, 2.))


def logo(scene: Scene, strip: Strip) -> None:
    """A logo that a reader takes for words: bits of letters, or a brand that is half read. The company stands below in plain type."""
    c = scene.c
    for _ in range(c.weighted((1, 2, 3), (.6, .28, .12))):
        kind = c(('bits', 'bits', 'brand', 'word', 'trade'))
        if kind == 'bits':
            text = ' '.join(''.join(c('|_-.,~=\'"*:;/\\()<>!il1IoO0cCvVaAeE§«»°@&PRSMHKBNwm') for _ in range(c.n(1, 4))) for _ in range(c.n(1, 3)))
        else:
            source = brand_word(c) if kind == 'brand' else c(invented_words(scene.language)) if kind == 'word' else c(table('names', scene.language)['trade'])
            text = garbled(c, garbled(c, source) if c.p(.5) else source)
            text = text.upper() if c.p(.4) else text.swapcase() if c.p(.15) else text
        scale = c.f(1., 3.2)
        strip.line(run(text), c('mmml'), scale)

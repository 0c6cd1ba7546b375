"""Names at the head of a receipt: the company, its brand, register number, branch, former name, owner."""
from __future__ import annotations

from .draw import Run, invented_words, run
from .party_phrases import other_company, phrase
from .scene import Scene
from .strip import Strip

# What stands there: the company; a brand and the company; a brand here and the company at the foot; the company at the foot alone; nobody.
FORMS = ('name', 'brand', 'brand-late', 'late', 'nobody')


def print_names(scene: Scene, strip: Strip, anchor: str) -> Run:
    """The names. Returns the register number if it stands further down."""
    c, who = scene.c, scene.supplier
    shares = (.955, 0., 0., .02, .025) if not who.brand else (.08, .76, .16, 0., 0.) if who.legal else (.25, .75, 0., 0., 0.)
    form = c.weighted(FORMS, shares)
    big = c.weighted((1., 1.15, 1.35, 1.8, 2.4), (.55, .2, .14, .08, .03))
    brand = run(who.brand) if form.startswith('brand') else []
    if brand:
        for row in [brand[:1], brand[1:]] if len(brand) > 1 and c.p(.2) else [brand]:
            strip.line(row, anchor, c((1., 1., 1.3, 1.8, 2.5)))
        big = 1. if c.p(.85) else big
        between(scene, strip, anchor)
    scene.name_late = form in ('brand-late', 'late')
    name = run(who.name, 'supplier') if form in ('name', 'brand') else []
    register = register_words(scene) if scene.market.country in ('MY', 'SG') and c.p(.72) else []
    place = c.weighted(('beside', 'below', 'later'), (.24, .56, .2)) if name else 'later'
    if name and c.p(.04):  # "LICENSEE OF", "t/a": the company behind the brand
        strip.line(run(phrase(scene, 'tradename' if brand else 'welcome')), anchor)
    if place == 'beside' and register:
        strip.line(name + register, anchor, min(big, 1.35))
    else:
        print_name(scene, strip, name, anchor, big)
        if place == 'below' and register and c.p(.93):
            strip.line(register, anchor)
    below(scene, strip, anchor, name, brand)
    return register if place == 'later' else []


def between(scene: Scene, strip: Strip, anchor: str) -> None:
    """Between brand and company: the branch, what it is, a title."""
    c = scene.c
    if c.p(.2):
        strip.line(run(phrase(scene, 'branch')), anchor)
    if c.p(.1):
        strip.line(run(phrase(scene, 'slogan')), anchor)
    if c.p(.04):
        strip.line(scene.words(scene.text('receipt')), anchor)
    if c.p(.04):
        strip.line(run(f'{scene.supplier.brand} {scene.supplier.place}'), anchor)


def print_name(scene: Scene, strip: Strip, name: Run, anchor: str, big: float) -> None:
    """The name in one row or two; after a form, a place in the same row may follow."""
    c, who = scene.c, scene.supplier
    room = strip.sheet.room(name, strip.size * big)
    if room > strip.inner and c.p(.7):  # set so that it fits
        big = max(.8, big * strip.inner / room * .99)
    if len(name) > 2 and c.p(.07):
        at = len(who.core.split()) if who.legal and c.p(.6) else c.n(1, len(name) - 1)
        strip.line(name[:at], anchor, big)
        strip.line(name[at:], anchor, big if c.p(.6) else 1.)
        return
    after = run(c((who.place, f'({who.place.upper()})', f'- {who.place}'))) if name and who.legal and c.p(.025) else []
    strip.line(name + after, anchor, big, wide=1.3 if big == 1. and c.p(.1) else 1.)


def register_words(scene: Scene) -> Run:
    c, number = scene.c, scene.supplier.register
    bare = number.replace('(', '').replace(')', '') if c.p(.5) else number
    return run(c((f'({number})', f'({number})', f'({number})', number, number, f'(Co. No. {bare})', f'(CO.REG :{bare})', f'CO. REG NO: {bare}', f'ROC NO: {bare}', f'Company Reg No. : {bare}', f'Company No : {bare}', f'Reg No: {bare}', f'Co. Reg. No.: {bare}',
                  f'(No. {bare})', f'(NO. SYARIKAT: {bare})', f'BRN : {bare}', f'Company Reg #{bare}', f'(Reg. No. {bare})', f'REG. NO:{bare}', f'[{bare}]', f'SSM : {bare}', f'UEN: {bare}')))


def below(scene: Scene, strip: Strip, anchor: str, name: Run, brand: Run) -> None:
    """Directly below the name: former names, branches, owners, what is sold there. The company's own name stays the supplier's."""
    c, who = scene.c, scene.supplier
    if name and c.p(.022):
        former = c(invented_words(scene.language))
        strip.line(run(phrase(scene, 'former')), anchor)
        strip.line(run(other_company(scene) if c.p(.6) or not who.legal else f'{former.upper()} {who.legal}'), anchor)
    if brand and name and c.p(.1):
        strip.line(run(phrase(scene, 'tradename')) + brand, anchor)
    if c.p(.09):
        strip.line(run(phrase(scene, 'branch')), anchor)
    if name and not who.legal and c.p(.06):  # who stands behind a shop that has a name of its own
        row, owner = run(phrase(scene, 'owned')), run(other_company(scene, .95))
        if c.p(.3):
            strip.line(row + owner, anchor)
        else:
            strip.line(row, anchor)
            strip.line(owner, anchor)
    elif c.p(.03):
        strip.line(run(phrase(scene, 'keeper')), anchor)
    if c.p(.03):
        strip.line(run(phrase(scene, 'slogan')), anchor)

"""Dates as they are printed: orders of day, month and year, month names, two-digit years, times beside them."""
from __future__ import annotations

import datetime

from .draw import Choice, Run

FULL = {
    'en': 'January February March April May June July August September October November December',
    'de': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'es': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    'it': 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    'nl': 'januari februari maart april mei juni juli augustus september oktober november december',
    'pt': 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
    'pl': 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
    'cs': 'ledna února března dubna května června července srpna září října listopadu prosince',
    'sv': 'januari februari mars april maj juni juli augusti september oktober november december',
    'da': 'januar februar marts april maj juni juli august september oktober november december',
    'fi': 'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
}
SHORT = {
    'en': 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec', 'de': 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.',
    'fr': 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.', 'es': 'ene feb mar abr may jun jul ago sep oct nov dic',
    'it': 'gen feb mar apr mag giu lug ago set ott nov dic', 'nl': 'jan feb mrt apr mei jun jul aug sep okt nov dec',
    'pt': 'jan fev mar abr mai jun jul ago set out nov dez', 'pl': 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
    'cs': 'led úno bře dub kvě čvn čvc srp zář říj lis pro', 'sv': 'jan feb mar apr maj jun jul aug sep okt nov dec',
    'da': 'jan feb mar apr maj jun jul aug sep okt nov dec', 'fi': 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
}
FULL = {k: v.split() for k, v in FULL.items()}
SHORT = {k: v.split() for k, v in SHORT.items()}
# Numeric orders by market: d/m/y unless told otherwise.
MONTH_FIRST = ('US', 'PH', 'CA')
YEAR_FIRST = ('SE', 'HU', 'JP', 'CN', 'CA', 'KR', 'PL', 'LT')


class DateStyle:
    """How one document prints dates. `text(day)` is one, perhaps of several words."""

    def __init__(self, c: Choice, language: str, country: str, receipt: bool) -> None:
        self.language, named = language, c.p(.12 if receipt else .3)
        separators = {'de': '...', 'at': '...', 'cs': '..', 'fi': '...', 'da': '.--', 'nl': '--/', 'sv': '--', 'pl': '.-', 'en': '///-.', 'fr': '///.', 'it': '///-', 'es': '//-', 'pt': '//-'}[language]
        s = c(separators) if c.p(.88) else c('./- ')
        short = c.p(.3 if receipt else .08)
        y = '%y' if short else '%Y'
        if named:
            month = '%B' if c.p(.55) else '%b'
            self.form = c((f'%d {month} %Y', f'%e {month} %Y', f'%e. {month} %Y', f'%d-{month}-{y}', f'{month} %e, %Y', f'%d {month} {y}', f'%d{month}{y}', f'{month} %d %Y', f"%d {month} '%y"))
            if language == 'de' and c.p(.7):
                self.form = f'%e. {month} %Y' if c.p(.6) else f'%d. {month} %Y'
            if language in ('es', 'pt') and c.p(.5):
                self.form = f'%e de {month} de %Y'
        elif country in MONTH_FIRST and c.p(.7):
            self.form = c((f'%m{s}%d{s}{y}', f'%m{s}%d{s}{y}', f'%M{s}%e{s}{y}'))
        elif country in YEAR_FIRST and c.p(.75) or c.p(.06):
            s = '-' if c.p(.7) else c('./')
            self.form = c((f'%Y{s}%m{s}%d', f'%Y{s}%m{s}%d', '%Y%m%d', f'%y{s}%m{s}%d'))
        else:
            self.form = c((f'%d{s}%m{s}{y}',) * 4 + (f'%e{s}%M{s}{y}', f'%e{s} %M{s} {y}' if s == '.' and language in ('cs', 'de', 'fi') else f'%d{s}%m{s}{y}'))
        self.upper = named and c.p(.3)
        self.clock = c(('%H:%M', '%H:%M', '%H:%M:%S', '%H:%M:%S', '%I:%M %p', '%I:%M:%S%p', '%Hh%M', '%H.%M'))
        if language not in ('en',) and '%I' in self.clock:
            self.clock = '%H:%M'

    def text(self, day: datetime.date) -> str:
        form = self.form
        for code, value in (('%B', FULL[self.language][day.month - 1]), ('%b', SHORT[self.language][day.month - 1]), ('%d', f'{day.day:02d}'), ('%e', str(day.day)),
                            ('%m', f'{day.month:02d}'), ('%M', str(day.month)), ('%Y', str(day.year)), ('%y', f'{day.year % 100:02d}')):
            if code in form:
                form = form.replace(code, value)
        return form.upper() if self.upper else form

    def run(self, day: datetime.date, tag: str) -> Run:
        return [(word, tag) for word in self.text(day).split()]

    def time(self, c: Choice) -> str:
        h, form = c.n(7, 22), self.clock
        for code, value in (('%H', f'{h:02d}'), ('%I', f'{(h - 1) % 12 + 1:02d}'), ('%p', 'PM' if h > 11 else 'AM'), ('%M', f'{c.n(0, 59):02d}'), ('%S', f'{c.n(0, 59):02d}')):
            form = form.replace(code, value)
        return form


def random_day(c: Choice) -> datetime.date:
    return datetime.date(c.n(2008, 2029), 1, 1) + datetime.timedelta(c.n(0, 364)) if c.p(.4) else datetime.date(c.n(2015, 2026), 1, 1) + datetime.timedelta(c.n(0, 364))

"""Columns of an invoice's table of goods: which there are, how wide, what stands above them."""
from __future__ import annotations

from .draw import LANGUAGES, Choice, Run, table
from .goods import Item
from .layout import Sheet
from .paper import Paper
from .scene import Scene
from .sums import Sums

ORDERS = (
    ('pos', 'code', 'description', 'qty', 'unit', 'price', 'discount', 'rate', 'amount'), ('pos', 'description', 'qty', 'unit', 'price', 'rate', 'amount'), ('description', 'qty', 'price', 'rate', 'amount'),
    ('qty', 'description', 'price', 'amount'), ('qty', 'unit', 'code', 'description', 'price', 'discount', 'amount'), ('code', 'description', 'rate', 'qty', 'price', 'amount'), ('description', 'rate', 'price', 'qty', 'amount'),
    ('pos', 'qty', 'unit', 'description', 'price', 'amount'), ('description', 'price', 'qty', 'amount'), ('code', 'qty', 'description', 'price', 'rate', 'amount'), ('description', 'amount'), ('pos', 'description', 'amount'),
    ('description', 'qty', 'unit', 'price', 'discount', 'amount', 'rate'), ('rate', 'description', 'qty', 'price', 'amount'), ('code', 'description', 'unit', 'qty', 'price', 'discount', 'amount'),
    ('pos', 'code', 'qty', 'unit', 'description', 'price', 'amount'), ('qty', 'unit', 'price', 'description', 'amount'), ('pos', 'qty', 'price', 'description', 'rate', 'amount'), ('description', 'code', 'qty', 'unit', 'price', 'amount'),
    ('pos', 'description', 'price', 'qty', 'unit', 'rate', 'amount'), ('pos', 'description', 'code', 'price', 'qty', 'rate', 'amount'), ('code', 'pos', 'description', 'qty', 'price', 'unit', 'amount'),
)
# Roles of the labels that head the columns.
HEADS = {'day': 'date', 'pos': 'h_pos', 'code': 'h_code', 'description': 'h_description', 'qty': 'h_qty', 'unit': 'h_unit', 'price': 'h_price', 'discount': 'h_discount', 'rate': 'h_rate', 'amount': 'h_amount', 'tax': 't_tax', 'gross': 't_gross'}
# What gives way first where a page has no room for all columns.
SPARE = ('gross', 'tax', 'day', 'code', 'unit', 'pos')
Place = tuple[float, float, str]


def chosen_columns(scene: Scene, items: list[Item], sums: Sums, priced: bool) -> list[str]:
    """`priced` false leaves prices and amounts out (delivery notes)."""
    c = scene.c
    columns = [key for key in c(ORDERS) if key in ('description', 'amount', 'qty', 'price') or c.p(.8)]
    if sums.untaxed or len(columns) < 3 and c.p(.5):
        columns = [key for key in columns if key != 'rate']
    reduced = any(item.percent_off for item in items)
    if reduced and 'discount' not in columns:
        columns.insert(len(columns) - 1, 'discount')
    elif not reduced and c.p(.7):
        columns = [key for key in columns if key != 'discount']
    if all(item.quantity == 1000 for item in items) and c.p(.3):
        columns = [key for key in columns if key not in ('qty', 'unit')]
    if not priced:
        return [key for key in columns if key in ('pos', 'code', 'description', 'unit')] + ['qty']
    if c.p(.07):
        columns.insert(c.n(0, 1), 'day')
    if not sums.gross and not sums.untaxed and c.p(.3 if scene.language in ('pl', 'cs', 'it') else .1):
        columns += c((['tax', 'gross'], ['gross'], ['tax']))
    return columns


def head_words(scene: Scene, columns: list[str]) -> dict[str, Run]:
    """The head of each column; some forms have all heads in two languages."""
    c = scene.c
    heads = {key: scene.words(scene.text(HEADS[key])) for key in columns}
    if scene.second is None and c.p(.06):
        other = table('labels', c(LANGUAGES) if scene.language == 'en' or c.p(.3) else 'en')
        glue = c(('/', '/', '', '-'))
        for key in columns:
            text = c(other[HEADS[key]]).replace('{t}', scene.tax_name).replace('{cur}', scene.money.sign)
            heads[key] = heads[key] + scene.words(f'{glue} {text}' if glue and c.p(.8) else text)
    return heads


class Columns:
    """Left edge, width and alignment of each column. The size gives way before columns run into each other, then columns do."""

    def __init__(self, scene: Scene, paper: Paper, columns: list[str], heads: dict[str, Run], needs: dict[str, float], text_need: float, word_need: float, indent: float) -> None:
        """`needs` is how wide the cells of each column but the description's are at the paper's size, `text_need` the widest description, `word_need` the widest word of one; `indent` is what stays free at the left."""
        c = scene.c
        self.c, self.paper, self.keys, self.heads = c, paper, list(columns), heads
        self.left = paper.left + indent
        scale, gap_share = c((1., 1., .92, .85)), c.weighted((c.f(.7, 1.6), c.f(.45, .7)), (.85, .15))
        narrow = (c.f(.1, .2) if len(columns) > 4 else c.f(.16, .3)) if c.p(.25) else 0.
        head_width = c.f(2.5, 6.5)
        self.wants_text = 'description' in columns
        # Programs that give a column what its widest word needs leave rows of one or two words.
        by_word = word_need * c.f(1., 1.35) if self.wants_text and c.p(.12) else 0.
        least = paper.span * (min(.16, narrow) if narrow else .22) if self.wants_text else 0.
        while True:
            self.size = size = paper.size * scale
            self.gap = gap = size * gap_share
            widths = {key: max(needs[key] * scale, min(self.widest(heads[key], size), size * head_width)) + gap for key in self.keys if key != 'description'}
            free = paper.right - self.left - sum(widths.values())
            if free >= max(least, size * 4 if self.wants_text else 0.):
                break
            if scale > .72:
                scale *= .93
            else:
                out = next((key for key in SPARE if key in self.keys), None)
                if out is None:
                    break
                self.keys.remove(out)
        if by_word:
            left = free - max(by_word * scale + gap, size * 4)
            # The other columns share what is left: always where the table would be too narrow for the sums below it.
            if left > 0 and widths:
                share = left / len(widths) if c.p(.7) or left > paper.span * .5 else 0.
                widths, free = {key: width + share for key, width in widths.items()}, free - left
        elif narrow:
            free = max(min(free, paper.span * narrow), size * 4)
        natural = text_need * scale + gap * 2
        if not self.wants_text or free > natural and c.p(.35):  # spread what is left over all columns
            spare = max(0., (free - (natural if self.wants_text else 0.)) / len(self.keys))
            widths = {key: width + spare for key, width in widths.items()}
            free = natural + spare
        self.place(widths, free)

    def widest(self, words: Run, size: float) -> float:
        return max((self.paper.face.width(text) * size for text, _ in words), default=0.)

    def place(self, widths: dict[str, float], free: float) -> None:
        c = self.c
        numbers, left_unit = 'r' if c.p(.86) else c('lm'), c.p(.6)
        at_right = c.p(.25)  # a table that does not fill the page stands at its right edge
        used = sum(widths.values()) + (free if self.wants_text else 0.)
        x = self.left + (max(0., self.paper.right - self.left - used) if at_right else 0.)
        self.places: dict[str, Place] = {}
        for at, key in enumerate(self.keys):
            width = free if key == 'description' else widths[key]
            anchor = 'l' if key in ('pos', 'code', 'description', 'day') else 'l' if key == 'unit' and left_unit else numbers
            self.places[key] = (x, width - (0. if at == len(self.keys) - 1 and key != 'description' else self.gap), anchor)
            x += width
        self.end = x

    def point(self, key: str) -> tuple[float, str]:
        """Where the words of a column are anchored."""
        x, width, anchor = self.places[key]
        return (x if anchor == 'l' else x + width if anchor == 'r' else x + width / 2), anchor


def split_word(c: Choice, sheet: Sheet, text: str, size: float, room: float, hyphen: float) -> tuple[str, str]:
    """A word parted where the room ends, as programs without a dictionary do it; the second part is empty where all fits."""
    width = sheet.face.width(text) * size
    if width <= room or len(text) < 4:
        return text, ''
    keep = min(len(text) - 1, max(1, int(len(text) * room / width)))
    mark = '-' if c.p(hyphen) and keep > 2 and text[keep - 1].isalpha() else ''
    while keep > 1 and sheet.face.width(text[:keep] + mark) * size > room:
        keep -= 1
    return text[:keep] + mark, text[keep:]


def wrapped(c: Choice, sheet: Sheet, words: Run, size: float, width: float, hyphen: float = .5, anywhere: bool = False) -> list[Run]:
    """Rows that fit in any case: words wider than a row are parted; `anywhere` parts words at the end of every row instead of moving them to the next."""
    rows: list[Run] = []
    row: Run = []
    used, space = 0., sheet.face.space * size
    for text, tag in words:
        while text:
            wide = sheet.face.width(text) * size
            left = width - used - (space if row else 0.)
            if wide <= left:
                row.append((text, tag))
                used += wide + (space if len(row) > 1 else 0.)
                break
            if row and not (anywhere and left > size * 1.6 and len(text) > 5):
                rows.append(row)
                row, used = [], 0.
                continue
            head, text = split_word(c, sheet, text, size, left, hyphen)
            row.append((head, tag))
            rows.append(row)
            row, used = [], 0.
    if row:
        rows.append(row)
    return rows


def print_heads(table: Columns, pitch: float, gap: float, hyphen: float) -> None:
    """The row of heads, each wrapped in its column, the words parted where the column is narrow; all level with the top or with the foot."""
    paper, size = table.paper, table.size
    rows_of = {key: wrapped(table.c, paper.sheet, table.heads[key], size, table.places[key][1] + table.gap * .5 if key != 'description' else table.places[key][1], hyphen) for key in table.keys}
    tallest = max([len(rows) for rows in rows_of.values()] + [1])
    foot = hyphen > .5
    for key, rows in rows_of.items():
        at, anchor = table.point(key)
        for index, row in enumerate(rows):
            paper.sheet.put(at, paper.y + (index + (tallest - len(rows) if foot else 0)) * pitch, row, size, anchor)
    paper.y += pitch * (tallest + gap)

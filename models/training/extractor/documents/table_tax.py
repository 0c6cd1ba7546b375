"""The table of tax by rate: above, below or beside the sums, in columns of its own or in those of the goods above it."""
from __future__ import annotations

from .draw import Run, run
from .item_notes import tax_category
from .paper import Paper
from .scene import Scene
from .sums import Sums
from .table_columns import wrapped

_KINDS = {'de': ('Art (Kategorie)', 'Art', 'Steuerart'), 'fr': ('Type', 'Catégorie', 'Code')}


def chosen(scene: Scene) -> list[str]:
    c = scene.c
    columns = ['rate', *c.shuffled(['base', 'tax'] + (['gross'] if c.p(.5) else []))] if c.p(.25) else ['rate', 'base', 'tax'] + (['gross'] if c.p(.5) else [])
    if scene.rate_codes and c.p(.7):
        columns.insert(0, 'code')
    elif c.p(.25):
        columns.insert(c((0, 0, 1)), 'kind')
    return columns


def tax_table(scene: Scene, paper: Paper, sums: Sums, most: float = 0.) -> None:
    """`most` is how wide it may be at the left edge; without it, it stands anywhere."""
    c, money = scene.c, scene.money
    columns = chosen(scene)
    form = c(('{r}%', '{r} %', '{r}'))
    kind: Run = tax_category(scene) if c.p(.3) else run(f'{scene.tax_name if c.p(.7) else "VAT"} {c(("(S)", "(S)", "", "(AA)"))}')
    rows: list[dict[str, Run]] = [{'kind': kind, 'code': run(scene.rate_codes.get(rate, '') or '-'), 'rate': scene.rate(rate, 'taxRate', form), 'base': money.run(base, 'taxBase', 'none'),
                                   'tax': money.run(tax, 'taxAmount', 'none'), 'gross': money.run(gross, 'taxGross', 'none')} for rate, base, tax, gross in sums.rows]
    if len(sums.rows) > 1 and c.p(.5) or c.p(.15):
        values = {'base': scene.amount(sums.net, 'net', 'none', 'net'), 'tax': scene.amount(sums.tax, 'tax', 'none', 'tax')}
        if sums.with_tax == sums.total:
            values['gross'] = money.run(sums.total, 'total', 'none')
        rows.append(values)
    heads = {key: scene.words(scene.text(f't_{key}')) if key != 'kind' else run(c(_KINDS.get(scene.language, ('Type', 'Category', 'Code')))) for key in columns}
    size = paper.size * c((1., .9, .85))
    least = {key: max(paper.sheet.room(row.get(key, []), size) for row in rows) + size for key in columns}
    limit = most or paper.span
    if sum(least.values()) > limit:
        size *= max(.6, limit / sum(least.values()))
        least = {key: max(paper.sheet.room(row.get(key, []), size) for row in rows) + size * .8 for key in columns}
    edges = edges_of(scene, paper, columns, least) if not most and c.p(.4) else None
    if edges is None:
        wish = min(limit, paper.span * c.f(.4, .8)) if not most else limit * c.f(.8, 1.)
        spare = max(0., wish - sum(least.values())) / len(columns)
        x = paper.left if most else c((paper.left, paper.left, max(paper.left, paper.right - sum(least.values()) - spare * len(columns))))
        edges = []
        for key in columns:
            x += least[key] + spare
            edges.append((x, least[key] + spare))
    print_tax(scene, paper, columns, heads, rows, edges, size)


def edges_of(scene: Scene, paper: Paper, columns: list[str], least: dict[str, float]) -> list[tuple[float, float]] | None:
    """Right edges and widths in the columns of the table of goods: the last ones, as far as they are wide enough."""
    table = scene.table_edges
    if table is None:
        return None
    edges: list[tuple[float, float]] = []
    right = paper.right + 1.
    free = sorted({x + width for x, width, _ in table.places.values()}, reverse=True)
    for key in reversed(columns):
        at = next((edge for edge in free if edge <= right), None)
        if at is None or at - least[key] < paper.left:
            return None
        edges.append((at, least[key]))
        right = at - least[key]
    return edges[::-1]


def print_tax(scene: Scene, paper: Paper, columns: list[str], heads: dict[str, Run], rows: list[dict[str, Run]], edges: list[tuple[float, float]], size: float) -> None:
    c, sheet = scene.c, paper.sheet
    paper.need(len(rows) + 4)
    sheet, pitch = paper.sheet, paper.pitch * size / paper.size
    start = edges[0][0] - edges[0][1]
    if c.p(.35):
        sheet.put(start, paper.y, scene.words(scene.text('t_title')), size)
        paper.y += pitch
    if c.p(.9):
        high = 1
        for key, (right, width) in zip(columns, edges):
            parts = wrapped(c, sheet, heads[key], size, width - size * .4)
            for at, part in enumerate(parts):
                sheet.put(right, paper.y + at * pitch, part, size, 'r')
            high = max(high, len(parts))
        paper.y += pitch * (high + .1)
    for row in rows:
        for key, (right, _) in zip(columns, edges):
            sheet.put(right, paper.y, row.get(key, []), size, 'r')
        if 'rate' not in row and c.p(.6):
            label = scene.words(scene.text('total_again'))
            first = next((right - sheet.room(row[key], size) for key, (right, _) in zip(columns, edges) if key in row), start)
            if start + sheet.room(label, size) < first - size * .4:
                sheet.put(start, paper.y, label, size)
        paper.y += pitch
    paper.step(.6)

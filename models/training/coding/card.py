"""Writes the model's card from the numbers of the run, so that the two cannot differ."""
from pathlib import Path


def percent(value: float | None) -> str:
    return '-' if value is None else f'{100 * value:.1f} %'


def write_card(path: Path, manifest: dict, first: dict, counts: dict[str, int]) -> None:
    three = manifest['metrics']['threeSeeds']
    spread = lambda part, key: f"{three[part][key]['mean']:.3f} ± {three[part][key]['sd']:.3f}"  # noqa: E731
    test = first['test']
    empty = [name for name, row in first['categories'].items() if row['trainingLines'] == 0]
    thin = [name for name, row in first['categories'].items() if 0 < row['trainingLines'] < 20]
    lines = [
        '# Coding classifier, version 1', '',
        'Words of a supplier or of one line item to a category of bookkeeping, with a probability. It is a first suggestion for a business that has '
        'no history yet: rules and corrections of the client always go before it.', '',
        f"Net: mean of hashed character n-gram embeddings, one hidden layer, {len(manifest['categories'])} categories, "
        f"{manifest['bytes'] / 1e6:.2f} MB. Made by `{manifest['madeBy']}`.", '',
        '## Data', '',
        *[f'- {name}: {value}' for name, value in counts.items()],
        f"- training {first['sizes'][0]}, validation {first['sizes'][1]}, test {first['sizes'][2]} different texts; "
        f"training also has {first['keywordLines']} lines of keywords written by hand (`models/training/coding/categories.json`), never used for tests.", '',
        'The corpus is `merchants.csv` and `items.csv` (MIT; murtadha, drawn from CORD, Zenodo, ExpressExpense): restaurants in Indonesia and the United States, '
        'shops in Portugal. **Its labels are weak**: they were made by machine, synonyms are unmerged, and many are plainly wrong (a hardware '
        'shop labelled as office supplies). The merge into categories is ours. Figures below say how well the net repeats such labels, '
        'not how often a bookkeeper would agree.', '',
        'Splits are 60 : 20 : 20 by group: texts whose character trigrams overlap by half stand on the same side, so neither a merchant nor a near-copy of its name '
        'is in both. The temperature was fitted on the validation part; the settings of training were chosen by hand on the validation parts of seeds 0 and 1.', '',
        '## Figures', '',
        '| three splits and seeds, mean ± sd | accuracy | macro F1 | top 3 | calibration error |', '|---|---|---|---|---|',
        f"| this net | {spread('test', 'accuracy')} | {spread('test', 'macroF1')} | {spread('test', 'top3')} | {spread('test', 'ece')} |",
        f"| most frequent category | {spread('majority', 'accuracy')} | {spread('majority', 'macroF1')} | | |",
        f"| keywords, else most frequent | {spread('keyword', 'accuracy')} | {spread('keyword', 'macroF1')} | | |", '',
        f"The file itself (seed 0, n = {test['n']}): accuracy {percent(test['accuracy'])}, macro F1 {test['macroF1']:.3f}, top 3 {percent(test['top3'])}, "
        f"ECE {test['ece']:.3f}. With p >= 0.8 it answers {percent(test['coverage@p>=0.8'])} and is right in {percent(test['precision@p>=0.8'])}; "
        f"with p >= 0.9 {percent(test['coverage@p>=0.9'])} and {percent(test['precision@p>=0.9'])}.", '',
        '| slice | n | accuracy | macro F1 | ECE |', '|---|---|---|---|---|',
        *[f"| {name} | {row['n']} | {percent(row['accuracy'])} | {row['macroF1']:.3f} | {row['ece']:.3f} |" for name, row in first['slices'].items()], '',
        '| category | corpus lines in training | in test | recall | precision |', '|---|---|---|---|---|',
        *[f"| {name} | {row['trainingLines']} | {row['test']} | {percent(row['recall'])} | {percent(row['precision'])} |"
          for name, row in first['categories'].items()], '',
        '## Limits', '',
        f"- No line of the corpus: {', '.join(empty) or 'none'}. These come from the hand-written keywords alone and are **not measured**.",
        f"- Fewer than 20 lines in training: {', '.join(thin) or 'none'}. Treat their figures as noise.",
        '- English and German suppliers are hardly in the corpus; for them the keywords do most of the work.',
        '- Calibration holds for this mix of texts, most of which are meals: a name that says nothing to the net falls back to it '
        f"(the invented \"{first['unknown']['text']}\": {first['unknown']['category']} with p = {first['unknown']['p']:.2f}). "
        'Below p = 0.8 show a guess, do not use it.',
        '- `groceries` and `meals` share words; what was bought decides, and the corpus often says only "food".',
        '- It never decides alone: a guess is a suggestion with its probability, and posting follows the client\'s own rules.', '',
    ]
    path.write_text('\n'.join(lines), 'utf-8')

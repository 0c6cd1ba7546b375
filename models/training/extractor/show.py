"""Prints documents as rows of text with tags, or draws them: `show.py FILE [--from N] [--count N] [--png FOLDER]`."""
from __future__ import annotations

import argparse
import itertools
import json
import pathlib

COLOURS = {'supplier': '#d33', 'address': '#d93', 'buyer': '#393', 'total': '#06c', 'net': '#09c', 'tax': '#0aa', 'date': '#939', 'number': '#636', 'itemDescription': '#885', 'itemAmount': '#265'}


def print_text(document: dict) -> None:
    print(f"== {document['id']} {document['type']} {document['language']}-{document['country']} {json.dumps({k: v for k, v in document['truth'].items() if k != 'lines'}, ensure_ascii=False)}")
    for page in document['pages']:
        for _, words in itertools.groupby(page['words'], key=lambda word: word['line']):
            out, at = '', 0.
            for word in words:
                gap = word['box'][0] - at
                out += '   ' if gap > .03 and out else ' '
                tag = word['tag'] + (f"#{word['item']}" if 'item' in word else '')
                out += word['text'] if tag == 'other' else f"{word['text']}\033[36m<{tag}>\033[0m"
                at = word['box'][0] + word['box'][2]
            print(out)
    for line in document['truth'].get('lines', []):
        print('   ', json.dumps(line, ensure_ascii=False))


def draw(document: dict, folder: pathlib.Path) -> None:
    from PIL import Image, ImageDraw, ImageFont
    for page in document['pages']:
        width, height = page['width'], page['height']
        image = Image.new('RGB', (width, height), 'white')
        pen = ImageDraw.Draw(image)
        for word in page['words']:
            x, y, w, h = word['box']
            colour = COLOURS.get(word['tag'], '#777' if word['tag'] == 'other' else '#c39')
            font = ImageFont.truetype('DejaVuSansMono.ttf', max(6, int(h * height * .95)))
            pen.rectangle((x * width, y * height, (x + w) * width, (y + h) * height), outline=colour)
            span = font.getlength(word['text'])
            if span:
                part = Image.new('L', (int(span) + 1, int(h * height * 1.4) + 2), 0)
                ImageDraw.Draw(part).text((0, 0), word['text'], 255, font=font)
                part = part.resize((max(1, int(w * width)), part.height))
                image.paste(colour, (int(x * width), int(y * height)), part)
        image.save(folder / f"{document['id']}-{page['page']}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('file', type=pathlib.Path)
    parser.add_argument('--from', dest='first', type=int, default=0)
    parser.add_argument('--count', type=int, default=1)
    parser.add_argument('--png', type=pathlib.Path)
    options = parser.parse_args()
    with options.file.open(encoding='utf-8') as lines:
        for line in itertools.islice(lines, options.first, options.first + options.count):
            document = json.loads(line)
            print_text(document)
            if options.png:
                options.png.mkdir(parents=True, exist_ok=True)
                draw(document, options.png)


if __name__ == '__main__':
    main()

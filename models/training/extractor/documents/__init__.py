"""Documents as words, boxes and tags, made without pixels: see `generate.py` beside this folder."""

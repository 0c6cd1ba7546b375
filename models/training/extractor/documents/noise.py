"""Places for damage; see `damaged`. Words are lists as `layout.boxed` makes them: [text, x, y, w, h, tag, item, line, p]."""

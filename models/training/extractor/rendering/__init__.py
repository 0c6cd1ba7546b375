"""Documents of words and boxes as pictures of paper: typeset, decorated, damaged."""

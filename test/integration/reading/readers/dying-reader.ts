/** A reader that cannot start: it ends before it is ready. */
process.exit(3);

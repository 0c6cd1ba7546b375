/** A reader gone wrong: it says that it is ready and answers a file with numbers that are none. */
process.on('message', (message: { type: string; id: number }) => {
  if (message.type === 'configure') process.send?.({ type: 'ready' });
  if (message.type !== 'open') return;
  process.send?.({ type: 'opened', id: message.id, mediaType: 'image/png', pages: 1 });
  const words = [{ text: 'a', box: [Number.NaN, -1e308, 'x', null], p: 7, line: -3 }];
  process.send?.({ type: 'page', id: message.id, reading: { page: 1, width: 1e9, height: 0, source: 'magic', words }, image: null });
});
process.on('disconnect', () => process.exit(0));

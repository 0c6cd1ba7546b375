/** A reader whose main thread never comes back: it hears nothing any more, not even that its parent is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithParent } from '../../../../src-main/workers/end-with-parent.ts';

endWithParent();
process.on('message', (message: { type: string; id: number }) => {
  if (message.type === 'configure') process.send?.({ type: 'ready' });
  if (message.type === 'open') void takeUp(message.id);
});

async function takeUp(id: number): Promise<void> {
  process.send?.({ type: 'opened', id, mediaType: 'image/png', pages: 1 });
  await sleep(100);
  for (;;);
}

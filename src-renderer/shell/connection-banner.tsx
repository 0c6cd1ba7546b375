import { useEffect, useState } from 'react';
import { useConnection } from '../bridge/connection.ts';

/** A break shorter than this is mended before anybody could read about it. */
const PATIENCE_MS = 700;
const LONG_LOSS = 5;

/** Says that the engine cannot be asked, for as long as that is so. */
export function ConnectionBanner() {
  const { status, attempts } = useConnection();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (status !== 'lost') {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [status]);
  if (!shown) return null;
  return (
    <div role="alert" className="fixed inset-x-0 top-0 z-50 border-b border-doubt-line bg-doubt-soft px-4 py-2 text-center text-doubt">
      <b className="font-strong">Connection lost, trying again.</b>{' '}
      {attempts >= LONG_LOSS ? 'If it stays like this, start Tickmark again and open the link it prints.' : 'What you typed is still here.'}
    </div>
  );
}

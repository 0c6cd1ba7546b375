import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

const SAYS_SO_MS = 1_600;

/** A path, a command or a hash that people take elsewhere, with a button that copies it. */
export function CopyText({ text, label = 'Copy', className }: { text: string; label?: string; className?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAYS_SO_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className={classNames('flex min-w-0 items-center gap-1 rounded-s border bg-sunken py-0.5 pr-0.5 pl-2.5 text-left', className)}>
      <code title={text} className="min-w-0 flex-1 truncate font-mono text-s select-all">
        {text}
      </code>
      <IconButton label={isCopied ? 'Copied' : label} icon={isCopied ? <Check className="text-sure" /> : <Copy />} onPress={copy} />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { queries } from '../../bridge/queries.ts';
import { CopyText } from '../../ui/copy-text.tsx';

/** How programs reach Tickmark. The desktop window opens no port, so there the web host has to be started. */
export function Automation() {
  const { data } = useQuery(queries.info());
  const isWeb = data?.host === 'web';
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <span className="font-medium">Address</span>
        {isWeb ? (
          <CopyText label="Copy the address" text={new URL('/api', window.location.href).href} />
        ) : (
          <CopyText label="Copy the command" text="npm run -s tickmark -- serve" />
        )}
        <p className="text-s text-ink-3">
          {isWeb
            ? 'REST with JSON, reachable from this computer only. The description of all calls is at /api/openapi.json.'
            : 'The desktop window opens no port. This command, run in the folder of Tickmark, serves REST with JSON to this computer only.'}
        </p>
      </div>
      <div className="grid gap-1">
        <span className="font-medium">Token</span>
        <CopyText label="Copy the command" text="npm run -s tickmark -- api-token" />
        <p className="text-s text-ink-3">
          Prints the token. Send it with every call as <code className="font-mono">Authorization: Bearer</code> and the token. Whoever has
          it can do what you can do.
        </p>
      </div>
    </div>
  );
}

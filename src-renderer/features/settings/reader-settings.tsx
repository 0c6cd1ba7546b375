import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { MachineSettingsChange, SettingsAnswer } from '../../../src-main/contract/settings.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { SearchChoiceField } from '../../ui/choice-field.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { languageName } from './language-words.ts';

const READERS = [
  { id: 'own', label: 'Own reader' },
  { id: 'tesseract', label: 'Tesseract for everything' },
] as const;

const READER_NOTES = {
  own: 'Fast, and made for receipts and invoices in Latin letters. Tesseract looks a second time at what is doubtful.',
  tesseract: 'Slower. For scripts that the own reader does not know, such as Greek, Cyrillic or Chinese.',
} as const;

/** Who reads pictures on this computer, and in which languages. Saved at once; documents that are read from now on follow it. */
export function ReaderSettings() {
  const { data, error, refetch } = useQuery(queries.settings());
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: MachineSettingsChange) => api.system.changeSettings(wanted),
    onSuccess: (answer) => cache.setQueryData(queries.settings().queryKey, answer),
    onError: (failed) => toast({ tone: 'wrong', title: failureOf(failed).what, text: failureOf(failed).todo }),
  });
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <SkeletonRows rows={4} className="h-8" />;
  const { reader } = change.isPending ? { ...data.settings, ...change.variables } : data.settings;
  return (
    <div className="grid gap-5">
      <div className="grid justify-items-start gap-2">
        <Segments label="Reader" choices={READERS} value={reader ?? 'own'} onChange={(wanted) => change.mutate({ reader: wanted })} />
        <p className="text-s text-ink-3">
          {READER_NOTES[reader ?? 'own']} Documents that were read stay as they are.{' '}
          <span role="status">{change.isSuccess ? 'Saved.' : ''}</span>
        </p>
      </div>
      <Languages answer={data} onChange={(languages) => change.mutate({ languages })} />
    </div>
  );
}

const MOST_LANGUAGES = 6;

/** Languages of the second reader. Only those whose data are installed can be chosen. */
function Languages({ answer, onChange }: { answer: SettingsAnswer; onChange: (languages: string[]) => void }) {
  const { settings, installedLanguages } = answer;
  const chosen = settings.languages;
  const others = installedLanguages.filter((code) => !chosen.includes(code));
  // A list that was chosen from begins anew, empty.
  const [round, setRound] = useState(0);
  return (
    <div className="grid gap-2">
      <span className="font-medium">Languages of the second reader</span>
      <ul className="flex flex-wrap gap-1.5">
        {chosen.map((code) => (
          <li key={code} className="flex items-center gap-0.5 rounded-s border bg-paper py-0.5 pr-0.5 pl-2.5">
            <span className={chosen.length > 1 ? '' : 'pr-2'}>{languageName(code)}</span>
            {chosen.length > 1 ? (
              <IconButton
                label={`Remove ${languageName(code)}`}
                icon={<X />}
                onPress={() => onChange(chosen.filter((known) => known !== code))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {others.length > 0 && chosen.length < MOST_LANGUAGES ? (
        <SearchChoiceField
          key={round}
          label="Add a language"
          groups={[{ title: '', choices: others.map((code) => ({ id: code, label: languageName(code), note: code })) }]}
          value={null}
          onChange={(code) => {
            setRound(round + 1);
            onChange([...chosen, code]);
          }}
          className="max-w-[320px]"
        />
      ) : null}
      {others.length === 0 ? <NoOthers /> : null}
      <p className="text-s text-ink-3">
        The own reader knows all Latin letters by itself. Each language makes the second reader slower, so name only those on your papers.
      </p>
    </div>
  );
}

function NoOthers() {
  return (
    <div className="grid gap-1">
      <p className="text-s text-ink-2">No other language is installed. This adds German; other languages have their own code.</p>
      <CopyText label="Copy the command" text="npm install @tesseract.js-data/deu" />
    </div>
  );
}

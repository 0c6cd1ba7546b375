import type { ReactNode } from 'react';
import { usePreferences } from '../../state/preferences.ts';
import { Page } from '../../ui/page.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Automation } from './automation.tsx';
import { Doctor } from './doctor.tsx';
import { KeyList } from './key-list.tsx';
import { ReaderSettings } from './reader-settings.tsx';
import { ReadingNumbers } from './reading-numbers.tsx';
import { ThisComputer } from './this-computer.tsx';

/** What concerns this window and this computer. What concerns a client's books stands with the client. */
export function SettingsScreen() {
  return (
    <Page width="text">
      <Section title="Appearance" note="Kept for this window.">
        <Appearance />
      </Section>
      <Section title="Language and numbers" note="As your system has them.">
        <LocaleNote />
      </Section>
      <Section title="Reading" note="Who reads pictures on this computer, for all clients.">
        <div className="grid gap-6">
          <ReaderSettings />
          <ReadingNumbers />
        </div>
      </Section>
      <Section title="This computer" note="Where everything is kept and read.">
        <ThisComputer />
      </Section>
      <Section title="What Tickmark works with" note="What is there, what is missing, and what that costs.">
        <Doctor />
      </Section>
      <Section title="Automation" note="Everything that this window can do, other programs can do too.">
        <Automation />
      </Section>
      <Section title="Keys" note="Valid on every page. Press ? for those of the page you are on.">
        <KeyList />
      </Section>
    </Page>
  );
}

function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-b pb-6 last:border-0 desk:grid-cols-[200px_minmax(0,1fr)]">
      <header className="grid content-start gap-0.5">
        <h2 className="text-l font-bold">{title}</h2>
        <p className="text-s text-ink-2">{note}</p>
      </header>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

function Appearance() {
  const { theme, setTheme } = usePreferences();
  return (
    <div className="grid justify-items-start gap-2">
      <Segments
        label="Theme"
        choices={[
          { id: 'system', label: 'As the system' },
          { id: 'light', label: 'Light' },
          { id: 'dark', label: 'Dark' },
        ]}
        value={theme}
        onChange={setTheme}
      />
      <p className="text-s text-ink-3">
        Pages of documents stay white in both, so that their colours can be trusted. Ctrl and + enlarges everything.
      </p>
    </div>
  );
}

function LocaleNote() {
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  const name = new Intl.DisplayNames(undefined, { type: 'language' }).of(locale) ?? locale;
  const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date());
  const amount = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 }).format(12_345.6);
  return (
    <div className="grid gap-1">
      <p>
        {name}: <span className="tabular-nums">{day}</span>, <span className="tabular-nums">{amount}</span>
      </p>
      <p className="text-s text-ink-3">
        The words are English. How a document writes its dates and amounts is read from the document and its client, never from these
        settings.
      </p>
    </div>
  );
}

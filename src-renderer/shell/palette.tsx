import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { api } from '../bridge/api.ts';
import { formatMoneyText } from '../format/amount.ts';
import { formatDate } from '../format/date.ts';
import { type Command, useCommandGroups } from '../state/commands.ts';
import { useCurrentClient } from '../state/current-client.ts';
import { closePanel, usePanels } from '../state/panels.ts';
import { go, placeHref } from '../state/router.ts';
import { Kbd } from '../ui/kbd.tsx';
import { optionClass } from '../ui/popover.tsx';

type Group = { title: string; commands: readonly Command[] };

/** Everything that can be done, and every document, by typing a part of its name. */
export function Palette() {
  const isOpen = usePanels((state) => state.open === 'palette');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && closePanel()}
      isDismissable
      className="fade-in fixed inset-0 z-40 flex items-start justify-center bg-scrim p-4 pt-[12dvh]"
    >
      <Modal className="overlay-in w-full max-w-[580px] overflow-hidden rounded-l bg-raised shadow-overlay outline-none">
        <Dialog aria-label="Commands" className="outline-none">
          <Choices />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Choices() {
  const [text, setText] = useState('');
  const groups = useMatches(text.trim());
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label="Search or type a command" autoFocus className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden="true" className="size-4 text-ink-3" />
        <Input
          onKeyDownCapture={closeOnEscape}
          placeholder="Search or type a command"
          className="h-12 w-full bg-transparent text-l outline-none [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label="Results"
        className="max-h-[min(420px,56dvh)] overflow-auto p-1.5 outline-none"
        renderEmptyState={() => <p className="px-3 py-8 text-center text-ink-2">Nothing fits “{text}”.</p>}
      >
        {groups.map((group) => (
          <MenuSection key={group.title}>
            <Header className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">{group.title}</Header>
            {group.commands.map((command) => (
              <MenuItem key={command.id} id={command.id} textValue={command.title} onAction={() => choose(command)} className={optionClass}>
                <span className="flex-1 truncate">{command.title}</span>
                {command.note ? <span className="text-s text-ink-3 tabular-nums">{command.note}</span> : null}
                {command.keys ? <Kbd keys={command.keys} /> : null}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

/** One Escape closes, also where there is text that the field would rather clear first. */
function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  closePanel();
}

function choose(command: Command): void {
  closePanel();
  command.run();
}

const DOCUMENTS_SHOWN = 8;
const DOCUMENT_SEARCH_FROM = 2;

function useMatches(text: string): readonly Group[] {
  const registered = useCommandGroups((state) => state.groups);
  const { clientId } = useCurrentClient();
  const { data } = useQuery({
    queryKey: ['documents', 'palette', clientId, text],
    queryFn: ({ signal }) => api.documents.list({ text, limit: DOCUMENTS_SHOWN, ...(clientId ? { clientId } : {}) }, { signal }),
    enabled: text.length >= DOCUMENT_SEARCH_FROM,
    placeholderData: keepPreviousData,
  });
  const words = text.toLowerCase().split(/\s+/);
  const groups: Group[] = registered
    .map(({ group, commands }) => ({
      title: group,
      commands: commands.filter(({ title }) => words.every((word) => `${group} ${title}`.toLowerCase().includes(word))),
    }))
    .filter(({ commands }) => commands.length > 0);
  const documents = text.length >= DOCUMENT_SEARCH_FROM ? (data?.rows ?? []) : [];
  if (documents.length > 0) {
    groups.push({
      title: 'Documents',
      commands: documents.map((document) => ({
        id: document.id,
        title: [document.supplier ?? document.name, document.number].filter(Boolean).join(' · '),
        note: [document.date ? formatDate(document.date) : '', document.total ? formatMoneyText(document.total, document.currency) : '']
          .filter(Boolean)
          .join('  '),
        run: () => go(placeHref('review', document.id)),
      })),
    });
  }
  return groups;
}

import { MessagesSquare } from 'lucide-react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import {
  type EntryFilter,
  type EntryGroup,
  type EntryGrouping,
  SessionEntryType,
  type SessionEntry,
} from '#domain/workshop/session-entry.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, PageSection, SearchField, Select } from '#renderer/ui';
import { entryTypeOptions, type NotedSession, sessionNameOf } from './entry-labels.ts';
import './notes-section.css';

/** Choice of the notes on the screen. */
export interface NotesChoice {
  readonly grouping: EntryGrouping;
  readonly filter: Pick<EntryFilter, 'type' | 'tag'>;
  readonly search: string;
}

interface NotesViewProps {
  /** Switch of non-attribution. */
  readonly attribution: ReactNode;
  /** Line for a new note; null where nothing may be written. */
  readonly add: ReactNode;
  readonly choice: NotesChoice;
  readonly onChoice: (part: Partial<NotesChoice>) => void;
  readonly tags: readonly string[];
  /** Matches; null without a search. */
  readonly found: ReactNode;
  readonly groups: readonly EntryGroup[];
  readonly sessions: readonly NotedSession[];
  readonly card: (entry: SessionEntry, group: EntryGroup) => ReactNode;
  /** Text of a note that was just removed. */
  readonly removed: string | null;
  readonly onRestore: () => void;
  readonly problem: Message | null;
  /** Whether there is any note in this place. */
  readonly isEmpty: boolean;
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** Option of a list without a limit; a list needs an id that is not empty. */
const noLimit = '-';

/** Typed notes of a workshop or of one session. */
export function NotesView(props: NotesViewProps): ReactElement {
  const { attribution, add, found, groups, sessions, card, removed, problem, isEmpty, listRef } = props;
  const translate = useTranslate();
  const titleOf = (key: string): string => {
    const type = SessionEntryType.safeParse(key);
    return props.choice.grouping === 'type' && type.success
      ? translate(valueLabels.entryType[type.data])
      : sessionNameOf(sessions, key, translate);
  };
  return (
    <div className="we-notes" ref={listRef}>
      {attribution}
      {add}
      <NotesChoiceView {...props} />
      {removed !== null && (
        <Banner
          meaning="info"
          isAnnounced
          actions={<Button onPress={props.onRestore}>{translate('workshop.agenda.undo')}</Button>}
        >
          {translate('workshop.agenda.removed', { title: removed || translate('entry.untitled') })}
        </Banner>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {found ??
        groups.map((group) => (
          <PageSection key={group.key} title={titleOf(group.key)}>
            <div className="we-list">{group.entries.map((entry) => card(entry, group))}</div>
          </PageSection>
        ))}
      {found === null && groups.length === 0 && (
        <EmptyState icon={MessagesSquare} title={translate(isEmpty ? 'entry.empty.title' : 'entry.noMatch')}>
          {isEmpty && add !== null && translate('entry.empty.text')}
        </EmptyState>
      )}
    </div>
  );
}

function NotesChoiceView({ choice, onChoice, tags }: NotesViewProps): ReactElement {
  const translate = useTranslate();
  const { grouping, filter, search } = choice;
  return (
    <div className="we-choice" role="group" aria-label={translate('entry.choice')}>
      <SearchField
        label={translate('entry.search.label')}
        keyHint="/"
        value={search}
        onChange={(typed) => onChoice({ search: typed })}
      />
      <Select
        label={translate('path.entry.type')}
        options={[{ id: noLimit, label: translate('entry.allTypes') }, ...entryTypeOptions(translate)]}
        value={filter.type ?? noLimit}
        onChange={(type) => onChoice({ filter: { ...filter, type: type === noLimit ? null : type } })}
      />
      {tags.length > 0 && (
        <Select
          label={translate('path.tags')}
          options={[
            { id: noLimit, label: translate('entry.allTags') },
            ...tags.map((tag) => ({ id: tag, label: tag })),
          ]}
          value={filter.tag ?? noLimit}
          onChange={(tag) => onChoice({ filter: { ...filter, tag: tag === noLimit ? null : tag } })}
        />
      )}
      <Select
        label={translate('entry.group')}
        options={[
          { id: 'session', label: translate('path.entry.session') },
          { id: 'type', label: translate('path.entry.type') },
        ]}
        value={grouping}
        onChange={(by) => onChoice({ grouping: by })}
      />
    </div>
  );
}

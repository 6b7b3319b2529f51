import { MessagesSquare } from 'lucide-react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import {
  type EntryFilter,
  type EntryGroup,
  type EntryGrouping,
  type SessionEntry,
  SessionEntryType,
} from '#domain/workshop/session-entry.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, PageSection, SearchField, Select, Switch, TextLink } from '#renderer/ui';
import { entryTypeOptions, type NotedSession, sessionNameOf } from './entry-labels.ts';
import './notes-section.css';
import type { FoundNote } from '#domain/workshop/search-notes.ts';
import type { SearchedNote } from './searched-notes.ts';

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
  readonly card: (entry: SessionEntry, entryGroup: EntryGroup) => ReactNode;
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
        groups.map((entryGroup) => (
          <PageSection key={entryGroup.key} title={titleOf(entryGroup.key)}>
            <div className="we-list">{entryGroup.entries.map((entry) => card(entry, entryGroup))}</div>
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

interface AttributionViewProps {
  /** Whether the switch is that of one session, not of the workshop. */
  readonly isSession: boolean;
  readonly isNonAttributed: boolean;
  /** Number of notes with a speaker or an institution that the switch hides. */
  readonly attributed: number;
  /** Absent where it may not be changed. */
  readonly onSwitch?: ((isOn: boolean) => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
}

/** Switch of non-attribution, and the offer to remove recorded speakers once it is on. */
export function AttributionView(props: AttributionViewProps): ReactElement {
  const { isSession, isNonAttributed, attributed, onSwitch, onRemove } = props;
  const translate = useTranslate();
  return (
    <>
      <Switch
        label={translate(isSession ? 'entry.nonAttribution.session' : 'entry.nonAttribution.workshop')}
        description={translate(isNonAttributed ? 'entry.nonAttribution.on' : 'entry.nonAttribution.off')}
        isOn={isNonAttributed}
        onChange={(isOn) => onSwitch?.(isOn)}
        isDisabled={onSwitch === undefined}
      />
      {isNonAttributed && attributed > 0 && (
        <Banner
          meaning="wait"
          isAnnounced
          title={translate('entry.attributed.title')}
          actions={onRemove && <Button onPress={onRemove}>{translate('entry.attributed.remove')}</Button>}
        >
          {translate('entry.attributed.text', { count: attributed })}
        </Banner>
      )}
    </>
  );
}

interface NotesSearchViewProps {
  readonly found: readonly FoundNote<SearchedNote>[];
  readonly sessions: readonly NotedSession[];
  readonly onOpen: (searchedNote: SearchedNote) => void;
}

/** Matches of a search with the text around them. */
export function NotesSearchView({ found, sessions, onOpen }: NotesSearchViewProps): ReactElement {
  const translate = useTranslate();
  const groupOf = (searchedNote: SearchedNote): string => {
    if (searchedNote.kind === 'lesson') return translate('entry.search.lesson');
    if (searchedNote.kind === 'notes')
      return translate('workshop.notes.of', {
        title: sessionNameOf(sessions, searchedNote.session, translate),
      });
    const type = translate(valueLabels.entryType[searchedNote.entry.type]);
    return `${type} · ${sessionNameOf(sessions, searchedNote.entry.session, translate)}`;
  };
  return (
    <section className="we-found" aria-label={translate('entry.search.label')}>
      <p role="status">{translate('entry.search.found', { count: found.length })}</p>
      <ul>
        {found.map(({ note, before, match, after }) => (
          <li key={note.id}>
            <TextLink isWholeRow onPress={() => onOpen(note)}>
              {groupOf(note)}
            </TextLink>
            <p dir="auto">
              {before}
              <mark>{match}</mark>
              {after}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

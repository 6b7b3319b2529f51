import { type ReactElement, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { groupByKey } from '#base/group.ts';
import type { Document } from '#domain/document/document.ts';
import { moveInList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import { mayWriteAt, writeModeOf } from '#domain/kinds/permit.ts';
import { countParticipantsByType, readParticipants } from '#domain/workshop/register.ts';
import { prepareNote, searchNotes } from '#domain/workshop/search-notes.ts';
import {
  filterEntries,
  groupEntries,
  isNonAttributed,
  readAttributedEntries,
  readSessionEntries,
  removeAttribution,
  type SessionEntry,
  tagsOf,
} from '#domain/workshop/session-entry.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { type RecordChange, useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useIndicatorOptions } from '#renderer/field/app/documents/use-instrument.ts';
import { useListCursor } from '#renderer/field/app/keyboard/use-list-cursor.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { NavList, SplitColumns } from '#renderer/ui';
import { shownAgendaOf } from '../agenda/agenda-facts.ts';
import { NonAttributedTexts, useHiddenInstitutions } from '../non-attribution.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import { WorkshopTextChecks } from '../workshop-text-checks.tsx';
import { EntryAdd, useEntryDraft } from './entry-add.tsx';
import { EntryCard } from './entry-card.tsx';
import { type NotedSession, sessionNameOf, withPresentInstitutions } from './entry-labels.ts';
import { AttributionView, type NotesChoice, NotesSearchView, NotesView } from './notes-view.tsx';
import { searchedNotesOf } from './searched-notes.ts';
import { useEntryKeys } from './use-entry-keys.ts';
import { usePlanActions } from './use-plan-actions.ts';

/** Typed notes of a workshop, or of the session of the address. */
export function NotesScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult, session } = props;
  const { log, document } = queryResult;
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const writing = useChangeRecord(log, document);
  const writeMode = writeModeOf(queryResult.roles, document);
  const notedSessions = useMemo(() => notedSessionsOf(document), [document]);
  const { nameOf } = useInstitutionNames();
  // A note shows the present name; its field keeps the typed text.
  const sessionEntries = useMemo(
    () =>
      withPresentInstitutions(
        readAttributedEntries(document, countParticipantsByType(readParticipants(document))),
        (name) => nameOf(log, { 'institution/name': name }),
      ),
    [document, log, nameOf],
  );
  const entriesBySession = useMemo(
    () => groupByKey(sessionEntries, (entry) => entry.session),
    [sessionEntries],
  );
  const [goTo, setGoTo] = useState<string | null>(null);
  const current = notedSessions.find(({ id }) => id === session)?.id ?? null;
  const open = (id: string): void =>
    navigate({
      screen: 'workshop',
      log,
      doc: document.doc,
      section: 'notes',
      ...(id !== allNotes && { session: id }),
    });
  return (
    <WorkshopFrame of={props}>
      <WorkshopTextChecks queryResult={queryResult} change={writing.change}>
        <SplitColumns
          label={translate('workshop.section.notes')}
          start={{
            title: translate('path.sessions'),
            content: (
              <div className="we-sessions">
                <NavList
                  label={translate('path.sessions')}
                  current={current ?? allNotes}
                  onGo={open}
                  items={[
                    { id: allNotes, title: translate('entry.all'), note: countOf(sessionEntries.length) },
                    ...notedSessions.map(({ id, number, title }) => ({
                      id,
                      code: number,
                      title: title || translate('workshop.session.untitled'),
                      note: countOf(entriesBySession.get(id)?.length ?? 0),
                    })),
                  ]}
                />
              </div>
            ),
          }}
        >
          {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
          <NotesList
            key={current}
            of={props}
            writing={writing}
            sessions={notedSessions}
            current={current}
            entries={sessionEntries}
            goTo={goTo}
            onGoTo={setGoTo}
            isReadOnly={writeMode !== 'open'}
          />
        </SplitColumns>
      </WorkshopTextChecks>
    </WorkshopFrame>
  );

  function countOf(count: number): string | undefined {
    return count === 0 ? undefined : translate('entry.count', { count });
  }
}

/** Place of all notes in the list of sessions. */
const allNotes = '-';

interface NotesListProps {
  readonly of: WorkshopSectionProps;
  readonly writing: RecordChange;
  readonly sessions: readonly NotedSession[];
  /** Null for all sessions. */
  readonly current: string | null;
  /** As everybody may read them. */
  readonly entries: readonly SessionEntry[];
  /** Note that gets the focus as soon as it is there. */
  readonly goTo: string | null;
  readonly onGoTo: (entry: string | null) => void;
  readonly isReadOnly: boolean;
}

function NotesList(props: NotesListProps): ReactElement {
  const { writing, sessions, current, entries, goTo, onGoTo, isReadOnly } = props;
  const { queryResult } = props.of;
  const { log, document } = queryResult;
  const translate = useTranslate();
  const { navigate, route } = useFieldServices();
  const indicators = useIndicatorOptions(log);
  const hiddenInstitutions = useHiddenInstitutions(document);
  const planActions = usePlanActions(queryResult, isReadOnly, hiddenInstitutions);
  const [notesChoice, setChoice] = useState<NotesChoice>(firstChoice);
  const [askedBy, setAskedBy] = useState(route);
  if (askedBy !== route) {
    // A search may ask for a note that the filters hide.
    setAskedBy(route);
    setChoice(firstChoice);
  }
  const [detailed, setDetailed] = useState<string | null>(null);
  const [removedSessionEntry, setRemoved] = useState<SessionEntry | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const addForm = useRef<HTMLFormElement>(null);
  const isDraftHidden = isNonAttributed(document, current ?? '');
  const draft = useEntryDraft(writing, entries, current ?? '', isDraftHidden ? hiddenInstitutions : null);

  const here = filterEntries(entries, { session: current, type: null, tag: null });
  const entryGroups = groupEntries(
    filterEntries(here, { ...notesChoice.filter, session: null }),
    notesChoice.grouping,
    sessions.map(({ id }) => id),
  );
  const shownSessionEntries = entryGroups.flatMap((group) => group.entries);
  const foundNotes = useFoundNotes(document, entries, notesChoice.search);
  useFocusOn(list, goTo, onGoTo);
  const listCursor = useListCursor(foundNotes === null ? shownSessionEntries.map(({ id }) => id) : []);

  const byId = (id: string): SessionEntry | undefined => entries.find((entry) => entry.id === id);
  const move = (id: string, step: 'up' | 'down'): void => {
    const entryGroup = entryGroups.find((one) => one.entries.some((entry) => entry.id === id));
    void writing.change(moveInList('entries', entryGroup?.entries ?? [], id, step));
  };
  const remove = (id: string): void => {
    setRemoved(byId(id) ?? null);
    void writing.change(removeFromList('entries', id));
  };
  const restore = (): void => {
    if (removedSessionEntry) void writing.change(removeFromList('entries', removedSessionEntry.id, false));
    setRemoved(null);
  };
  const toggleDetails = (id: string): void => setDetailed((open) => (open === id ? null : id));
  useEntryKeys(
    list,
    addForm,
    isReadOnly
      ? null
      : {
          onType: (type) => draft.onDraft({ type }),
          onMove: move,
          onPlan: (id) => {
            const entry = byId(id);
            if (entry) planActions.ask(entry);
          },
          onCancelPlan: planActions.cancel,
          onDetails: toggleDetails,
          onRemove: remove,
        },
  );

  return (
    <NotesView
      listRef={list}
      attribution={<Attribution {...props} />}
      add={
        isReadOnly ? null : (
          <NonAttributedTexts institutions={hiddenInstitutions} isOn={isDraftHidden}>
            <EntryAdd
              draft={draft}
              destination={sessionNameOf(sessions, current ?? '', translate)}
              formRef={addForm}
            />
          </NonAttributedTexts>
        )
      }
      choice={notesChoice}
      onChoice={(part) => setChoice((previousNotesChoice) => ({ ...previousNotesChoice, ...part }))}
      tags={tagsOf(here)}
      found={
        foundNotes && (
          <NotesSearchView
            found={foundNotes}
            sessions={sessions}
            onOpen={(searchedNote) => {
              const notesRoute = { screen: 'workshop', log, doc: document.doc } as const;
              if (searchedNote.kind === 'lesson') navigate({ ...notesRoute, section: 'lessons' });
              else if (searchedNote.kind === 'notes')
                navigate({ ...notesRoute, session: searchedNote.session });
              else {
                onGoTo(searchedNote.id);
                setChoice(firstChoice);
                if (!here.includes(searchedNote.entry)) navigate({ ...notesRoute, section: 'notes' });
              }
            }}
          />
        )
      }
      groups={entryGroups}
      sessions={sessions}
      removed={
        removedSessionEntry && byId(removedSessionEntry.id) === undefined ? removedSessionEntry.text : null
      }
      onRestore={restore}
      problem={writing.problem ?? planActions.refusal}
      isEmpty={here.length === 0}
      card={(entry) => (
        <NonAttributedTexts
          key={entry.id}
          institutions={hiddenInstitutions}
          isOn={isNonAttributed(document, entry.session)}
        >
          <EntryCard
            log={log}
            document={document}
            entry={entry}
            isAttributed={!isNonAttributed(document, entry.session)}
            institutions={hiddenInstitutions}
            sessions={sessions.map(({ id }) => ({ id, label: sessionNameOf(sessions, id, translate) }))}
            indicators={indicators}
            plan={planActions.planOf(entry)}
            planQuestion={planActions.questionOf(entry)}
            isDetailed={detailed === entry.id}
            isReadOnly={isReadOnly}
            change={writing.change}
            acts={{
              onMove: (step) => move(entry.id, step),
              onRemove: () => remove(entry.id),
              onDetails: () => toggleDetails(entry.id),
              onOpenConflicts: () => navigate({ screen: 'conflicts' }),
            }}
            cursor={{
              isFocused: listCursor.takesFocus && listCursor.currentId === entry.id,
              onCurrent: () => listCursor.onCurrent(entry.id),
            }}
          />
        </NonAttributedTexts>
      )}
    />
  );
}

/** Put the focus on a note that a search opened. */
function useFocusOn(
  list: RefObject<HTMLElement | null>,
  goTo: string | null,
  onGoTo: (entry: string | null) => void,
): void {
  useEffect(() => {
    if (goTo === null) return;
    const card = list.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(goTo)}"]`);
    if (!card) return;
    card.focus();
    card.scrollIntoView({ block: 'center' });
    onGoTo(null);
  });
}

const firstChoice: NotesChoice = { grouping: 'session', filter: { type: null, tag: null }, search: '' };

/** Switch of non-attribution of the shown place, with the notes that it hides. */
function Attribution({ of: { queryResult }, writing, current, isReadOnly }: NotesListProps): ReactElement {
  const { document, roles } = queryResult;
  const path = current === null ? pathOf('non-attribution') : pathOf('sessions', current, 'non-attribution');
  const hiddenSessionEntries = readSessionEntries(document).filter(
    (entry) =>
      (current === null || entry.session === current) &&
      isNonAttributed(document, entry.session) &&
      (entry.speaker !== '' || entry.institution !== ''),
  );
  const maySwitch = !isReadOnly && mayWriteAt(roles, document, path);
  return (
    <AttributionView
      isSession={current !== null}
      isNonAttributed={isNonAttributed(document, current ?? '')}
      attributed={hiddenSessionEntries.length}
      onSwitch={maySwitch ? (isOn) => void writing.change([{ path, value: isOn }]) : undefined}
      onRemove={isReadOnly ? undefined : () => void writing.change(removeAttribution(hiddenSessionEntries))}
    />
  );
}

/** Matches in everything that was noted; null without a search. */
function useFoundNotes(document: Document, sessionEntries: readonly SessionEntry[], search: string) {
  const isSearching = search.trim() !== '';
  const preparedNotes = useMemo(
    () => (isSearching ? searchedNotesOf(document, sessionEntries).map(prepareNote) : []),
    [isSearching, document, sessionEntries],
  );
  return useMemo(
    () => (isSearching ? searchNotes(preparedNotes, search) : null),
    [isSearching, preparedNotes, search],
  );
}

/** Sessions of the agenda without its breaks. */
function notedSessionsOf(document: Document): readonly NotedSession[] {
  const { sessions, shown } = shownAgendaOf(document);
  const pauses = new Set(sessions.filter(({ kind }) => kind !== 'session').map(({ id }) => id));
  return shown.flatMap((day) => day.sessions.filter(({ id }) => !pauses.has(id)));
}

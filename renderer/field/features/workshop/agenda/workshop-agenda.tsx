import {
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { v7 as newId } from 'uuid';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { decideApplyTemplate, decideCopyAgenda } from '#domain/workshop/create-workshop.ts';
import { templateTextIn } from '#domain/workshop/templates/workshop-template.ts';
import {
  type AgendaDay,
  addAgendaSession,
  maximumAgendaDays,
  moveAgendaSession,
  removeAgendaSession,
  restoreAgendaSession,
  steppedPositionOf,
} from '#domain/workshop/workshop-agenda.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { useWorkshopTemplates } from '#renderer/field/app/documents/use-workshop-templates.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { minutesNotation } from '#renderer/records/value-notations.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { useRemovalConflicts } from '../use-removal-conflicts.ts';
import type {
  AgendaDayFacts,
  AgendaHandlers,
  AgendaSession,
  RemovedSession,
  SessionConflict,
  SessionDropTarget,
  TimeRemedy,
} from './agenda-facts.ts';
import { AgendaRowView, type SessionHandlers } from './agenda-row-view.tsx';
import { AgendaView } from './agenda-view.tsx';
import { CopyAgenda } from './copy-agenda.tsx';
import { useSessionDrag } from './use-session-drag.ts';

interface AgendaRowProps {
  readonly log: LogId;
  readonly document: Document;
  readonly session: AgendaSession;
  readonly acts: SessionHandlers;
  readonly can: { readonly up: boolean; readonly down: boolean };
  readonly days: readonly number[];
  readonly isCurrent: boolean;
  readonly isReadOnly: boolean;
}

/** One session of the agenda with its drafts. */
function AgendaRow({ log, document, session, ...row }: AgendaRowProps): ReactElement {
  const title = useDraft(log, document, `sessions/${session.id}/title`);
  const minutes = useValueDraft(log, document, `sessions/${session.id}/minutes`, minutesNotation);
  return (
    <AgendaRowView
      session={session}
      title={editedTextOf(title)}
      minutes={editedValueOf(minutes, 'ui.minutes.wrong')}
      {...row}
    />
  );
}

/** Sessions that one person removed while another edited them (M5). */
function useSessionConflicts(queryResult: DocumentQueryResult): readonly SessionConflict[] {
  const { document } = queryResult;
  return useRemovalConflicts(queryResult, 'sessions').map((namedRemovalConflict) => {
    const title = valueAt(document, `sessions/${namedRemovalConflict.id}/title`);
    const day = valueAt(document, `sessions/${namedRemovalConflict.id}/day`);
    return {
      ...namedRemovalConflict,
      title: typeof title === 'string' ? title : '',
      day: typeof day === 'number' ? day : null,
    };
  });
}

/** Focus after a session was added or moved: into its title, as soon as its row is there. */
interface SessionRowFocus {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly focusRow: (session: string) => void;
}

/** Keep the focus on a session with a moved row, which the browser would drop. */
function useSessionRowFocus(): SessionRowFocus {
  const container = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);

  useLayoutEffect(() => {
    const title = container.current?.querySelector<HTMLElement>(
      `[data-session="${CSS.escape(wanted.current ?? '')}"] textarea`,
    );
    if (!title) return;
    wanted.current = null;
    title.focus();
  });

  const focusRow = useCallback((session: string) => {
    wanted.current = session;
  }, []);
  return { container, focusRow };
}

/** Alt with an arrow key moves the session that the cursor is in; `data-session` marks it in the page. */
function useAgendaKeys(
  container: RefObject<HTMLElement | null>,
  onMove: (session: string, step: 'up' | 'down') => void,
): void {
  const latest = useRef(onMove);
  useLayoutEffect(() => {
    latest.current = onMove;
  });

  useEffect(() => {
    const agenda = container.current;
    const listen = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
      const row = event.target instanceof Element && event.target.closest<HTMLElement>('[data-session]');
      const session = row ? row.dataset['session'] : undefined;
      if (!event.altKey || step === null || session === undefined) return;
      event.preventDefault();
      latest.current(session, step);
    };
    agenda?.addEventListener('keydown', listen);
    return () => agenda?.removeEventListener('keydown', listen);
  }, [container]);
}

interface WorkshopAgendaProps {
  readonly queryResult: DocumentQueryResult;
  readonly days: readonly AgendaDay[];
  readonly shown: readonly AgendaDayFacts[];
  readonly isReadOnly: boolean;
  readonly onOpen: (session: string) => void;
  /** Session with details beside the agenda. */
  readonly current: string | null;
  readonly onCurrent: (session: string) => void;
}

/** Agenda with all its acts. */
export function WorkshopAgenda({
  queryResult,
  days,
  shown,
  isReadOnly,
  onOpen,
  current,
  onCurrent,
}: WorkshopAgendaProps): ReactElement {
  const { log, document } = queryResult;
  const { navigate } = useFieldServices();
  const { change, problem } = useChangeRecord(log, document);
  const { container, focusRow } = useSessionRowFocus();
  const [removedSession, setRemoved] = useState<RemovedSession | null>(null);
  const contested = useSessionConflicts(queryResult);
  const translate = useTranslate();
  const language = useLanguage();
  const workshopTemplates = useWorkshopTemplates();
  const [isCopying, setIsCopying] = useState(false);
  const [moved, setMoved] = useState<string | null>(null);

  const move = (session: string, to: SessionDropTarget): void => {
    focusRow(session);
    setMoved(session);
    void change(moveAgendaSession(document, session, to));
  };
  const step = (session: string, direction: 'up' | 'down'): void => {
    const to = steppedPositionOf(days, session, direction);
    if (to && !isReadOnly) move(session, to);
  };
  useAgendaKeys(container, step);
  const dropAt = useSessionDrag(container, (session, dropTarget) =>
    move(session, dropTargetWithoutSelf(shown, session, dropTarget)),
  );

  const acts: AgendaHandlers = {
    onAdd: (day, sessionKind) => {
      const id = newId();
      focusRow(id);
      void change(addAgendaSession(document, id, day, sessionKind));
    },
    onTemplate: (code) => {
      const workshopTemplate = workshopTemplates.find((one) => one.code === code);
      const decided = workshopTemplate && decideApplyTemplate(document, workshopTemplate, language);
      if (decided?.ok) void change(decided.value);
    },
    onCopy: () => setIsCopying(true),
    onDayStart: (day, start) => void change([{ path: pathOf('day-starts', String(day)), value: start }]),
    onResolve: (session, timeRemedy) => void change(remedyValues(session, timeRemedy)),
    onRestore: (id) => {
      setRemoved(null);
      focusRow(id);
      void change(restoreAgendaSession(id));
    },
    onKeepRemoved: (id) => void change(removeAgendaSession(id)),
  };

  const actsOf = (agendaSession: AgendaSession, day: number | null): SessionHandlers => ({
    onOpen: () => onOpen(agendaSession.id),
    onDetails: () => onCurrent(agendaSession.id),
    onMove: (direction) => step(agendaSession.id, direction),
    onMoveToDay: (to) => move(agendaSession.id, { day: to, at: Number.POSITIVE_INFINITY }),
    onRemove: () => {
      setRemoved({ id: agendaSession.id, title: agendaSession.title, day });
      void change(removeAgendaSession(agendaSession.id));
    },
    onOpenConflicts: () => navigate({ screen: 'conflicts' }),
  });

  return (
    <div
      ref={container}
      onFocus={({ target }) => {
        const session = target.closest<HTMLElement>('[data-session]')?.dataset['session'];
        if (session !== undefined) onCurrent(session);
      }}
    >
      <span role="status" className="fb-hidden">
        {moved !== null && translate(movedMessage(shown, moved))}
      </span>
      <AgendaView
        days={shown}
        row={(agendaSession, day) => (
          <AgendaRow
            log={log}
            document={document}
            session={agendaSession}
            acts={actsOf(agendaSession, day)}
            can={{
              up: steppedPositionOf(days, agendaSession.id, 'up') !== null,
              down: steppedPositionOf(days, agendaSession.id, 'down') !== null,
            }}
            days={daysToMoveTo(shown, day)}
            isCurrent={agendaSession.id === current}
            isReadOnly={isReadOnly}
          />
        )}
        templates={workshopTemplates.map(({ code, title, days: length, audience, sessions }) => {
          const heldTemplateSessions = sessions.filter(({ kind }) => kind === 'session');
          return {
            code,
            title: templateTextIn(title, language),
            days: length,
            sessions: heldTemplateSessions.length,
            minutes: heldTemplateSessions.reduce((sum, { minutes }) => sum + minutes, 0),
            audience: templateTextIn(audience, language),
          };
        })}
        // A question to decide says more than the way back, which an undo may have taken already.
        removed={
          [...contested, ...shown.flatMap(({ sessions }) => sessions)].some(
            ({ id }) => id === removedSession?.id,
          )
            ? null
            : removedSession
        }
        contested={contested}
        problem={problem}
        dropAt={dropAt}
        isReadOnly={isReadOnly}
        acts={acts}
      />
      {isCopying && (
        <CopyAgenda
          log={log}
          doc={document.doc}
          onCopy={(source) => {
            setIsCopying(false);
            const decided = decideCopyAgenda(document, source);
            if (decided.ok) void change(decided.value);
          }}
          onClose={() => setIsCopying(false)}
        />
      )}
    </div>
  );
}

/** Writes of a remedy of a conflict of time. */
function remedyValues(session: string, timeRemedy: TimeRemedy): readonly PathValue[] {
  switch (timeRemedy.kind) {
    case 'move':
      return [{ path: pathOf('sessions', session, 'starts'), value: timeRemedy.starts }];
    case 'follow':
      return [{ path: pathOf('sessions', session, 'starts'), value: null }];
    case 'shorten':
      return [{ path: pathOf('sessions', timeRemedy.other, 'minutes'), value: timeRemedy.minutes }];
  }
}

/** New position of a moved session, for screen readers. */
function movedMessage(shownDayFactses: readonly AgendaDayFacts[], moved: string): Message {
  const dayFacts = shownDayFactses.find(({ sessions }) => sessions.some(({ id }) => id === moved));
  const agendaSession = dayFacts?.sessions.find(({ id }) => id === moved);
  return {
    key: 'workshop.session.moved',
    values: {
      title: agendaSession?.title ?? '',
      time: agendaSession?.time?.startsAt ?? '',
      day: String(dayFacts?.day ?? ''),
    },
  };
}

/** Days that a session of this day can be put on: the others, and a new one at the end. */
function daysToMoveTo(shownDayFactses: readonly AgendaDayFacts[], day: number | null): readonly number[] {
  const last = Math.max(0, ...shownDayFactses.map((dayFacts) => dayFacts.day ?? 0));
  return Array.from({ length: Math.min(last + 1, maximumAgendaDays) }, (_, at) => at + 1).filter(
    (one) => one !== day,
  );
}

/** The position counted without the session itself, which leaves its old one. */
function dropTargetWithoutSelf(
  shownDayFactses: readonly AgendaDayFacts[],
  session: string,
  { day, at }: SessionDropTarget,
): SessionDropTarget {
  const before =
    shownDayFactses
      .find((dayFacts) => dayFacts.day === day)
      ?.sessions.findIndex(({ id }) => id === session) ?? -1;
  return { day, at: before !== -1 && before < at ? at - 1 : at };
}

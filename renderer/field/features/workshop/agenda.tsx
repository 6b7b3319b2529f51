import { useState, type ReactElement } from 'react';
import { v7 as newId } from 'uuid';
import { type AgendaDay, mostDays } from '#domain/workshop/agenda.ts';
import { decideApplyTemplate } from '#domain/workshop/apply-template.ts';
import {
  addSession,
  bringBackSession,
  moveSession,
  removeSession,
  stepFrom,
} from '#domain/workshop/change-agenda.ts';
import { nationalPolicyTemplate } from '#domain/workshop/templates.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import type { AgendaActs, AgendaSession, DropPlace, RemovedSession, ShownDay } from './agenda-facts.ts';
import { AgendaRow } from './agenda-row.tsx';
import type { SessionActs } from './agenda-row-view.tsx';
import { AgendaView } from './agenda-view.tsx';
import { useAgendaKeys } from './use-agenda-keys.ts';
import { useChangeWorkshop } from './use-change-workshop.ts';
import { useContestedSessions } from './use-contested-sessions.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useSessionDrag } from './use-session-drag.ts';

interface AgendaProps {
  readonly answer: DocumentAnswer;
  readonly days: readonly AgendaDay[];
  readonly shown: readonly ShownDay[];
  readonly isReadOnly: boolean;
  readonly onOpen: (session: string) => void;
}

/** The agenda with all that can be done to it. */
export function Agenda({ answer, days, shown, isReadOnly, onOpen }: AgendaProps): ReactElement {
  const { log, document } = answer;
  const { navigate } = useField();
  const { change, problem } = useChangeWorkshop(log, document);
  const { container, focusRow } = useRowFocus();
  const [removed, setRemoved] = useState<RemovedSession | null>(null);
  const contested = useContestedSessions(answer);

  const move = (session: string, to: DropPlace): void => {
    focusRow(session);
    void change(moveSession(document, session, to));
  };
  const step = (session: string, direction: 'up' | 'down'): void => {
    const to = stepFrom(days, session, direction);
    if (to && !isReadOnly) move(session, to);
  };
  useAgendaKeys(container, step);
  const dropAt = useSessionDrag(container, (session, place) => move(session, settled(shown, session, place)));

  const acts: AgendaActs = {
    onAdd: (day) => {
      const id = newId();
      focusRow(id);
      void change(addSession(document, id, day));
    },
    onTemplate: () => {
      const decided = decideApplyTemplate(document, nationalPolicyTemplate);
      if (decided.ok) void change(decided.value);
    },
    onBringBack: (id) => {
      setRemoved(null);
      focusRow(id);
      void change(bringBackSession(id));
    },
    onKeepRemoved: (id) => void change(removeSession(id)),
  };

  const actsOf = (session: AgendaSession, day: number | null): SessionActs => ({
    onOpen: () => onOpen(session.id),
    onMove: (direction) => step(session.id, direction),
    onMoveToDay: (to) => move(session.id, { day: to, at: Number.POSITIVE_INFINITY }),
    onRemove: () => {
      setRemoved({ id: session.id, title: session.title, day });
      void change(removeSession(session.id));
    },
    onOpenConflicts: () => navigate({ screen: 'conflicts' }),
  });

  return (
    <div ref={container}>
      <AgendaView
        days={shown}
        row={(session, day) => (
          <AgendaRow
            log={log}
            document={document}
            session={session}
            acts={actsOf(session, day)}
            can={{
              up: stepFrom(days, session.id, 'up') !== null,
              down: stepFrom(days, session.id, 'down') !== null,
            }}
            days={otherDays(shown, day)}
            isReadOnly={isReadOnly}
          />
        )}
        template={nationalPolicyTemplate}
        // A question to decide says more than the way back.
        removed={contested.some(({ id }) => id === removed?.id) ? null : removed}
        contested={contested}
        problem={problem}
        dropAt={dropAt}
        isReadOnly={isReadOnly}
        acts={acts}
      />
    </div>
  );
}

/** Days that a session of this day can be put on: the others, and a new one at the end. */
function otherDays(shown: readonly ShownDay[], day: number | null): readonly number[] {
  const last = Math.max(0, ...shown.map((one) => one.day ?? 0));
  return Array.from({ length: Math.min(last + 1, mostDays) }, (_, at) => at + 1).filter((one) => one !== day);
}

/** The place counted without the session itself, which leaves its old one. */
function settled(shown: readonly ShownDay[], session: string, { day, at }: DropPlace): DropPlace {
  const before = shown.find((one) => one.day === day)?.sessions.findIndex(({ id }) => id === session) ?? -1;
  return { day, at: before !== -1 && before < at ? at - 1 : at };
}

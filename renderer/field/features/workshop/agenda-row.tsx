import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import type { AgendaSession } from './agenda-facts.ts';
import { AgendaRowView, type SessionActs } from './agenda-row-view.tsx';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { minutesNotation } from './notations.ts';
import { useValueDraft } from '#renderer/field/app/use-value-draft.ts';

interface AgendaRowProps {
  readonly log: LogId;
  readonly document: Document;
  readonly session: AgendaSession;
  readonly acts: SessionActs;
  readonly can: { readonly up: boolean; readonly down: boolean };
  readonly days: readonly number[];
  readonly isReadOnly: boolean;
}

/** One session of the agenda, with what is being typed into it. */
export function AgendaRow({
  log,
  document,
  session,
  acts,
  can,
  days,
  isReadOnly,
}: AgendaRowProps): ReactElement {
  const title = useDraft(log, document, `sessions/${session.id}/title`);
  const minutes = useValueDraft(log, document, `sessions/${session.id}/minutes`, minutesNotation);
  return (
    <AgendaRowView
      session={session}
      title={editedText(title)}
      minutes={editedValue(minutes, 'workshop.minutes.wrong')}
      acts={acts}
      can={can}
      days={days}
      isReadOnly={isReadOnly}
    />
  );
}

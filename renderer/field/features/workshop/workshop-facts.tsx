import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/path.ts';
import { offeredStates } from '#domain/people/write-mode.ts';
import { minutesOf } from '#domain/workshop/agenda.ts';
import { readSessions } from '#domain/workshop/read-sessions.ts';
import { WorkshopStatus } from '#domain/workshop/workshop.ts';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { dayNotation } from './notations.ts';
import { useChangeWorkshop } from './use-change-workshop.ts';
import { useValueDraft } from '#renderer/field/app/use-value-draft.ts';
import { WorkshopFactsView } from './workshop-facts-view.tsx';

interface WorkshopFactsProps {
  readonly answer: DocumentAnswer;
  readonly isReadOnly: boolean;
}

/** The side column of a workshop, with what is being typed there. */
export function WorkshopFacts({ answer, isReadOnly }: WorkshopFactsProps): ReactElement {
  const { log, document } = answer;
  const { change } = useChangeWorkshop(log, document);
  const sessions = readSessions(document);
  const status = WorkshopStatus.safeParse(valueAt(document, 'status'));
  return (
    <WorkshopFactsView
      title={editedText(useDraft(log, document, 'title'))}
      from={editedValue(useValueDraft(log, document, 'from', dayNotation), 'workshop.day.wrong')}
      to={editedValue(useValueDraft(log, document, 'to', dayNotation), 'workshop.day.wrong')}
      statuses={offeredStates(answer.roles, document, WorkshopStatus.options)}
      status={status.success ? status.data : null}
      onStatus={(next) => void change([{ path: pathOf('status'), value: next }])}
      counts={{
        sessions: sessions.length,
        minutes: minutesOf(sessions),
        withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
      }}
      isReadOnly={isReadOnly}
    />
  );
}

import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/path.ts';
import { offeredStatuses } from '#domain/people/permit.ts';
import { totalSessionMinutes } from '#domain/workshop/workshop-agenda.ts';
import { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { dayNotation } from '../notations.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { WorkshopDetailsView } from './workshop-details-view.tsx';

interface WorkshopDetailsProps {
  readonly answer: DocumentQueryAnswer;
  readonly isReadOnly: boolean;
}

/** Side column of a workshop with its drafts. */
export function WorkshopDetails({ answer, isReadOnly }: WorkshopDetailsProps): ReactElement {
  const { log, document } = answer;
  const { change } = useChangeWorkshop(log, document);
  const sessions = readWorkshopSessions(document);
  const status = WorkshopStatus.safeParse(valueAt(document, 'status'));
  return (
    <WorkshopDetailsView
      title={editedTextOf(useDraft(log, document, 'title'))}
      from={editedValueOf(useValueDraft(log, document, 'from', dayNotation), 'workshop.day.wrong')}
      to={editedValueOf(useValueDraft(log, document, 'to', dayNotation), 'workshop.day.wrong')}
      statuses={offeredStatuses(answer.roles, document, WorkshopStatus.options)}
      status={status.success ? status.data : null}
      onStatus={(next) => void change([{ path: pathOf('status'), value: next }])}
      counts={{
        sessions: sessions.length,
        minutes: totalSessionMinutes(sessions),
        withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
      }}
      isReadOnly={isReadOnly}
    />
  );
}

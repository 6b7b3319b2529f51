import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { readLearningObjectives, type WorkshopSession } from '#domain/workshop/workshop.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import type { AgendaSession } from './agenda-facts.ts';
import { SessionDetailsView } from './session-details-view.tsx';

interface SessionDetailsProps {
  readonly queryResult: DocumentQueryResult;
  readonly session: WorkshopSession;
  readonly shown: AgendaSession;
  readonly isReadOnly: boolean;
}

/** Plan and delivery of one session with its drafts. Give it a `key` of the session. */
export function SessionDetails(props: SessionDetailsProps): ReactElement {
  const { queryResult, session, shown, isReadOnly } = props;
  const { log, document } = queryResult;
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, document);
  return (
    <SessionDetailsView
      number={shown.number}
      title={session.title}
      kind={session.kind}
      starts={session.starts}
      followsAt={shown.time?.startsAt ?? null}
      objectives={readLearningObjectives(document)}
      chosenObjectives={session.objectives}
      isNonAttributed={session.isNonAttributed ?? valueAt(document, 'non-attribution') === true}
      refusal={problem && translate(problem)}
      fields={(sessionDetailFields) => (
        <DocumentFields
          subject={{ kind: 'workshop', below: `sessions/${session.id}` }}
          {...sessionDetailFields}
          log={log}
          document={document}
          change={change}
          isReadOnly={() => isReadOnly}
        />
      )}
      onChange={(name, value) => void change([{ path: pathOf('sessions', session.id, name), value }])}
      isReadOnly={isReadOnly}
    />
  );
}

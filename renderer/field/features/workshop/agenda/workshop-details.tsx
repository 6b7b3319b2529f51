import { type ReactElement, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { plainTextAt, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import { offeredStatuses } from '#domain/kinds/permit.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { totalSessionMinutes, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { ShownNotice, WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useUnsavedTextsOf } from '#renderer/field/app/drafts/use-text-drafts.ts';
import { LeaveTextsDialogView } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { RecordField } from '#renderer/records/record-field.tsx';
import { statusLabel } from '#renderer/records/value-labels.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { DataNotice } from '../data-notice/data-notice.tsx';
import { LearningObjectives } from './learning-objectives.tsx';
import { WorkshopDetailsView, workshopDetailRows } from './workshop-details-view.tsx';

interface WorkshopDetailsProps {
  readonly queryResult: DocumentQueryResult;
  readonly isReadOnly: boolean;
}

const formSubject: FormSubject = { kind: 'workshop' };

/** Side column of a workshop with its drafts. */
export function WorkshopDetails({ queryResult, isReadOnly }: WorkshopDetailsProps): ReactElement {
  const { log, document } = queryResult;
  const format = useFormat();
  const translate = useTranslate();
  const unsavedTextLines = useUnsavedTextsOf(log, document.doc);
  const [asked, setAsked] = useState<AskedStatus | null>(null);
  const { change, problem } = useChangeRecord(log, document);
  const [isNoticeOpen, setIsNoticeOpen] = useState(false);
  const sessions = readWorkshopSessions(document);
  const [from, to] = [plainTextAt(document, 'from'), plainTextAt(document, 'to')];
  const notice = ShownNotice.safeParse(valueAt(document, 'notice'));
  const chooseStatus = (value: JsonValue): void => {
    const save = (): void => void change([{ path: pathOf('status'), value }]);
    const ending = endingStatuses.safeParse(value);
    if (ending.success && unsavedTextLines.length > 0) setAsked({ status: ending.data, save });
    else save();
  };
  return (
    <>
      <WorkshopDetailsView
        counts={{
          sessions: withoutPauses(sessions).length,
          minutes: totalSessionMinutes(sessions),
          withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
        }}
        template={plainTextAt(document, 'template')}
        refusal={problem && translate(problem)}
        fields={
          <DocumentFields
            subject={formSubject}
            rows={workshopDetailRows}
            log={log}
            document={document}
            change={change}
            isReadOnly={() => isReadOnly}
            options={{
              to: {
                problem:
                  from !== '' && to !== '' && to < from
                    ? translate('mission.refused.endsBeforeItStarts')
                    : undefined,
              },
            }}
            drawn={{
              status: (
                <RecordField
                  subject={formSubject}
                  name="status"
                  choices={offeredStatuses(queryResult.roles, document, WorkshopStatus.options).map((id) => ({
                    id,
                    label: translate(statusLabel('workshopStatus', id)),
                  }))}
                  value={valueAt(document, 'status')}
                  onChange={chooseStatus}
                  isReadOnly={isReadOnly}
                />
              ),
            }}
          />
        }
        noticeOn={notice.success ? format.date(localNoonMs(notice.data.on)) : null}
        onNotice={() => setIsNoticeOpen(true)}
        objectives={<LearningObjectives queryResult={queryResult} isReadOnly={isReadOnly} />}
      />
      {asked !== null && (
        <LeaveTextsDialogView
          act={translate(statusLabel('workshopStatus', asked.status))}
          texts={unsavedTextLines}
          onGo={() => setAsked(null)}
          onTake={() => {
            asked.save();
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {isNoticeOpen && <DataNotice queryResult={queryResult} onClose={() => setIsNoticeOpen(false)} />}
    </>
  );
}

/** Status that waits for a decision about unsaved texts. It replaces the status that the person saw in choosing. */
interface AskedStatus {
  readonly status: WorkshopStatus;
  readonly save: () => void;
}

/** Statuses after which nobody expects another text of the workshop. */
const endingStatuses = WorkshopStatus.extract([
  'completed',
  'report-drafted',
  'report-approved',
  'closed',
  'cancelled',
]);

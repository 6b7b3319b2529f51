import { type ReactElement, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { offeredStatuses } from '#domain/people/permit.ts';
import { totalSessionMinutes, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { ShownNotice, WorkshopMode, WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import { useFormat } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { DataNotice } from '../data-notice/data-notice.tsx';
import { languagesNotation } from '../notations.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { LearningObjectives } from './learning-objectives.tsx';
import { WorkshopDetailsView } from './workshop-details-view.tsx';

interface WorkshopDetailsProps {
  readonly answer: DocumentQueryAnswer;
  readonly isReadOnly: boolean;
}

/** Side column of a workshop with its drafts. */
export function WorkshopDetails({ answer, isReadOnly }: WorkshopDetailsProps): ReactElement {
  const { log, document } = answer;
  const format = useFormat();
  const { change } = useChangeWorkshop(log, document);
  const [isNoticeOpen, setIsNoticeOpen] = useState(false);
  const sessions = readWorkshopSessions(document);
  const status = WorkshopStatus.safeParse(valueAt(document, 'status'));
  const mode = WorkshopMode.safeParse(valueAt(document, 'mode'));
  const notice = ShownNotice.safeParse(valueAt(document, 'notice'));
  const save = (name: string, value: JsonValue): void => void change([{ path: pathOf(name), value }]);
  return (
    <>
      <WorkshopDetailsView
        texts={{
          title: editedTextOf(useDraft(log, document, 'title')),
          host: editedTextOf(useDraft(log, document, 'host')),
          place: editedTextOf(useDraft(log, document, 'place')),
          languages: editedValueOf(
            useValueDraft(log, document, 'languages', languagesNotation),
            'workshop.languages.wrong',
          ),
        }}
        choices={{
          from: textOrNull(valueAt(document, 'from')),
          to: textOrNull(valueAt(document, 'to')),
          status: status.success ? status.data : null,
          mode: mode.success ? mode.data : null,
          isNonAttributed: valueAt(document, 'non-attribution') === true,
          noticeOn: notice.success ? format.date(localNoonMs(notice.data.on)) : null,
          template: textOrNull(valueAt(document, 'template')) ?? '',
        }}
        statuses={offeredStatuses(answer.roles, document, WorkshopStatus.options)}
        acts={{
          onFrom: (day) => save('from', day),
          onTo: (day) => save('to', day),
          onStatus: (next) => save('status', next),
          onMode: (next) => save('mode', next),
          onNonAttributed: (isOn) => save('non-attribution', isOn),
          onNotice: () => setIsNoticeOpen(true),
        }}
        counts={{
          sessions: withoutPauses(sessions).length,
          minutes: totalSessionMinutes(sessions),
          withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
        }}
        objectives={<LearningObjectives answer={answer} isReadOnly={isReadOnly} />}
        isReadOnly={isReadOnly}
      />
      {isNoticeOpen && <DataNotice answer={answer} onClose={() => setIsNoticeOpen(false)} />}
    </>
  );
}

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

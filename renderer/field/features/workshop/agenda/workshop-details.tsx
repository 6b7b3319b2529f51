import { Plus, X } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import { valueAt } from '#domain/document/document.ts';
import { appendToList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import { offeredStatuses } from '#domain/kinds/permit.ts';
import {
  type LearningObjective,
  readLearningObjectives,
  readWorkshopSessions,
} from '#domain/workshop/workshop.ts';
import { totalSessionMinutes, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { ShownNotice, WorkshopMode, WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { useUnsavedTextsOf } from '#renderer/field/app/drafts/use-text-drafts.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { LeaveTextsDialogView } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { statusLabel } from '#renderer/records/value-labels.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, PageSection, TextArea } from '#renderer/ui';
import { DataNotice } from '../data-notice/data-notice.tsx';
import { languagesNotationIn } from '../notations.ts';
import { WorkshopDetailsView } from './workshop-details-view.tsx';
import './workshop.css';

interface WorkshopDetailsProps {
  readonly queryResult: DocumentQueryResult;
  readonly isReadOnly: boolean;
}

/** Side column of a workshop with its drafts. */
export function WorkshopDetails({ queryResult, isReadOnly }: WorkshopDetailsProps): ReactElement {
  const { log, document } = queryResult;
  const format = useFormat();
  const translate = useTranslate();
  const unsavedTextLines = useUnsavedTextsOf(log, document.doc);
  /** Status that waits for a decision about unsaved texts. */
  const [asked, setAsked] = useState<WorkshopStatus | null>(null);
  const { change } = useChangeRecord(log, document);
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
            useValueDraft(log, document, 'languages', languagesNotationIn(format.language)),
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
        statuses={offeredStatuses(queryResult.roles, document, WorkshopStatus.options)}
        acts={{
          onFrom: (day) => save('from', day),
          onTo: (day) => save('to', day),
          onStatus: (nextWorkshopStatus) =>
            unsavedTextLines.length > 0 && endsWork.has(nextWorkshopStatus)
              ? setAsked(nextWorkshopStatus)
              : save('status', nextWorkshopStatus),
          onMode: (nextMissionMode) => save('mode', nextMissionMode),
          onNonAttributed: (isOn) => save('non-attribution', isOn),
          onNotice: () => setIsNoticeOpen(true),
        }}
        counts={{
          sessions: withoutPauses(sessions).length,
          minutes: totalSessionMinutes(sessions),
          withNotes: sessions.filter(({ notes }) => notes !== undefined).length,
        }}
        objectives={<LearningObjectives queryResult={queryResult} isReadOnly={isReadOnly} />}
        isReadOnly={isReadOnly}
      />
      {asked !== null && (
        <LeaveTextsDialogView
          act={translate(statusLabel('workshopStatus', asked))}
          texts={unsavedTextLines}
          onGo={() => setAsked(null)}
          onTake={() => {
            save('status', asked);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {isNoticeOpen && <DataNotice queryResult={queryResult} onClose={() => setIsNoticeOpen(false)} />}
    </>
  );
}

/** Statuses after which nobody expects another text of the workshop. */
const endsWork: ReadonlySet<WorkshopStatus> = new Set([
  'completed',
  'report-drafted',
  'report-approved',
  'closed',
  'cancelled',
]);

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

interface LearningObjectivesViewProps {
  readonly objectives: readonly LearningObjective[];
  /** Draw one objective; a `LearningObjectiveView`. */
  readonly row: (learningObjective: LearningObjective) => ReactNode;
  readonly onAdd: () => void;
  readonly isReadOnly: boolean;
}

/** Learning objectives of the workshop; sessions choose from them. */
export function LearningObjectivesView(props: LearningObjectivesViewProps): ReactElement {
  const { objectives, row, onAdd, isReadOnly } = props;
  const translate = useTranslate();
  return (
    <PageSection kind="side" title={translate('path.session.objectives')}>
      {objectives.length === 0 && <p className="ww-note">{translate('workshop.objectives.none')}</p>}
      <ul className="ww-objectives">
        {objectives.map((learningObjective) => (
          <li key={learningObjective.id}>{row(learningObjective)}</li>
        ))}
      </ul>
      {!isReadOnly && (
        <div>
          <Button kind="quiet" icon={Plus} onPress={onAdd}>
            {translate('workshop.objectives.add')}
          </Button>
        </div>
      )}
    </PageSection>
  );
}

interface LearningObjectiveViewProps {
  readonly code: string;
  readonly text: EditedText;
  readonly onRemove: () => void;
  readonly isReadOnly: boolean;
}

/** One learning objective, edited in place. */
export function LearningObjectiveView(props: LearningObjectiveViewProps): ReactElement {
  const { code, text, onRemove, isReadOnly } = props;
  const translate = useTranslate();
  return (
    <div className="ww-objective">
      <TextArea
        label={code}
        rows={1}
        maxLength={400}
        {...textFieldPropsOf(text, translate)}
        isReadOnly={isReadOnly}
      />
      {!isReadOnly && (
        <Button
          kind="quiet"
          icon={X}
          onPress={onRemove}
          label={translate('workshop.objectives.remove', { code })}
        >
          {translate('ui.remove')}
        </Button>
      )}
    </div>
  );
}

interface LearningObjectivesProps {
  readonly queryResult: DocumentQueryResult;
  readonly isReadOnly: boolean;
}

/** Learning objectives of a workshop with their drafts. */
function LearningObjectives({ queryResult, isReadOnly }: LearningObjectivesProps): ReactElement {
  const { log, document } = queryResult;
  const { change } = useChangeRecord(log, document);
  const learningObjectives = readLearningObjectives(document);
  const add = (): void => {
    const id = newId();
    void change([
      { path: pathOf('objectives', id, 'text'), value: '' },
      ...appendToList('objectives', learningObjectives, id),
    ]);
  };
  return (
    <LearningObjectivesView
      objectives={learningObjectives}
      row={(learningObjective) => (
        <ObjectiveRow
          queryResult={queryResult}
          objective={learningObjective}
          isReadOnly={isReadOnly}
          onRemove={() => void change(removeFromList('objectives', learningObjective.id))}
        />
      )}
      onAdd={add}
      isReadOnly={isReadOnly}
    />
  );
}

interface ObjectiveRowProps extends LearningObjectivesProps {
  readonly objective: LearningObjective;
  readonly onRemove: () => void;
}

function ObjectiveRow({ queryResult, objective, onRemove, isReadOnly }: ObjectiveRowProps): ReactElement {
  const textDraft = useDraft(queryResult.log, queryResult.document, `objectives/${objective.id}/text`);
  return (
    <LearningObjectiveView
      code={objective.code}
      text={editedTextOf(textDraft)}
      onRemove={onRemove}
      isReadOnly={isReadOnly}
    />
  );
}

import { type ReactElement, useState } from 'react';
import type { CreateWorkshopRefusal, NewWorkshop } from '#domain/workshop/create-workshop.ts';
import { templateTextIn, type WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { RadioRows } from '#renderer/ui';
import { createRefusalMessage } from './create-record-view.tsx';

/** Fields of a new workshop; its days when they are known. */
export const newWorkshopRows: readonly FieldRow<keyof NewWorkshopValues>[] = ['title', ['from', 'to']];

/** Fields of a new workshop in editing. */
export type NewWorkshopValues = Pick<NewWorkshop, 'title' | 'from' | 'to'>;

interface CreateWorkshopViewProps {
  readonly templates: readonly WorkshopTemplate[];
  readonly start?: NewWorkshopValues;
  readonly startTemplate?: WorkshopTemplate;
  /** Problems are named from the beginning; otherwise after the first try. */
  readonly isTried?: boolean;
  /** Reason why such a workshop is not created; null where it can be. */
  readonly findRefusal: (newWorkshopValues: NewWorkshopValues) => CreateWorkshopRefusal | null;
  /** Reason why it could not be kept. */
  readonly problem: Message | null;
  readonly onCreate: (
    newWorkshopValues: NewWorkshopValues,
    template: WorkshopTemplate | null,
  ) => Promise<boolean>;
  readonly onClose: () => void;
}

const emptyWorkshop: NewWorkshopValues = { title: '', from: null, to: null };
const emptyAgendaOption = 'none';

/** Form of a new workshop: a title; days and a template when they are known. */
export function CreateWorkshopView(props: CreateWorkshopViewProps): ReactElement {
  const { templates, start, startTemplate = null, isTried, findRefusal, problem, onCreate, onClose } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const [template, setTemplate] = useState(startTemplate);
  return (
    <RecordFormDialog<NewWorkshopValues>
      title={translate('mission.workshops.new')}
      act={translate('mission.workshops.create')}
      subject={{ kind: 'workshop' }}
      rows={() => newWorkshopRows}
      stored={emptyWorkshop}
      start={start}
      isTried={isTried}
      refusal={problem && translate(problem)}
      findProblems={(newWorkshopValues) => {
        const refusal = findRefusal(newWorkshopValues);
        return refusal === null
          ? {}
          : { [refusedFieldOf(refusal)]: translate(createRefusalMessage(refusal)) };
      }}
      options={() => ({ title: { hasFirstFocus: true } })}
      below={() => (
        <RadioRows
          label={translate('mission.create.template')}
          rows={[
            { value: emptyAgendaOption, text: translate('mission.create.template.none') },
            ...templates.map(({ code, title, days, sessions }) => ({
              value: code,
              text: `${code} ${templateTextIn(title, language)}`,
              description: translate('mission.create.template.text', {
                days,
                sessions: sessions.filter(({ kind }) => kind === 'session').length,
              }),
            })),
          ]}
          value={template?.code ?? emptyAgendaOption}
          onChange={(code) =>
            setTemplate(templates.find((workshopTemplate) => workshopTemplate.code === code) ?? null)
          }
        />
      )}
      onSave={(newWorkshopValues) => onCreate(newWorkshopValues, template)}
      onClose={onClose}
    />
  );
}

function refusedFieldOf(refusal: CreateWorkshopRefusal): keyof NewWorkshopValues {
  switch (refusal.kind) {
    case 'titleMissing':
      return 'title';
    case 'notADay':
      return refusal.field;
    case 'endsBeforeItStarts':
      return 'to';
  }
}

import type { ReactElement, ReactNode } from 'react';
import { v7 as newId } from 'uuid';
import { appendToList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import { type LearningObjective, readLearningObjectives } from '#domain/workshop/workshop.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { Plus, X } from 'lucide-react';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, PageSection, TextArea } from '#renderer/ui';
import './workshop.css';

interface LearningObjectivesViewProps {
  readonly objectives: readonly LearningObjective[];
  /** Draw one objective; a `LearningObjectiveView`. */
  readonly row: (objective: LearningObjective) => ReactNode;
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
        {objectives.map((objective) => (
          <li key={objective.id}>{row(objective)}</li>
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
  readonly answer: DocumentQueryAnswer;
  readonly isReadOnly: boolean;
}

/** Learning objectives of a workshop with their drafts. */
export function LearningObjectives({ answer, isReadOnly }: LearningObjectivesProps): ReactElement {
  const { log, document } = answer;
  const { change } = useChangeWorkshop(log, document);
  const objectives = readLearningObjectives(document);
  const add = (): void => {
    const id = newId();
    void change([
      { path: pathOf('objectives', id, 'text'), value: '' },
      ...appendToList('objectives', objectives, id),
    ]);
  };
  return (
    <LearningObjectivesView
      objectives={objectives}
      row={(objective) => (
        <ObjectiveRow
          answer={answer}
          objective={objective}
          isReadOnly={isReadOnly}
          onRemove={() => void change(removeFromList('objectives', objective.id))}
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

function ObjectiveRow({ answer, objective, onRemove, isReadOnly }: ObjectiveRowProps): ReactElement {
  const text = useDraft(answer.log, answer.document, `objectives/${objective.id}/text`);
  return (
    <LearningObjectiveView
      code={objective.code}
      text={editedTextOf(text)}
      onRemove={onRemove}
      isReadOnly={isReadOnly}
    />
  );
}

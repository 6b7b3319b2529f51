import type { ReactElement } from 'react';
import { v7 as newId } from 'uuid';
import { appendToList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import { type LearningObjective, readLearningObjectives } from '#domain/workshop/workshop.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { LearningObjectivesView, LearningObjectiveView } from './learning-objectives-view.tsx';

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

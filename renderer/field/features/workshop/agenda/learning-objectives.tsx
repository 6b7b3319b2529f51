import { Plus, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { v7 as newId } from 'uuid';
import { appendToList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import { type LearningObjective, readLearningObjectives } from '#domain/workshop/workshop.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, PageSection } from '#renderer/ui';
import './workshop.css';

interface LearningObjectivesProps {
  readonly queryResult: DocumentQueryResult;
  readonly isReadOnly: boolean;
}

/** Learning objectives of a workshop with their drafts. */
export function LearningObjectives({ queryResult, isReadOnly }: LearningObjectivesProps): ReactElement {
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
      field={({ id, code }) => (
        <DocumentFields
          subject={{ kind: 'workshop', below: `objectives/${id}` }}
          rows={learningObjectiveRows}
          log={log}
          document={document}
          change={change}
          isReadOnly={() => isReadOnly}
          options={{ text: { label: code } }}
        />
      )}
      onAdd={add}
      onRemove={({ id }) => void change(removeFromList('objectives', id))}
      isReadOnly={isReadOnly}
    />
  );
}

/** Field of a learning objective; its code is the label. */
export const learningObjectiveRows = ['text'] as const;

interface LearningObjectivesViewProps {
  readonly objectives: readonly LearningObjective[];
  /** Draw the field of one objective: `learningObjectiveRows`. */
  readonly field: (learningObjective: LearningObjective) => ReactNode;
  readonly onAdd: () => void;
  readonly onRemove: (learningObjective: LearningObjective) => void;
  readonly isReadOnly: boolean;
}

/** Learning objectives of the workshop, edited in place; sessions choose from them. */
export function LearningObjectivesView(props: LearningObjectivesViewProps): ReactElement {
  const { objectives, field, onAdd, onRemove, isReadOnly } = props;
  const translate = useTranslate();
  return (
    <PageSection kind="side" title={translate('path.session.objectives')}>
      {objectives.length === 0 && <p className="ww-note">{translate('workshop.objectives.none')}</p>}
      <ul className="ww-objectives">
        {objectives.map((learningObjective) => (
          <li key={learningObjective.id} className="ww-objective">
            <div>{field(learningObjective)}</div>
            {!isReadOnly && (
              <Button
                kind="quiet"
                icon={X}
                onPress={() => onRemove(learningObjective)}
                label={translate('workshop.objectives.remove', { code: learningObjective.code })}
              >
                {translate('ui.remove')}
              </Button>
            )}
          </li>
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

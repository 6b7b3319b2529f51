import { Plus, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { LearningObjective } from '#domain/workshop/workshop.ts';
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

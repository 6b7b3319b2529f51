import { Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Milestone } from '#domain/plan/milestones.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Checkbox, DateField, TextField } from '#renderer/ui';
import './plan.css';

interface MilestoneRowViewProps {
  readonly number: number;
  readonly row: Pick<Milestone, 'day' | 'isDone'>;
  readonly text: EditedText;
  /** Personal data found in its words. */
  readonly hits: ReactNode;
  readonly hasFirstFocus?: boolean;
  readonly isReadOnly: boolean;
  readonly onDay: (day: string | null) => void;
  readonly onDone: (isDone: boolean) => void;
  readonly onRemove: () => void;
}

/** One milestone. */
export function MilestoneRowView(props: MilestoneRowViewProps): ReactElement {
  const { number, row, text, hits, hasFirstFocus, isReadOnly, onDay, onDone, onRemove } = props;
  const translate = useTranslate();
  return (
    <>
      <div className="plan-milestone">
        <DateField
          label={translate('plan.milestones.day', { number })}
          hideLabel
          value={row.day}
          onChange={onDay}
          isReadOnly={isReadOnly}
        />
        <TextField
          label={translate('plan.milestones.text', { number })}
          hideLabel
          {...textFieldPropsOf(text, translate)}
          isReadOnly={isReadOnly}
          autoFocus={hasFirstFocus}
        />
        <Checkbox
          label={translate('plan.milestones.reached')}
          state={row.isDone ? 'on' : 'off'}
          onChange={onDone}
          isReadOnly={isReadOnly}
        />
        {!isReadOnly && (
          <Button
            kind="quiet"
            icon={Trash2}
            label={translate('plan.milestones.remove', { number })}
            onPress={onRemove}
          >
            {translate('ui.remove')}
          </Button>
        )}
      </div>
      {hits}
    </>
  );
}

import { Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Milestone } from '#domain/plan/milestones.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { Button } from '#renderer/ui';
import './plan.css';

/** Fields of a milestone, by the last part of their paths. */
export const milestoneRows = ['day', 'text', 'done'] as const;

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
  const { value, onChange: onText, ...textOptions } = textFieldPropsOf(text, translate);
  return (
    <>
      <div className="plan-milestone">
        <RecordFields<{ readonly day: string | null; readonly text: string; readonly done: boolean }>
          subject={{ kind: 'action-plan', below: 'items/*/milestones/*' }}
          rows={milestoneRows}
          values={{ day: row.day, text: value, done: row.isDone }}
          onChange={({ day, text: words, done }) => {
            if (day !== undefined) onDay(day);
            if (words !== undefined) onText(words);
            if (done !== undefined) onDone(done);
          }}
          options={{
            day: { label: translate('plan.milestones.day', { number }), hideLabel: true },
            text: {
              ...textOptions,
              label: translate('plan.milestones.text', { number }),
              hideLabel: true,
              rows: 1,
              hasFirstFocus,
            },
          }}
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

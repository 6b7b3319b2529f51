import { Plus, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { formatMilestones, type Milestone, parseMilestones } from '#domain/plan/action-plan.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Checkbox, DateField, TextField } from '#renderer/ui';
import './plan.css';

interface MilestonesViewProps {
  /** Milestones in their notation, one per line. */
  readonly text: EditedText;
  readonly isReadOnly: boolean;
}

const newMilestone: Milestone = { day: null, text: '', isDone: false };

/**
 * Milestones of an item: each with its day, its words and whether it is reached. The rows keep spaces that a person
 * types; another text, from a colleague or an undo, takes their place.
 */
export function MilestonesView({ text: edited, isReadOnly }: MilestonesViewProps): ReactElement {
  const translate = useTranslate();
  const { text, onChange, onBlur, problem } = edited;
  const [rows, setRows] = useState<readonly Milestone[]>(() => parseMilestones(text));
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    setSeen(text);
    if (text !== formatMilestones(rows)) setRows(parseMilestones(text));
  }
  const change = (next: readonly Milestone[], isWhole = false): void => {
    setRows(next);
    const written = formatMilestones(next);
    if (written !== formatMilestones(rows)) onChange(written);
    if (isWhole) onBlur();
  };
  return (
    <fieldset className="plan-milestones">
      <legend>{translate('path.item.milestones')}</legend>
      {rows.map((row, at) => (
        <MilestoneRowView
          // Milestones have no other identity than their position.
          key={at}
          number={at + 1}
          row={row}
          isReadOnly={isReadOnly}
          onChange={(next) => change(rows.with(at, next))}
          onBlur={onBlur}
          onRemove={() => change(rows.toSpliced(at, 1), true)}
        />
      ))}
      {problem !== null && <p className="fb-field-problem">{translate(problem)}</p>}
      {!isReadOnly && (
        <div>
          <Button icon={Plus} onPress={() => setRows([...rows, newMilestone])}>
            {translate('plan.milestones.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface MilestoneRowViewProps {
  readonly number: number;
  readonly row: Milestone;
  readonly isReadOnly: boolean;
  readonly onChange: (row: Milestone) => void;
  readonly onBlur: () => void;
  readonly onRemove: () => void;
}

function MilestoneRowView(props: MilestoneRowViewProps): ReactElement {
  const { number, row, isReadOnly, onChange, onBlur, onRemove } = props;
  const translate = useTranslate();
  return (
    <div className="plan-milestone">
      <DateField
        label={translate('plan.milestones.day', { number })}
        hideLabel
        value={row.day}
        onChange={(day) => onChange({ ...row, day })}
        onBlur={onBlur}
        isReadOnly={isReadOnly}
      />
      <TextField
        label={translate('plan.milestones.text', { number })}
        hideLabel
        value={row.text}
        onChange={(text) => onChange({ ...row, text })}
        onBlur={onBlur}
        isReadOnly={isReadOnly}
      />
      <Checkbox
        label={translate('plan.milestones.reached')}
        state={row.isDone ? 'on' : 'off'}
        onChange={(isDone) => onChange({ ...row, isDone })}
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
  );
}

import type { ReactElement } from 'react';
import { readMilestones } from '#domain/plan/milestones.ts';
import { dayMs } from '#renderer/field/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import './plan.css';

interface MilestonesViewProps {
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onChange: (at: number, isDone: boolean) => void;
}

/** The milestones as they are understood, to be ticked off. */
export function MilestonesView({ text, isReadOnly, onChange }: MilestonesViewProps): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  const milestones = readMilestones(text);
  if (milestones.length === 0) return null;
  return (
    <div className="plan-milestones" role="group" aria-label={say('plan.milestones.reached')}>
      {milestones.map(({ day, text: what, isDone }, at) => (
        <Checkbox
          // Lines have no other name than their place.
          key={`${at} ${what}`}
          label={
            day === null ? what : say('plan.milestones.dated', { day: format.date(dayMs(day)), text: what })
          }
          state={isDone ? 'on' : 'off'}
          onChange={(isOn) => onChange(at, isOn)}
          isReadOnly={isReadOnly}
        />
      ))}
    </div>
  );
}

import { type ReactElement, useState } from 'react';
import { commentsUntil } from '#domain/assessment/review-periods.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { StepFormProps } from './step-form-view.tsx';
import { stepWords } from './step-words.ts';

const mostDays = 365;

/** Sharing the draft with the State: for how long, and that it does no harm (domain.md E10). */
export function ShareFormView({ desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { today, periods } = desk.facts;
  const [days, setDays] = useState<number | null>(periods.commentDays);
  const [note, setNote] = useState('');
  const [isHarmless, setIsHarmless] = useState(false);
  const areDays = days !== null && days >= 1 && days <= mostDays;

  const act = (): Parameters<typeof ActFormView>[0]['act'] => {
    if (!areDays) return { key: 'desk.share.days.wrong', values: { most: mostDays } };
    if (!isHarmless) return { key: 'desk.share.harm.missing' };
    return { act: 'share', days, note, harm: 'none' };
  };

  return (
    <ActFormView
      act={act()}
      action={say(stepWords.share.action)}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.share.happens')}</p>
      <NumberField
        label={say('desk.share.days')}
        description={
          areDays
            ? say('desk.share.until', { day: format.date(dayMs(commentsUntil(today, days))) })
            : undefined
        }
        value={days}
        onChange={setDays}
        isWhole
      />
      <Checkbox
        label={say('desk.share.harm')}
        description={say('desk.share.harm.help')}
        state={isHarmless ? 'on' : 'off'}
        onChange={setIsHarmless}
      />
      <TextArea label={say('desk.note')} value={note} onChange={setNote} maxLength={20_000} />
    </ActFormView>
  );
}

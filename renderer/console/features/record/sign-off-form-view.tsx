import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { StepFormProps } from './step-form-view.tsx';
import { stepWords } from './step-words.ts';

type Decision = 'signed' | 'withheld';

/** The adviser's word on the safeguards: for the answers as they are now. */
export function SignOffFormView({ desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [note, setNote] = useState('');

  const act = (): Parameters<typeof ActFormView>[0]['act'] => {
    if (decision === null) return { key: 'desk.signOff.choose' };
    if (decision === 'withheld' && note.trim() === '') return { key: 'desk.signOff.why' };
    return { act: 'signOff', decision, note };
  };

  return (
    <ActFormView
      act={act()}
      action={say(stepWords.signOff.action)}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.signOff.happens')}</p>
      <RadioRows<Decision>
        label={say('desk.signOff.decision')}
        rows={[
          { value: 'signed', text: say('desk.signOff.signed') },
          { value: 'withheld', text: say('desk.signOff.withheld') },
        ]}
        value={decision}
        onChange={setDecision}
      />
      <TextArea
        label={say('desk.note')}
        description={say('desk.signOff.note')}
        value={note}
        onChange={setNote}
        maxLength={20_000}
      />
    </ActFormView>
  );
}

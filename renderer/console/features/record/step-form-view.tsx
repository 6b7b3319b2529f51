import { type ReactElement, useState } from 'react';
import { unsettledPoints } from '#domain/assessment/review-obstacles.ts';
import { daysAfterFinal } from '#domain/assessment/review-periods.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { ReviewDesk } from './review-desk.ts';
import { ShareFormView } from './share-form-view.tsx';
import { SignOffFormView } from './sign-off-form-view.tsx';
import { type Step, stepWords } from './step-words.ts';

export interface StepFormProps {
  readonly document: Document;
  readonly desk: ReviewDesk;
  readonly onClose: () => void;
}

/** The form of a step: says what will happen, asks for what it needs. */
export function StepFormView({ step, ...props }: StepFormProps & { readonly step: Step }): ReactElement {
  switch (step) {
    case 'return':
      return <ReturnForm {...props} />;
    case 'share':
      return <ShareFormView {...props} />;
    case 'signOff':
      return <SignOffFormView {...props} />;
    case 'finalize':
      return <FinalizeForm {...props} />;
    case 'addressComments':
      return <AddressForm {...props} />;
    case 'supersede':
      return <SupersedeForm {...props} />;
  }
}

function ReturnForm({ document, desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  const [reason, setReason] = useState('');
  const points = unsettledPoints(document);
  const isEmpty = points === 0 && reason.trim() === '';
  return (
    <ActFormView
      act={isEmpty ? { key: 'desk.refused.nothing' } : { act: 'return', reason }}
      action={say(stepWords.return.action)}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.return.happens', { count: points })}</p>
      <TextArea
        label={say('desk.return.reason')}
        description={say(points === 0 ? 'desk.return.reason.needed' : 'desk.return.reason.help')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        rows={4}
        hasFirstFocus
      />
    </ActFormView>
  );
}

function FinalizeForm({ document, desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const [note, setNote] = useState('');
  const { progressNoteDue, followUpFrom } = daysAfterFinal(desk.facts.today, desk.facts.periods);
  const wasShared = typeof valueAt(document, 'periods/shared-on') === 'string';
  return (
    <ActFormView
      act={{ act: 'finalize', note }}
      action={say(stepWords.finalize.action)}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.finalize.happens')}</p>
      <p>
        {say('desk.finalize.days', {
          note: format.date(dayMs(progressNoteDue)),
          followUp: format.date(dayMs(followUpFrom)),
        })}
      </p>
      {!wasShared && <Banner meaning="wait">{say('desk.finalize.notShared')}</Banner>}
      <TextArea label={say('desk.note')} value={note} onChange={setNote} maxLength={20_000} hasFirstFocus />
    </ActFormView>
  );
}

function AddressForm({ desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  return (
    <ActFormView
      act={{ act: 'addressComments' }}
      action={say(stepWords.addressComments.action)}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.address.happens')}</p>
    </ActFormView>
  );
}

function SupersedeForm({ desk, onClose }: StepFormProps): ReactElement {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <ActFormView
      act={reason.trim() === '' ? { key: 'desk.refused.reason' } : { act: 'supersede', reason }}
      action={say(stepWords.supersede.action)}
      isGrave
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{say('desk.supersede.happens')}</p>
      <TextArea
        label={say('desk.supersede.reason')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
        hasFirstFocus
      />
    </ActFormView>
  );
}

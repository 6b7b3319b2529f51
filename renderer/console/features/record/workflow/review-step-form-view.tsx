import { type ReactElement, useState } from 'react';
import { countUnresolvedComments } from '#domain/assessment/review/decide-review-act.ts';
import { signOffStatusOf } from '#domain/assessment/review/review.ts';
import { commentPeriodEnd, datesAfterFinal } from '#domain/assessment/review/review-dates.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { useTextDraft } from '#renderer/console/parts/text-drafts.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, Checkbox, NumberField, RadioRows, TextArea } from '#renderer/ui';
import { ReviewActFormView } from './review-act-form-view.tsx';
import type { ReviewService } from './review-service.ts';
import { type ReviewStepKind, reviewStepLabels } from './review-steps.ts';

type SignOffDecision = 'signed' | 'withheld';

/** The adviser's sign-off of the safeguards: for the present answers. */
function SignOffFormView({ service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  const [signOffDecision, setDecision] = useState<SignOffDecision | null>(null);
  const draft = `${service.record}/sign-off/`;
  const [note, setNote] = useTextDraft(`${draft}note`);

  const act = (): Parameters<typeof ReviewActFormView>[0]['act'] => {
    if (signOffDecision === null) return { key: 'review.signOff.choose' };
    if (signOffDecision === 'withheld' && note.trim() === '') return { key: 'review.signOff.why' };
    return { act: 'signOff', decision: signOffDecision, note };
  };

  return (
    <ReviewActFormView
      act={act()}
      action={translate(reviewStepLabels.signOff.action)}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.signOff.happens')}</p>
      <RadioRows<SignOffDecision>
        label={translate('review.signOff.decision')}
        rows={[
          { value: 'signed', text: translate('review.signOff.signed') },
          { value: 'withheld', text: translate('review.signOff.withheld') },
        ]}
        value={signOffDecision}
        onChange={setDecision}
      />
      <TextArea
        label={translate('review.note')}
        description={translate('review.signOff.note')}
        value={note}
        onChange={setNote}
        maxLength={20_000}
      />
    </ReviewActFormView>
  );
}

const maximumCommentDays = 365;

/** Sharing the draft with the State: its period, and that it does no harm (docs/requirements.md E10). */
function ShareFormView({ document, service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { today, periods } = service.facts;
  const [days, setDays] = useState<number | null>(periods.commentDays);
  const draft = `${service.record}/share/`;
  const [note, setNote] = useTextDraft(`${draft}note`);
  const [isHarmless, setIsHarmless] = useState(false);
  const areDays = days !== null && days >= 1 && days <= maximumCommentDays;

  const act = (): Parameters<typeof ReviewActFormView>[0]['act'] => {
    if (!areDays) return { key: 'review.share.days.wrong', values: { most: maximumCommentDays } };
    if (!isHarmless) return { key: 'review.share.harm.missing' };
    return { act: 'share', days, note, harm: 'none' };
  };

  return (
    <ReviewActFormView
      act={act()}
      action={translate(reviewStepLabels.share.action)}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.share.happens')}</p>
      {signOffStatusOf(document) !== 'signed' && (
        <Banner meaning="wait">{translate('review.share.notSigned')}</Banner>
      )}
      <NumberField
        label={translate('review.share.days')}
        description={
          areDays
            ? translate('review.share.until', {
                day: format.date(localNoonMs(commentPeriodEnd(today, days))),
              })
            : undefined
        }
        value={days}
        onChange={setDays}
        isWhole
      />
      <Checkbox
        label={translate('review.share.harm')}
        description={translate('review.share.harm.help')}
        state={isHarmless ? 'on' : 'off'}
        onChange={setIsHarmless}
      />
      <TextArea label={translate('review.note')} value={note} onChange={setNote} maxLength={20_000} />
    </ReviewActFormView>
  );
}

interface ReviewStepFormProps {
  readonly document: Document;
  readonly service: ReviewService;
  readonly onClose: () => void;
}

/** Form of a step: its effect, and its required values. */
export function ReviewStepFormView({
  step,
  ...props
}: ReviewStepFormProps & { readonly step: ReviewStepKind }): ReactElement {
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
      return <AddressCommentsForm {...props} />;
    case 'supersede':
      return <SupersedeForm {...props} />;
  }
}

function ReturnForm({ document, service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  const draft = `${service.record}/return/`;
  const [reason, setReason] = useTextDraft(`${draft}reason`);
  const points = countUnresolvedComments(document);
  const isEmpty = points === 0 && reason.trim() === '';
  return (
    <ReviewActFormView
      act={isEmpty ? { key: 'review.refused.nothing' } : { act: 'return', reason }}
      action={translate(reviewStepLabels.return.action)}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.return.happens', { count: points })}</p>
      <TextArea
        label={translate('review.return.reason')}
        description={translate(points === 0 ? 'review.return.reason.needed' : 'review.return.reason.help')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        rows={4}
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

function FinalizeForm({ document, service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const draft = `${service.record}/finalize/`;
  const [note, setNote] = useTextDraft(`${draft}note`);
  const { progressNoteDue, followUpFrom } = datesAfterFinal(service.facts.today, service.facts.periods);
  const wasShared = typeof valueAt(document, 'periods/shared-on') === 'string';
  return (
    <ReviewActFormView
      act={{ act: 'finalize', note }}
      action={translate(reviewStepLabels.finalize.action)}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.finalize.happens')}</p>
      <p>
        {translate('review.finalize.days', {
          note: format.date(localNoonMs(progressNoteDue)),
          followUp: format.date(localNoonMs(followUpFrom)),
        })}
      </p>
      {!wasShared && <Banner meaning="wait">{translate('review.finalize.notShared')}</Banner>}
      <TextArea
        label={translate('review.note')}
        value={note}
        onChange={setNote}
        maxLength={20_000}
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

function AddressCommentsForm({ service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  return (
    <ReviewActFormView
      act={{ act: 'addressComments' }}
      action={translate(reviewStepLabels.addressComments.action)}
      service={service}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.address.happens')}</p>
    </ReviewActFormView>
  );
}

function SupersedeForm({ service, onClose }: ReviewStepFormProps): ReactElement {
  const translate = useTranslate();
  const draft = `${service.record}/supersede/`;
  const [reason, setReason] = useTextDraft(`${draft}reason`);
  return (
    <ReviewActFormView
      act={reason.trim() === '' ? { key: 'review.refused.reason' } : { act: 'supersede', reason }}
      action={translate(reviewStepLabels.supersede.action)}
      isGrave
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>{translate('review.supersede.happens')}</p>
      <TextArea
        label={translate('review.supersede.reason')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

import { type ReactElement, useState } from 'react';
import { DataRequestAnswer, DataRequestOutcome } from '#domain/privacy/data-request.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { useTranslate } from '#renderer/i18n';
import { useUnconfirmedHits } from '#renderer/records/unconfirmed-hits.ts';
import { DateField, FormDialog, RadioRows, TextArea, TextHitList } from '#renderer/ui';
import { requestOutcomeKeys } from './request-labels.ts';

interface RequestAnswerDialogProps {
  /** Former answer; null for the first one. */
  readonly answer: DataRequestAnswer | null;
  readonly receivedOn: string;
  readonly today: string;
  readonly onKeep: (dataRequestAnswer: DataRequestAnswer) => void;
  readonly onClose: () => void;
}

interface AnswerDraft {
  readonly on: string | null;
  readonly outcome: DataRequestOutcome | null;
  readonly reason: string;
  readonly did: string;
}

/** Answer to a request: day, extent, acts, and the reason for any rest. */
export function RequestAnswerDialog({
  answer,
  receivedOn,
  today,
  onKeep,
  onClose,
}: RequestAnswerDialogProps): ReactElement {
  const translate = useTranslate();
  const [answerDraft, setDraft] = useState<AnswerDraft>(
    answer ?? { on: today, outcome: null, reason: '', did: '' },
  );
  const [isTried, setIsTried] = useState(false);
  const { on, outcome, did } = answerDraft;
  const needsReason = outcome !== null && outcome !== 'done';
  // Text typed before "done" was chosen is not shown, and so not sent.
  const reason = needsReason ? answerDraft.reason : '';
  const { unchecked, confirm } = useUnconfirmedHits([reason, did].flatMap((text) => findPersonalData(text)));
  const isEarly = on !== null && on < receivedOn;
  const keep = (): void => {
    setIsTried(true);
    const whole = DataRequestAnswer.safeParse({ ...answerDraft, reason });
    if (whole.success && !isEarly && unchecked.length === 0) onKeep(whole.data);
  };
  const write = (change: Partial<AnswerDraft>): void => setDraft({ ...answerDraft, ...change });
  const dayProblem =
    on === null ? translate('rights.problem.day') : translate('rights.problem.answeredBefore');
  return (
    <FormDialog
      title={translate('rights.answer')}
      act={translate('rights.keep')}
      problem={isTried && unchecked.length > 0 ? translate('review.check.open') : null}
      onAct={keep}
      onClose={onClose}
    >
      <RadioRows
        label={translate('rights.outcome')}
        rows={DataRequestOutcome.options.map((value) => ({
          value,
          text: translate(requestOutcomeKeys[value]),
        }))}
        value={outcome}
        onChange={(chosenOutcome) => write({ outcome: chosenOutcome })}
        isCompact
        problem={isTried && outcome === null ? translate('rights.problem.outcome') : undefined}
      />
      <DateField
        label={translate('rights.answeredOn')}
        value={on}
        onChange={(day) => write({ on: day })}
        problem={isTried && (on === null || isEarly) ? dayProblem : undefined}
      />
      {needsReason && (
        <TextArea
          label={translate('rights.reason')}
          description={translate('rights.reason.help')}
          value={reason}
          onChange={(text) => write({ reason: text })}
          maxLength={2_000}
          problem={isTried && reason.trim() === '' ? translate('rights.problem.reason') : undefined}
        />
      )}
      <TextArea
        label={translate('rights.did')}
        description={translate('rights.did.help')}
        value={did}
        onChange={(text) => write({ did: text })}
        maxLength={4_000}
      />
      <TextHitList hits={unchecked} onConfirm={confirm} />
    </FormDialog>
  );
}

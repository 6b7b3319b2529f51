import { Combine, ListChecks, type LucideIcon, MessageSquareReply, Play, Send, Undo2 } from 'lucide-react';
import { memo, type ReactElement, useMemo, useState } from 'react';
import {
  type ReviewStep,
  type ReviewStepAct,
  reviewStepsFor,
} from '#domain/assessment/review/review-steps.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import {
  type ChosenValue,
  type OpenDocument,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useEqualParts } from '#renderer/field/app/documents/use-stable-values.ts';
import { useUnsavedTextsOf } from '#renderer/field/app/drafts/use-text-drafts.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { statusLabel } from '#renderer/records/value-labels.ts';
import { Button, Pill } from '#renderer/ui';
import type { AssessmentFacts } from './assessment-facts.ts';
import type { OpenEnds } from './open-work.ts';
import { ReviewStepDialogView, reviewStepKey } from './step-dialog-view.tsx';

interface AssessmentActionsProps {
  readonly facts: AssessmentFacts;
  /** With or without its answers: no step of the field depends on them. */
  readonly open: OpenDocument;
  /** Open work; absent where it is not counted, and then the act of submitting leads to the questions. */
  readonly openEnds?: OpenEnds | undefined;
  /** Called when the person asks whether it is ready. */
  readonly onAsk?: (() => void) | undefined;
  /** Values recorded when it goes to headquarters, beside the status. */
  readonly toRecord?: (() => readonly ChosenValue[]) | undefined;
}

/** Status of the assessment, and the one act that moves it on. */
export const AssessmentActions = memo(function AssessmentActions(
  props: AssessmentActionsProps,
): ReactElement {
  const { facts, open, openEnds, onAsk, toRecord } = props;
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { status, mode } = facts;
  const { document, queryResult, choose } = open;
  const reviewStep = useEqualParts(
    useMemo(
      () => reviewStepsFor(document, queryResult.roles).find(({ by, isMine }) => by === 'field' && isMine),
      [document, queryResult.roles],
    ),
  );
  const isSubmit = reviewStep?.to === 'quality-review';
  return (
    <>
      <span className="assess-status">
        <Pill
          text={translate(statusLabel('assessmentStatus', status))}
          meaning={status === 'final' ? 'good' : status === 'quality-review' ? 'wait' : undefined}
        />
      </span>
      {reviewStep && mode === 'open' && isSubmit && openEnds === undefined && (
        <Button
          icon={ListChecks}
          onPress={() => navigate({ screen: 'assessment', log: queryResult.log, doc: document.doc })}
        >
          {translate('life.toQuestions')}
        </Button>
      )}
      {reviewStep && mode === 'open' && !(isSubmit && openEnds === undefined) && (
        <ReviewStepButton
          key={reviewStep.act}
          step={reviewStep}
          log={queryResult.log}
          doc={document.doc}
          openEnds={actsWithOpenEnds.has(reviewStep.act) ? openEnds : undefined}
          choose={choose}
          onAsk={onAsk}
          toRecord={actsThatSend.has(reviewStep.act) ? toRecord : undefined}
        />
      )}
    </>
  );
});

/** Acts before which the open work counts. */
const actsWithOpenEnds: ReadonlySet<ReviewStepAct> = new Set(['consolidate', 'submit', 'resubmit']);

/** Acts that bring an assessment to headquarters. */
const actsThatSend: ReadonlySet<ReviewStepAct> = new Set(['submit', 'resubmit', 'addressComments']);

interface ReviewStepButtonProps {
  readonly step: ReviewStep;
  readonly log: LogId;
  readonly doc: DocumentId;
  /** Open work; absent where it is not known, or does not matter. */
  readonly openEnds?: OpenEnds | undefined;
  readonly choose: OpenDocument['choose'];
  /** Called when the person asks whether it is ready. */
  readonly onAsk?: (() => void) | undefined;
  /** Values recorded with it. */
  readonly toRecord?: (() => readonly ChosenValue[]) | undefined;
}

const reviewStepIcons: Partial<Record<ReviewStepAct, LucideIcon>> = {
  begin: Play,
  consolidate: Combine,
  addressComments: MessageSquareReply,
  takeBack: Undo2,
};

/** Act that moves an assessment on; asks once, with open work and obstacles. */
const ReviewStepButton = memo(function ReviewStepButton(props: ReviewStepButtonProps): ReactElement {
  const { step, log, doc, openEnds, choose, onAsk, toRecord } = props;
  const translate = useTranslate();
  const unsavedTextLines = useUnsavedTextsOf(log, doc);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const take = async (): Promise<void> => {
    const outcome = await choose([...(toRecord?.() ?? []), { path: 'status', value: step.to }]);
    if (outcome.kind === 'saved') setIsAsking(false);
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <>
      <Button
        kind={step.act === 'takeBack' ? 'standard' : 'primary'}
        icon={reviewStepIcons[step.act] ?? Send}
        onPress={() => {
          setIsAsking(true);
          onAsk?.();
        }}
      >
        {translate(reviewStepKey(step.act))}
      </Button>
      {isAsking && (
        <ReviewStepDialogView
          act={step.act}
          obstacles={step.obstacles}
          openEnds={openEnds ?? null}
          unsaved={unsavedTextLines}
          problem={problem}
          onTake={() => void take()}
          onClose={() => {
            setIsAsking(false);
            setProblem(null);
          }}
        />
      )}
    </>
  );
});

import { ArchiveX, CheckCheck, LockKeyhole, type LucideIcon, PenLine, Send, Undo2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { countUnresolvedComments } from '#domain/assessment/review/decide-review-act.ts';
import type { Document } from '#domain/document/document.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, Dialog, PageSection } from '#renderer/ui';
import { reviewObstacleMessage } from './review-obstacle-message.ts';
import type { ReviewService } from './review-service.ts';
import { ReviewStepFormView } from './review-step-form-view.tsx';
import {
  type OfferedReviewStep,
  offeredReviewSteps,
  type ReviewStepKind,
  reviewStepLabels,
} from './review-steps.ts';
import './review.css';

interface ReviewStepsViewProps {
  readonly document: Document;
  readonly service: ReviewService;
}

interface OpenReviewStep {
  readonly step: ReviewStepKind;
  /**
   * Service as it was when the form was opened: the person has not seen later changes, and headquarters says
   * so. Null after a refusal that told the person to look again.
   */
  readonly service: ReviewService | null;
}

/** Steps that this person can take now, and the obstacles of the others. */
export function ReviewStepsView({ document, service }: ReviewStepsViewProps): ReactElement | null {
  const translate = useTranslate();
  const [openReviewStep, setOpen] = useState<OpenReviewStep | null>(null);
  const steps = offeredReviewSteps(document, service);
  if (steps.length === 0) return null;
  const onAct: ReviewService['onAct'] = async (act) => {
    const refused = await (openReviewStep?.service ?? service).onAct(act);
    if (refused !== null) setOpen((now) => now && { step: now.step, service: null });
    return refused;
  };
  const firstKind = usualReviewStep(steps, countUnresolvedComments(document) > 0);
  return (
    <PageSection title={translate('review.steps.title')}>
      <ul className="desk-steps">
        {steps.map((offeredReviewStep) => (
          <ReviewStepRow
            key={offeredReviewStep.step}
            offered={offeredReviewStep}
            isFirst={offeredReviewStep.step === firstKind}
            onOpen={() => setOpen({ step: offeredReviewStep.step, service })}
          />
        ))}
      </ul>
      <Dialog
        title={openReviewStep === null ? '' : translate(reviewStepLabels[openReviewStep.step].title)}
        isOpen={openReviewStep !== null}
        onClose={() => setOpen(null)}
        width="l"
      >
        {openReviewStep !== null && (
          <ReviewStepFormView
            step={openReviewStep.step}
            document={document}
            service={{ ...service, onAct }}
            onClose={() => setOpen(null)}
          />
        )}
      </Dialog>
    </PageSection>
  );
}

/** The usual step now: forward, or a return with comments. An irreversible one is never offered as such. */
function usualReviewStep(
  steps: readonly OfferedReviewStep[],
  hasPoints: boolean,
): ReviewStepKind | undefined {
  const [firstStep] = steps.filter(
    ({ step, obstacles }) =>
      obstacles.length === 0 && step !== 'supersede' && (step !== 'return' || hasPoints),
  );
  return firstStep?.step;
}

const reviewStepIcons: { readonly [step in ReviewStepKind]: LucideIcon } = {
  return: Undo2,
  share: Send,
  addressComments: CheckCheck,
  finalize: LockKeyhole,
  signOff: PenLine,
  supersede: ArchiveX,
};

interface ReviewStepRowProps {
  readonly offered: OfferedReviewStep;
  readonly isFirst: boolean;
  readonly onOpen: () => void;
}

function ReviewStepRow({ offered: { step, obstacles }, isFirst, onOpen }: ReviewStepRowProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const isFree = obstacles.length === 0;
  return (
    <li className="desk-step">
      <Button
        kind={isFirst ? 'primary' : 'standard'}
        icon={reviewStepIcons[step]}
        isDisabled={!isFree}
        onPress={onOpen}
      >
        {translate(reviewStepLabels[step].action)}
      </Button>
      <div className="desk-step-text">
        <p>{translate(reviewStepLabels[step].text)}</p>
        {!isFree && (
          <ul className="desk-obstacles">
            {obstacles.map((obstacle) => (
              <li key={obstacle.kind}>{translate(reviewObstacleMessage(obstacle, translate, format))}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

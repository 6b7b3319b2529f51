import type { ReactElement } from 'react';
import { readRatingsAboveEvidence } from '#domain/assessment/read-answer.ts';
import type { Role } from '#domain/people/role.ts';
import type { Message } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ReviewCommentFormView } from '../comments/review-comments-view.tsx';
import { StateCommentFormView } from '../comments/state-comments-view.tsx';
import { RatingOverrideFormView } from './above-evidence-view.tsx';
import { ReviewStepFormView } from './review-step-form-view.tsx';
import type { ReviewStepKind } from './review-steps.ts';
import { type SampleReviewStage, sampleReview } from './sample-review.ts';
import { sampleReviewService } from './sample-review-service.ts';

export const about: StoriesAbout = { title: 'Console review forms' };

const refuses: Message = { key: 'review.refused.moved' };

interface FormProps {
  readonly stage: SampleReviewStage;
  readonly step: ReviewStepKind;
  readonly viewer?: Role;
}

function Form({ stage, step, viewer = 'reviewer' }: FormProps): ReactElement {
  const of = sampleReview(useSample(), stage);
  const reviewService = sampleReviewService(of, [viewer], { refuses });
  return (
    <ReviewStepFormView
      step={step}
      document={of.document}
      service={reviewService}
      onClose={() => undefined}
    />
  );
}

export const Return = (): ReactElement => <Form stage="handedIn" step="return" />;
export const ReturnWithoutPoints = (): ReactElement => <Form stage="signed" step="return" />;
export const Share = (): ReactElement => <Form stage="signed" step="share" />;
export const CommentsAddressed = (): ReactElement => <Form stage="shared" step="addressComments" />;
export const Finalize = (): ReactElement => <Form stage="signed" step="finalize" />;
export const SignOff = (): ReactElement => <Form stage="handedIn" step="signOff" viewer="adviser" />;
export const Supersede = (): ReactElement => <Form stage="final" step="supersede" />;

export function Point(): ReactElement {
  const reviewService = sampleReviewService(sampleReview(useSample(), 'handedIn'), ['reviewer'], { refuses });
  return (
    <ReviewCommentFormView
      about="D5.4"
      nameOf={(about) => about}
      service={reviewService}
      onClose={() => undefined}
    />
  );
}

export function PointOfTheAdviser(): ReactElement {
  const reviewService = sampleReviewService(sampleReview(useSample(), 'handedIn'), ['adviser'], { refuses });
  return (
    <ReviewCommentFormView
      about="D5.4"
      nameOf={(about) => about}
      service={reviewService}
      onClose={() => undefined}
    />
  );
}

export function RatingAboveItsEvidence(): ReactElement | null {
  const of = sampleReview(useSample(), 'handedIn');
  const reviewService = sampleReviewService(of, ['reviewer'], { refuses });
  const [rating] = readRatingsAboveEvidence(of.document);
  if (rating === undefined) return null;
  return (
    <RatingOverrideFormView
      rating={rating}
      name={rating.question}
      service={reviewService}
      onClose={() => undefined}
    />
  );
}

export function CommentOfTheState(): ReactElement {
  const reviewService = sampleReviewService(sampleReview(useSample(), 'shared'), ['reviewer'], { refuses });
  return <StateCommentFormView service={reviewService} onClose={() => undefined} />;
}

import type { ReactElement } from 'react';
import { ratingsAboveEvidence } from '#domain/assessment/above-evidence.ts';
import type { Role } from '#domain/people/role.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { OverrideFormView } from './override-form-view.tsx';
import { PointFormView } from './point-form-view.tsx';
import { sampleDesk, sampleReview, type SampleStage } from './sample-review.ts';
import { StateCommentFormView } from './state-comment-form-view.tsx';
import { StepFormView } from './step-form-view.tsx';
import type { Step } from './step-words.ts';

export const about: StoriesAbout = { title: 'Console review forms' };

const refuses: Message = { key: 'desk.refused.moved' };

interface FormProps {
  readonly stage: SampleStage;
  readonly step: Step;
  readonly viewer?: Role;
}

function Form({ stage, step, viewer = 'reviewer' }: FormProps): ReactElement {
  const of = sampleReview(useSample(), stage);
  const desk = sampleDesk(of, [viewer], { refuses });
  return <StepFormView step={step} document={of.document} desk={desk} onClose={() => undefined} />;
}

export const Return = (): ReactElement => <Form stage="handedIn" step="return" />;
export const ReturnWithoutPoints = (): ReactElement => <Form stage="signed" step="return" />;
export const Share = (): ReactElement => <Form stage="signed" step="share" />;
export const CommentsAddressed = (): ReactElement => <Form stage="shared" step="addressComments" />;
export const Finalize = (): ReactElement => <Form stage="signed" step="finalize" />;
export const SignOff = (): ReactElement => <Form stage="handedIn" step="signOff" viewer="adviser" />;
export const Supersede = (): ReactElement => <Form stage="final" step="supersede" />;

export function Point(): ReactElement {
  const desk = sampleDesk(sampleReview(useSample(), 'handedIn'), ['reviewer'], { refuses });
  return <PointFormView about="D5.4" nameOf={(about) => about} desk={desk} onClose={() => undefined} />;
}

export function PointOfTheAdviser(): ReactElement {
  const desk = sampleDesk(sampleReview(useSample(), 'handedIn'), ['adviser'], { refuses });
  return <PointFormView about="D5.4" nameOf={(about) => about} desk={desk} onClose={() => undefined} />;
}

export function RatingAboveItsEvidence(): ReactElement | null {
  const of = sampleReview(useSample(), 'handedIn');
  const desk = sampleDesk(of, ['reviewer'], { refuses });
  const [rating] = ratingsAboveEvidence(of.document);
  if (rating === undefined) return null;
  return <OverrideFormView rating={rating} name={rating.question} desk={desk} onClose={() => undefined} />;
}

export function CommentOfTheState(): ReactElement {
  const desk = sampleDesk(sampleReview(useSample(), 'shared'), ['reviewer'], { refuses });
  return <StateCommentFormView desk={desk} onClose={() => undefined} />;
}

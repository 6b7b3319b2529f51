import type { ReactElement } from 'react';
import type { JsonValue } from '#base/json.ts';
import { type ReviewComment, readAssessmentReview } from '#domain/assessment/review/review.ts';
import type { Document } from '#domain/document/document.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { PageSection, TextArea } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { ReviewCommentTaskView } from './review-comment-task-view.tsx';

/** Reviewer at headquarters, in the stories. */
export function useSampleReviewer(): string {
  return { en: 'Reviewer A', fr: 'Examinatrice A', ar: 'المراجع أ' }[useLanguage()];
}

/** Assessment that was returned with three comments; one of them is done. */
export function useReturnedSample(): Readonly<Record<string, JsonValue>> {
  const { conflictText, rationale } = useSample();
  return {
    status: 'consolidated',
    'review/returns/1': { reason: conflictText },
    'review/points/p1/about': '',
    'review/points/p1/text': rationale,
    'review/points/p1/round': 1,
    'review/points/p2/about': 'D5.3',
    'review/points/p2/text': conflictText,
    'review/points/p2/round': 1,
    'review/points/p3/about': 'D3.2',
    'review/points/p3/text': rationale,
    'review/points/p3/round': 1,
    'review/replies/p1/text': conflictText,
    'review/replies/p1/mended': true,
  };
}

const doNothing = (): void => undefined;

interface SampleReviewCommentProps {
  readonly point: ReviewComment;
  readonly name: string | null;
  readonly isBeside?: boolean;
  readonly isCurrent?: boolean;
  readonly isReadOnly?: boolean;
}

/** One comment of headquarters for the stories. */
export function SampleReviewComment(props: SampleReviewCommentProps): ReactElement {
  const { point, name, isBeside = false, isCurrent = false, isReadOnly = false } = props;
  const translate = useTranslate();
  return (
    <ReviewCommentTaskView
      point={point}
      name={name}
      href={point.about === '' || isBeside ? null : '#/'}
      who={useSampleReviewer()}
      isCurrent={isCurrent}
      hasKeys={isCurrent}
      reply={
        <TextArea
          draft={{ of: 'record' }}
          label={translate('life.point.reply')}
          value={point.reply.text}
          onChange={doNothing}
          rows={1}
          isReadOnly={isReadOnly}
        />
      }
      onResolved={isReadOnly ? undefined : doNothing}
    />
  );
}

/** Comments beside one question. */
export function SampleReviewComments({
  document,
  question,
}: {
  readonly document: Document;
  readonly question: string;
}): ReactElement {
  const translate = useTranslate();
  const reviewComments = readAssessmentReview(document).points.filter(({ about }) => about === question);
  return (
    <PageSection kind="side" title={translate('life.point.here')}>
      <div className="life-points">
        {reviewComments.map((reviewComment) => (
          <SampleReviewComment key={reviewComment.id} point={reviewComment} name={null} isBeside />
        ))}
      </div>
    </PageSection>
  );
}

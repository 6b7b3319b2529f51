import { memo, type ReactElement } from 'react';
import {
  openCommentsOf,
  type ReviewComment,
  readAssessmentReview,
} from '#domain/assessment/review/review.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { mayReplyToReview } from '#domain/kinds/permit.ts';
import { CheckedTextField } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useCardFocus } from '#renderer/field/app/keyboard/use-card-focus.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { beginText } from '#renderer/field/parts/begin-text.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { PageSection, useKeyPresses } from '#renderer/ui';
import { ReviewCommentTaskView } from './review-comment-task-view.tsx';

interface QuestionReviewCommentsProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly question: string;
  /** Name of the question for people; null where its id says it. */
  readonly name: string | null;
  readonly whoOf: (deviceId: DeviceId) => string;
}

/** Comments of headquarters on the question in focus. */
export const QuestionReviewComments = memo(function QuestionReviewComments(
  props: QuestionReviewCommentsProps,
): ReactElement | null {
  const { log, open, question, name, whoOf } = props;
  const translate = useTranslate();
  const { document, queryResult, choose } = open;
  const reviewComments = openCommentsOf(readAssessmentReview(document)).filter(
    ({ about }) => about === question,
  );
  if (reviewComments.length === 0) return null;
  const mayReply = mayReplyToReview(queryResult.roles, queryResult.document);
  return (
    <PageSection kind="side" title={translate('life.point.here')}>
      <div className="life-points">
        {reviewComments.map((reviewComment) => (
          <ReviewCommentTaskView
            key={reviewComment.id}
            point={reviewComment}
            name={name}
            href={null}
            who={
              reviewComment.written
                ? whoOf(reviewComment.written.device)
                : translate('assessment.unknownPerson')
            }
            reply={
              <ReviewReplyField
                log={log}
                saved={queryResult.document}
                point={reviewComment.id}
                label={translate('life.point.reply')}
                isReadOnly={!mayReply}
              />
            }
            onResolved={
              mayReply
                ? (isMended) =>
                    void choose([{ path: `review/replies/${reviewComment.id}/mended`, value: isMended }])
                : undefined
            }
          />
        ))}
      </div>
    </PageSection>
  );
});

interface ReviewReplyFieldProps {
  readonly log: LogId;
  /** Stored document. */
  readonly saved: Document;
  readonly point: string;
  readonly label: string;
  readonly isReadOnly: boolean;
}

/** Reply of the field to one comment: saved during typing. */
function ReviewReplyField({ log, saved, point, label, isReadOnly }: ReviewReplyFieldProps): ReactElement {
  return (
    <CheckedTextField
      key={point}
      log={log}
      document={saved}
      path={`review/replies/${point}/text`}
      label={label}
      isReadOnly={isReadOnly}
      rows={1}
    />
  );
}

interface ReviewCommentCardProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly point: ReviewComment;
  /** Name of its question; null where it is unknown here. */
  readonly name: string | null;
  readonly who: string;
  readonly mayReply: boolean;
  readonly isCurrent: boolean;
  readonly takesFocus: boolean;
  readonly onCurrent: () => void;
}

/** Address of a question by the id in a comment: in a form, its row comes before it (`visits/r1/day`). */
function questionAddressOf(about: string): string {
  const [question = '', row] = about.split('/').toReversed();
  return row === undefined ? question : `${row}~${question}`;
}

/** One comment of the task list, with keys: a letter begins the reply. With Alt, O opens its question, W goes to the reply, and M marks it as done. */
export function ReviewCommentCard(props: ReviewCommentCardProps): ReactElement {
  const { log, open, point, name, who, mayReply, isCurrent, takesFocus, onCurrent } = props;
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const card = useCardFocus(isCurrent && takesFocus, false, onCurrent);
  const question: FieldRoute | null =
    point.about === ''
      ? null
      : { screen: 'assessment', log, doc: open.document.doc, question: questionAddressOf(point.about) };
  const mend = (isMended: boolean): void =>
    void open.choose([{ path: `review/replies/${point.id}/mended`, value: isMended }]);

  useKeyPresses(
    (key) => {
      if (!isCurrent) return false;
      if (key === 'Escape') card.current?.focus();
      else if (key === 'Alt+o' && question) navigate(question);
      else if (key === 'Alt+w' && mayReply) card.current?.querySelector('textarea')?.focus();
      else if (key === 'Alt+m' && mayReply) mend(!point.reply.mended);
      else return mayReply && beginText(key, card.current?.querySelector('textarea'));
      return true;
    },
    { whileTyping: ['Escape'] },
  );

  return (
    <ReviewCommentTaskView
      ref={card}
      point={point}
      name={name}
      href={question && fieldAddressOf(question)}
      who={who}
      isCurrent={isCurrent}
      hasKeys={isCurrent}
      reply={
        <ReviewReplyField
          log={log}
          saved={open.queryResult.document}
          point={point.id}
          label={translate('life.point.reply')}
          isReadOnly={!mayReply}
        />
      }
      onResolved={mayReply ? mend : undefined}
    />
  );
}

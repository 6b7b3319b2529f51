import { CircleCheck, MessageSquarePlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import {
  type AssessmentReview,
  type ReviewComment,
  unresolvedCommentsOf,
} from '#domain/assessment/review/review.ts';
import { useTextDraft, useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { useTranslate } from '#renderer/i18n';
import {
  Button,
  Checkbox,
  EmptyState,
  KeyHint,
  LongSelect,
  type LongSelectOption,
  PageSection,
  TextArea,
} from '#renderer/ui';
import type { RecordReview, RecordSources } from '../record-sources.ts';
import type { WriterNames } from '../timeline/record-history.ts';
import type { ReviewService } from '../workflow/review-service.ts';
import { ReviewCommentView } from './review-comment-view.tsx';
import '../workflow/review.css';
import { ReviewActFormView } from '../workflow/review-act-form-view.tsx';

interface ReviewCommentsViewProps {
  readonly nameOf: RecordReview['nameOf'];
  /** Questions to choose, where the questions are not on the page. */
  readonly questions: readonly LongSelectOption[];
  readonly review: AssessmentReview;
  readonly service: ReviewService;
  readonly names: WriterNames;
  /** Address of a comment's question. */
  readonly hrefOf: (about: string) => string;
}

/** All comments: those that wait for the reviewer first, resolved ones last and folded away. */
export function ReviewCommentsView({
  nameOf,
  review,
  service,
  names,
  hrefOf,
  questions,
}: ReviewCommentsViewProps): ReactElement {
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const [isAdding, setIsAdding] = useState(
    () => service.rights.points && textDrafts.has(newCommentDraft(service, '')),
  );
  const [showsSettled, setShowsSettled] = useState(false);
  const open = unresolvedCommentsOf(review).toSorted(compareRepliedFirst);
  const settled = review.points.filter((reviewComment) => reviewComment.settled);
  const list = (reviewComments: readonly ReviewComment[]): ReactElement => (
    <ul className="desk-points">
      {reviewComments.map((reviewComment) => (
        <li key={reviewComment.id}>
          <ReviewCommentView
            point={reviewComment}
            nameOf={nameOf}
            round={review.round}
            names={names}
            service={service}
            href={hrefOf(reviewComment.about)}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <PageSection
      title={translate('review.points.title', { count: open.length })}
      description={service.rights.points ? translate('review.points.text') : undefined}
      action={
        service.rights.points && !isAdding ? (
          <Button icon={MessageSquarePlus} onPress={() => setIsAdding(true)}>
            {translate('review.points.add')}
          </Button>
        ) : undefined
      }
    >
      {isAdding && (
        <ReviewCommentFormView
          about=""
          nameOf={nameOf}
          questions={questions}
          service={service}
          onClose={() => setIsAdding(false)}
        />
      )}
      {review.points.length === 0 && !isAdding && (
        <EmptyState icon={CircleCheck} title={translate('review.points.none')}>
          {service.rights.points ? translate('review.points.none.text') : undefined}
        </EmptyState>
      )}
      {list(open)}
      {settled.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setShowsSettled(!showsSettled)}>
            {translate(showsSettled ? 'review.points.hideSettled' : 'review.points.showSettled', {
              count: settled.length,
            })}
          </Button>
        </div>
      )}
      {showsSettled && list(settled)}
    </PageSection>
  );
}

interface QuestionCommentsViewProps {
  readonly question: string;
  readonly sources: RecordSources;
}

/** Comments of headquarters on a question, beside the question, and the form of a new one. */
export function QuestionCommentsView({ question, sources }: QuestionCommentsViewProps): ReactElement | null {
  const { reviewing } = sources;
  return reviewing === null ? null : (
    <ReviewedQuestionComments question={question} sources={sources} reviewing={reviewing} />
  );
}

/** Draft of a new comment on a question, or with an empty one on the whole record. */
const newCommentDraft = ({ record }: ReviewService, question: string): string =>
  `${record}/new-comment/${question}/`;

function ReviewedQuestionComments({
  question,
  sources: { names },
  reviewing: { review, service, nameOf },
}: QuestionCommentsViewProps & { readonly reviewing: RecordReview }): ReactElement | null {
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const [isAdding, setIsAdding] = useState(
    () => service.rights.points && textDrafts.has(newCommentDraft(service, question)),
  );
  const reviewComments = review.points.filter(({ about }) => about === question);
  if (reviewComments.length === 0 && !service.rights.points) return null;
  return (
    <div className="desk-question">
      {reviewComments.length > 0 && (
        <ul className="desk-points">
          {reviewComments.map((reviewComment) => (
            <li key={reviewComment.id}>
              <ReviewCommentView
                point={reviewComment}
                nameOf={nameOf}
                round={review.round}
                names={names}
                service={service}
              />
            </li>
          ))}
        </ul>
      )}
      {isAdding && (
        <ReviewCommentFormView
          about={question}
          nameOf={nameOf}
          service={service}
          onClose={() => setIsAdding(false)}
        />
      )}
      {service.rights.points && !isAdding && (
        <div className="desk-add" data-add-point={question}>
          <Button
            kind="quiet"
            icon={MessageSquarePlus}
            label={translate('review.point.addTo', { question: nameOf(question) })}
            onPress={() => setIsAdding(true)}
          >
            {translate('review.point.add')}
          </Button>
          <KeyHint keys="Alt P" isDecorative />
        </div>
      )}
    </div>
  );
}

interface ReviewCommentFormViewProps {
  /** Question of the comment; empty for the record as a whole. */
  readonly about: string;
  /** Name of a question for people. */
  readonly nameOf: RecordReview['nameOf'];
  /** Other questions to choose, where the questions are not on the page; empty elsewhere. */
  readonly questions?: readonly LongSelectOption[];
  readonly service: ReviewService;
  readonly onClose: () => void;
}

/**
 * New comment: a task for the field. It is sent with the next return; the adviser may mark it as strictly
 * confidential (docs/requirements.md E).
 */
export function ReviewCommentFormView({
  about: given,
  nameOf,
  questions = [],
  service,
  onClose,
}: ReviewCommentFormViewProps): ReactElement {
  const translate = useTranslate();
  const draft = newCommentDraft(service, given);
  const [text, setText] = useTextDraft(`${draft}text`);
  const [about, setAbout] = useTextDraft(`${draft}about`, given);
  const [isSealed, setIsSealed] = useState(false);
  // One id for all tries, so that a try with a lost answer makes no second comment.
  const [point] = useState(service.newId);
  return (
    <ReviewActFormView
      act={
        text.trim() === ''
          ? { key: 'review.point.empty' }
          : { act: isSealed ? 'sealPoint' : 'addPoint', point, about, text }
      }
      action={translate('review.point.save')}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      {questions.length > 0 && (
        <LongSelect
          label={translate('review.comment.about')}
          options={questions}
          value={about === '' ? [] : [about]}
          onChange={([chosen = '']) => setAbout(chosen)}
        />
      )}
      <TextArea
        label={
          about === ''
            ? translate('review.point.whole')
            : translate('review.point.label', { question: nameOf(about) })
        }
        description={translate('review.point.help')}
        value={text}
        onChange={setText}
        maxLength={20_000}
        hasFirstFocus
      />
      {service.rights.sign && (
        <Checkbox
          label={translate('value.confidentiality.SC')}
          description={translate('review.point.seal.help')}
          state={isSealed ? 'on' : 'off'}
          onChange={setIsSealed}
        />
      )}
    </ReviewActFormView>
  );
}

/** Replied comments wait for the reviewer; the rest waits for the field. */
const compareRepliedFirst = (a: ReviewComment, b: ReviewComment): number =>
  Number(b.reply.mended) - Number(a.reply.mended);

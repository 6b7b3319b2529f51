import { LockKeyhole, PenLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { authorshipAt, type Document, valueAt } from '#domain/document/document.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, FactList, ListEntry, type LongSelectOption, PageSection, RelativeTime } from '#renderer/ui';
import { ReviewCommentsView } from '../comments/review-comments-view.tsx';
import { StateCommentsView } from '../comments/state-comments-view.tsx';
import type { RecordReview, RecordSources } from '../record-sources.ts';
import type { WriterNames } from '../timeline/record-history.ts';
import { AuthorshipView, WriterView } from '../timeline/writer-view.tsx';
import { RatingOverridesView } from './above-evidence-view.tsx';
import { ReviewStepsView } from './review-steps-view.tsx';
import './review.css';
import {
  type AssessmentReview,
  type SignOffStatus,
  signOffStatusOf,
} from '#domain/assessment/review/review.ts';
import {
  readReviewDates,
  reviewDateLabels,
  reviewDateNames,
} from '#domain/assessment/review/review-dates.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import type { AssessmentReading, QuestionReading } from '../answers/assessment-reading.ts';
import { QuestionOrReasonView } from '../answers/question-view.tsx';
import '../answers/question-view.css';

interface ReviewViewProps extends RecordReview {
  readonly document: Document;
  readonly names: WriterNames;
  readonly hrefOf: (about: string) => string;
  /** Questions to choose for a comment, where the questions are not on the page; none elsewhere. */
  readonly questions?: readonly LongSelectOption[];
}

/** Review of one assessment: its status, possible steps, and all comments. */
export function ReviewView(props: ReviewViewProps): ReactElement {
  const { document, review, service, nameOf, names, hrefOf, questions = [] } = props;
  const translate = useTranslate();
  const status = valueAt(document, 'status');
  const isLocked = status === 'final' || status === 'superseded';
  return (
    <>
      {isLocked ? (
        <Banner meaning="good" icon={LockKeyhole} title={translate('review.locked.title')}>
          {translate('review.locked.text')}
          <ReviewStatus document={document} names={names} hasPill={false} />
        </Banner>
      ) : (
        <ReviewStatus document={document} names={names} hasPill />
      )}
      <ReviewStepsView document={document} service={service} />
      <SignOffView review={review} state={signOffStatusOf(document)} names={names} />
      <RatingOverridesView
        document={document}
        service={service}
        nameOf={nameOf}
        names={names}
        hrefOf={hrefOf}
      />
      <ReviewCommentsView
        nameOf={nameOf}
        review={review}
        service={service}
        names={names}
        hrefOf={hrefOf}
        questions={questions}
      />
      <StateCommentsView document={document} service={service} nameOf={nameOf} />
      <ReviewDaysView document={document} />
      <ReviewReturns review={review} names={names} />
    </>
  );
}

interface SafeguardsViewProps {
  readonly document: Document;
  readonly assessment: AssessmentReading;
  readonly reviewing: RecordReview;
  readonly sources: RecordSources;
}

/**
 * Human rights and oversight, gender and inclusion: the dimensions that an adviser answers for
 * (docs/requirements.md A3).
 */
const adviserDimensions: readonly string[] = ['D7', 'D8'];

/** Safeguards for an adviser on one page: the gates, D7 and D8, and the sign-off. */
export function SafeguardsView(props: SafeguardsViewProps): ReactElement {
  const { document, assessment, reviewing, sources } = props;
  const translate = useTranslate();
  const { review, service } = reviewing;
  return (
    <div className="console-dimension">
      <header>
        <h2 className="console-part-title">{translate('review.safeguards.title')}</h2>
        <p>{translate('review.safeguards.text')}</p>
      </header>
      <SignOffView review={review} state={signOffStatusOf(document)} names={sources.names} />
      <ReviewStepsView
        document={document}
        service={{ ...service, rights: { ...service.rights, steps: false } }}
      />
      {safeguardQuestionsOf(assessment).map((questionReading) => (
        <QuestionOrReasonView
          key={questionReading.indicator.id}
          question={questionReading}
          sources={sources}
        />
      ))}
    </div>
  );
}

function safeguardQuestionsOf({ dimensions }: AssessmentReading): readonly QuestionReading[] {
  return dimensions
    .flatMap(({ dimension, questions }) =>
      questions.filter(({ indicator }) => indicator.gate || adviserDimensions.includes(dimension.code)),
    )
    .filter(({ asked, lastWrite }) => asked.kind !== 'otherType' || lastWrite !== null);
}

interface SignOffViewProps {
  readonly review: AssessmentReview;
  readonly state: SignOffStatus;
  readonly names: WriterNames;
}

const signOffLooks = {
  missing: { meaning: 'wait', title: 'review.signed.missing' },
  outdated: { meaning: 'wait', title: 'review.signed.outdated' },
  withheld: { meaning: 'bad', title: 'review.signed.withheld' },
  signed: { meaning: 'good', title: 'review.signed.signed' },
} as const satisfies { readonly [state in SignOffStatus]: unknown };

/** Sign-off of the safeguards by an adviser, and whether it holds for the present answers. */
function SignOffView({ review, state, names }: SignOffViewProps): ReactElement {
  const translate = useTranslate();
  const { meaning, title } = signOffLooks[state];
  const { signOff } = review;
  return (
    <Banner meaning={meaning} icon={PenLine} title={translate(title)} isQuiet={state === 'missing'}>
      {state === 'outdated' && <p>{translate('review.signed.outdated.text')}</p>}
      {signOff !== null && signOff.note !== '' && <p dir="auto">{signOff.note}</p>}
      {signOff?.written && (
        <p className="desk-meta">
          <AuthorshipView written={signOff.written} names={names} />
        </p>
      )}
    </Banner>
  );
}

/** Days that follow from the steps so far. */
function ReviewDaysView({ document }: { readonly document: Document }): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const days = readReviewDates(document);
  const facts = reviewDateNames.flatMap((reviewDateName) => {
    const day = days[reviewDateName];
    return day === null
      ? []
      : [{ term: translate(reviewDateLabels[reviewDateName]), value: format.date(localNoonMs(day)) }];
  });
  if (facts.length === 0) return null;
  return (
    <PageSection title={translate('review.days.title')}>
      <FactList facts={facts} />
    </PageSection>
  );
}

interface ReviewStatusProps extends Pick<ReviewViewProps, 'document' | 'names'> {
  readonly hasPill: boolean;
}

/** Its status, with time and person. */
function ReviewStatus({ document, names, hasPill }: ReviewStatusProps): ReactElement {
  const status = valueAt(document, 'status');
  const written = authorshipAt(document, 'status');
  return (
    <p className="desk-standing">
      {hasPill && <StatusPill status={typeof status === 'string' ? status : null} />}
      {written !== null && (
        <span>
          <RelativeTime atMs={written.atMs} />
          {' · '}
          <WriterView device={written.device} names={names} />
        </span>
      )}
    </p>
  );
}

/** Number of returns, and their reasons. */
function ReviewReturns({ review, names }: Pick<ReviewViewProps, 'review' | 'names'>): ReactElement | null {
  const translate = useTranslate();
  if (review.returns.length === 0) return null;
  return (
    <PageSection title={translate('review.returns.title', { count: review.returns.length })}>
      {review.returns.toReversed().map(({ round, reason, written }) => (
        <ListEntry
          key={round}
          isBoxed
          meta={
            <>
              {translate('review.point.round', { round })}
              {written !== null && (
                <>
                  {' · '}
                  <AuthorshipView written={written} names={names} />
                </>
              )}
            </>
          }
        >
          {reason === '' ? translate('review.returns.pointsOnly') : reason}
        </ListEntry>
      ))}
    </PageSection>
  );
}

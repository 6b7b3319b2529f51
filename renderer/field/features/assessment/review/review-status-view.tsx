import type { ReactElement } from 'react';
import { type AssessmentStatus, AssessmentType } from '#domain/assessment/assessment.ts';
import type { DocumentId } from '#domain/ids.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import {
  DateField,
  FactList,
  PageSection,
  Select,
  type SelectOption,
  TextLink,
  useNowMs,
} from '#renderer/ui';
import './review.css';
import { Check } from 'lucide-react';
import { type AssessmentReview, commentsToResolve } from '#domain/assessment/review/review.ts';
import {
  type ReviewDateName,
  type ReviewDates,
  reviewDateLabels,
  reviewDateNames,
} from '#domain/assessment/review/review-dates.ts';
import { assessmentStatusOrder } from '#domain/assessment/review/review-steps.ts';
import { daysUntilDay, localNoonMs } from '#renderer/records/local-days.ts';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';

/**
 * Next step of an assessment, in a sentence.
 * @param unanswered Number of comments of the State without an answer.
 */
export function nextStepMessage(
  assessmentStatus: AssessmentStatus,
  assessmentReview: AssessmentReview,
  comments: number,
  open: number,
): Message {
  switch (assessmentStatus) {
    case 'draft':
      return { key: 'life.next.draft' };
    case 'fieldwork':
      return { key: 'life.next.fieldwork' };
    case 'consolidated':
      return assessmentReview.round === 0
        ? { key: 'life.next.consolidated' }
        : { key: 'life.next.returned', values: { count: commentsToResolve(assessmentReview).length } };
    case 'quality-review':
      return { key: 'life.next.review' };
    case 'shared':
      return { key: 'life.next.shared', values: { comments, open } };
    case 'comments-addressed':
      return { key: 'life.next.addressed' };
    case 'final':
      return { key: 'life.next.final' };
    case 'superseded':
      return { key: 'life.next.superseded' };
  }
}

/** People wait for these days: the number of days left is of interest. */
const countdownPeriods: ReadonlySet<ReviewDateName> = new Set([
  'comments-until',
  'progress-note-due',
  'follow-up-from',
]);

/** Days that headquarters has set, with the number of days left. Nothing while there are none. */
export function ReviewPeriodsView({ days }: { readonly days: ReviewDates }): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  const set = reviewDateNames.flatMap((reviewDateName) => {
    const day = days[reviewDateName];
    return day === null ? [] : [{ period: reviewDateName, day }];
  });
  if (set.length === 0) return null;
  const sayDay = (text: string): string => {
    const [day, left] = [format.date(localNoonMs(text)), daysUntilDay(text, nowMs)];
    return left < 0
      ? translate('life.periods.past', { day, past: -left })
      : translate('life.periods.left', { day, left });
  };
  return (
    <PageSection title={translate('life.periods.title')}>
      <FactList
        facts={set.map(({ period, day }) => ({
          term: translate(reviewDateLabels[period]),
          value: countdownPeriods.has(period) ? sayDay(day) : format.date(localNoonMs(day)),
        }))}
      />
    </PageSection>
  );
}

interface AssessmentStepsViewProps {
  readonly status: AssessmentStatus;
  /** Next step, in a sentence. */
  readonly next: Message;
}

/** Steps of an assessment from the first question to the final report: its status and the next one. */
export function AssessmentStepsView({ status, next }: AssessmentStepsViewProps): ReactElement {
  const translate = useTranslate();
  const at = assessmentStatusOrder.indexOf(status);
  // A newer version replaces it only after it was final: until then that is no step of its own.
  const shownAssessmentStatuses = assessmentStatusOrder.filter(
    (step) => step !== 'superseded' || status === 'superseded',
  );
  return (
    <div className="life">
      <ol className="life-steps" aria-label={translate('life.steps')}>
        {shownAssessmentStatuses.map((step, n) => (
          <li
            key={step}
            data-is={n < at ? 'done' : n === at ? 'now' : 'later'}
            {...(n === at && { 'aria-current': 'step' as const })}
          >
            <span className="life-dot" aria-hidden>
              {n < at && <Check className="fb-icon" />}
            </span>
            <span>
              {translate(statusLabel('assessmentStatus', step))}
              {n < at && <span className="fb-hidden"> {translate('life.done')}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p className="life-next" role="status">
        {translate(next)}
      </p>
    </div>
  );
}

const assessmentDetailsId = 'life-about';

/** Put the focus into the reference date. */
export const focusReferenceDate = (): void =>
  document.querySelector<HTMLElement>(`#${assessmentDetailsId} .fb-date [role="spinbutton"]`)?.focus();

interface AssessmentDetailsViewProps {
  readonly type: AssessmentType | null;
  /** The day that the ratings describe. */
  readonly referenceDate: string | null;
  /** Assessment that this one follows or replaces; null where there is none. */
  readonly follows: { readonly title: string; readonly href: string } | null;
  /** Assessments that a follow-up can follow. */
  readonly finals: readonly SelectOption<DocumentId>[];
  /** Reason of a new version; empty where this is none. */
  readonly versionReason: string;
  /** Absent where nothing may be changed. */
  readonly onType?: ((assessmentType: AssessmentType) => void) | undefined;
  readonly onFollows?: ((documentId: DocumentId) => void) | undefined;
  readonly onReferenceDate?: ((day: string | null) => void) | undefined;
}

/** Details of an assessment: type, reference date, and the assessment before it. */
export function AssessmentDetailsView(props: AssessmentDetailsViewProps): ReactElement {
  const { type, referenceDate, follows, finals, versionReason, onType, onFollows, onReferenceDate } = props;
  const translate = useTranslate();
  return (
    <PageSection title={translate('life.about.title')}>
      <div className="life-about" id={assessmentDetailsId}>
        <Select
          label={translate('path.assessmentType')}
          options={AssessmentType.options.map((id) => ({
            id,
            label: translate(valueLabels.assessmentType[id]),
          }))}
          value={type}
          onChange={(chosenAssessmentType) => onType?.(chosenAssessmentType)}
          isDisabled={onType === undefined}
        />
        <DateField
          label={translate('path.referenceDate')}
          description={translate('life.about.referenceDate.help')}
          value={referenceDate}
          onChange={(day) => onReferenceDate?.(day)}
          isReadOnly={onReferenceDate === undefined}
        />
        {type === 'follow-up' && follows === null && (
          <Select
            label={translate('path.follows')}
            description={translate(
              finals.length === 0 ? 'mission.create.follows.none' : 'life.about.follows.help',
            )}
            options={finals}
            value={null}
            onChange={(documentId) => onFollows?.(documentId)}
            isDisabled={onFollows === undefined}
          />
        )}
      </div>
      {(follows !== null || versionReason !== '') && (
        <FactList
          facts={[
            ...(follows === null
              ? []
              : [
                  {
                    term: translate('path.follows'),
                    value: <TextLink href={follows.href}>{follows.title}</TextLink>,
                  },
                ]),
            ...(versionReason === ''
              ? []
              : [{ term: translate('path.versionReason'), value: <span dir="auto">{versionReason}</span> }]),
          ]}
        />
      )}
    </PageSection>
  );
}

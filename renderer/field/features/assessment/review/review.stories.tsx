import type { ReactElement, ReactNode } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { readAssessmentReview, sentCommentsOf } from '#domain/assessment/review/review.ts';
import { readReviewDates } from '#domain/assessment/review/review-dates.ts';
import { readStateComments, unansweredStateComments } from '#domain/assessment/review/state-comments.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, ScreenLayout, ScreenPage, TextArea } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { AssessmentTabsView } from '../assessment-tabs-view.tsx';
import { sampleAssessmentWith } from '../sample-assessment.ts';
import { AddStateCommentView, wholeAssessmentOption } from './add-state-comment-view.tsx';
import { ReviewCommentTasksView } from './review-comment-tasks-view.tsx';
import {
  AssessmentDetailsView,
  AssessmentStepsView,
  nextStepMessage,
  ReviewPeriodsView,
} from './review-status-view.tsx';
import { SampleReviewComment, useReturnedSample, useSampleReviewer } from './sample-review.tsx';
import { StateCommentListView } from './state-comments-view.tsx';
import { SuccessorDialogView } from './successor-dialog-view.tsx';
import '../answering/assessment.css';

export const about: StoriesAbout = { title: 'Assessment review', layout: 'page' };

const nothing = (): void => undefined;

interface SampleProps {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly act?: string;
  readonly isReadOnly?: boolean;
  readonly children?: ReactNode;
}

/** The tab with one status of the assessment. */
function Sample({ values, act, isReadOnly = false, children }: SampleProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const who = useSampleReviewer();
  const document = sampleAssessmentWith(values);
  const assessmentStatus = values['status'] as AssessmentStatus; // every story below gives one
  const assessmentReview = readAssessmentReview(document);
  const reviewComments = sentCommentsOf(assessmentReview);
  const stateComments = readStateComments(document);
  const returned = assessmentReview.returns.at(-1);
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={act !== undefined && <Button kind="primary">{act}</Button>}
      tabs={
        <AssessmentTabsView
          current="review"
          hrefOf={() => '#/'}
          toConsolidate={0}
          openReviewComments={reviewComments.length}
        />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ScreenPage width="reading">
        <AssessmentStepsView
          status={assessmentStatus}
          next={nextStepMessage(
            assessmentStatus,
            assessmentReview,
            stateComments.length,
            unansweredStateComments(stateComments).length,
          )}
        />
        {children}
        {returned && (
          <ReviewCommentTasksView
            returned={returned}
            who={who}
            points={reviewComments}
            card={(reviewComment) => (
              <SampleReviewComment
                key={reviewComment.id}
                point={reviewComment}
                name={reviewComment.about === 'D5.3' ? `D5.3 ${sample.questionTitle}` : null}
                isCurrent={reviewComment.id === 'p2'}
                isReadOnly={isReadOnly}
              />
            )}
          />
        )}
        {(assessmentStatus === 'shared' || stateComments.length > 0) && (
          <StateCommentListView
            comments={stateComments}
            nameOf={(subject) => (subject === '' ? translate('value.wholeAssessment') : subject)}
            response={({ response }) => (
              <TextArea
                draft={{ of: 'record' }}
                label={translate('life.comments.response')}
                value={response}
                onChange={nothing}
                rows={1}
                isReadOnly={isReadOnly}
              />
            )}
            {...(!isReadOnly && { onAdd: nothing, onRemove: nothing, onMark: nothing })}
          />
        )}
        <ReviewPeriodsView days={readReviewDates(document)} />
        <AssessmentDetailsView
          type="baseline"
          referenceDate="2026-11-13"
          follows={null}
          finals={[]}
          versionReason=""
          {...(!isReadOnly && { onType: nothing, onReferenceDate: nothing })}
        />
      </ScreenPage>
    </ScreenLayout>
  );
}

export function Draft(): ReactElement {
  const translate = useTranslate();
  return <Sample values={{ status: 'draft' }} act={translate('life.act.begin')} />;
}

export function Fieldwork(): ReactElement {
  const translate = useTranslate();
  return <Sample values={{ status: 'fieldwork' }} act={translate('life.act.consolidate')} />;
}

export function InReview(): ReactElement {
  return <Sample values={{ status: 'quality-review' }} />;
}

export function Returned(): ReactElement {
  const translate = useTranslate();
  return <Sample values={useReturnedSample()} act={translate('life.act.resubmit')} />;
}

export function ReturnedStrictlyConfidential(): ReactElement {
  const sealed = {
    'review/points/p4/about': 'D7.1',
    'review/points/p4/mark': 'SC',
    'review/points/p4/round': 1,
  };
  return <Sample values={{ ...useReturnedSample(), ...sealed }} />;
}

export function ReturnedReadOnly(): ReactElement {
  return <Sample values={useReturnedSample()} isReadOnly />;
}

export function SharedForComment(): ReactElement {
  const translate = useTranslate();
  const { institution, rationale, conflictText } = useSample();
  return (
    <Sample
      act={translate('life.act.addressComments')}
      values={{
        status: 'shared',
        'periods/shared-on': '2026-11-02',
        'periods/comments-until': '2026-12-02',
        'state-comments/c1/from': institution,
        'state-comments/c1/on': '2026-11-10',
        'state-comments/c1/about': 'D5.3',
        'state-comments/c1/text': conflictText,
        'state-comments/c1/response': rationale,
        'state-comments/c2/from': institution,
        'state-comments/c2/text': rationale,
      }}
    />
  );
}

export function SharedWithoutComments(): ReactElement {
  return <Sample values={{ status: 'shared', 'periods/comments-until': '2026-11-12' }} />;
}

export function Final(): ReactElement {
  return (
    <Sample
      isReadOnly
      values={{
        status: 'final',
        'periods/final-on': '2026-11-13',
        'periods/progress-note-due': '2027-05-13',
        'periods/follow-up-from': '2027-08-13',
      }}
    />
  );
}

export function Superseded(): ReactElement {
  return <Sample isReadOnly values={{ status: 'superseded' }} />;
}

export function RecordComment(): ReactElement {
  const translate = useTranslate();
  return (
    <Sample values={{ status: 'shared' }}>
      <AddStateCommentView
        draft={{ from: '', on: '2026-11-10', about: '', text: '' }}
        questions={[{ id: wholeAssessmentOption, label: translate('value.wholeAssessment') }]}
        isIncomplete
        problem={{ key: 'frame.refused.failed' }}
        hits={null}
        onChange={nothing}
        onAdd={nothing}
        onClose={nothing}
      />
    </Sample>
  );
}

export function NewVersion(): ReactElement {
  return (
    <Sample isReadOnly values={{ status: 'final' }}>
      <SuccessorDialogView
        successor={{ kind: 'version', reason: '' }}
        refusal={{ kind: 'reasonMissing' }}
        problem={null}
        onChange={nothing}
        onMake={nothing}
        onClose={nothing}
      />
    </Sample>
  );
}

export function FollowUp(): ReactElement {
  const translate = useTranslate();
  return (
    <Sample isReadOnly values={{ status: 'final' }}>
      <SuccessorDialogView
        successor={{ kind: 'follow-up', title: translate('life.followUp.title'), referenceDate: null }}
        refusal={null}
        problem={null}
        onChange={nothing}
        onMake={nothing}
        onClose={nothing}
      />
    </Sample>
  );
}

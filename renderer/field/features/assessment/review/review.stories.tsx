import type { ReactElement, ReactNode } from 'react';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { readReview, sentPoints } from '#domain/assessment/read-review.ts';
import { readPeriods, readStateComments, unanswered } from '#domain/assessment/read-state-comments.ts';
import type { Json } from '#domain/base/json.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { Page } from '#renderer/ui/page.tsx';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { PlacesView } from '../places-view.tsx';
import { sampleAssessment } from '../sample-assessment.ts';
import { SamplePoint } from '../sample-points.tsx';
import { AboutView } from './about-view.tsx';
import { AddCommentView, wholeAssessment } from './add-comment-view.tsx';
import { LifeStepsView } from './life-steps-view.tsx';
import { nextMessage } from './next-message.ts';
import { PeriodsView } from './periods-view.tsx';
import { PointsView } from './points-view.tsx';
import { StateCommentsView } from './state-comments-view.tsx';
import { SuccessorView } from './successor-view.tsx';
import { useReturned, useReviewer } from './sample-review.ts';
import '../assessment.css';

export const about: StoriesAbout = { title: 'Assessment review', layout: 'page' };

const nothing = (): void => undefined;

interface SampleProps {
  readonly values: Readonly<Record<string, Json>>;
  readonly act?: string;
  readonly isReadOnly?: boolean;
  readonly children?: ReactNode;
}

/** The place as it is for one state of the assessment. */
function Sample({ values, act, isReadOnly = false, children }: SampleProps): ReactElement {
  const say = useSay();
  const sample = useSample();
  const who = useReviewer();
  const document = sampleAssessment(values);
  const status = values['status'] as AssessmentStatus; // every story below says one
  const review = readReview(document);
  const points = sentPoints(review);
  const comments = readStateComments(document);
  const returned = review.returns.at(-1);
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={act !== undefined && <Button kind="primary">{act}</Button>}
      places={<PlacesView current="review" hrefOf={() => '#/'} toConsolidate={0} toMend={points.length} />}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <Page width="reading">
        <LifeStepsView
          status={status}
          next={nextMessage(status, review, comments.length, unanswered(comments).length)}
        />
        {children}
        {returned && (
          <PointsView
            returned={returned}
            who={who}
            points={points}
            card={(point) => (
              <SamplePoint
                key={point.id}
                point={point}
                name={point.about === 'D5.3' ? `D5.3 ${sample.questionTitle}` : null}
                isCurrent={point.id === 'p2'}
                isReadOnly={isReadOnly}
              />
            )}
          />
        )}
        {(status === 'shared' || comments.length > 0) && (
          <StateCommentsView
            comments={comments}
            nameOf={(subject) => (subject === '' ? say('life.point.whole') : subject)}
            response={({ response }) => (
              <TextArea
                label={say('life.comments.response')}
                value={response}
                onChange={nothing}
                rows={1}
                isReadOnly={isReadOnly}
              />
            )}
            {...(!isReadOnly && { onAdd: nothing, onRemove: nothing, onMark: nothing })}
          />
        )}
        <PeriodsView days={readPeriods(document)} />
        <AboutView
          type="baseline"
          referenceDate="2026-11-13"
          follows={null}
          finals={[]}
          versionReason=""
          {...(!isReadOnly && { onType: nothing, onReferenceDate: nothing })}
        />
      </Page>
    </Frame>
  );
}

export function Draft(): ReactElement {
  const say = useSay();
  return <Sample values={{ status: 'draft' }} act={say('life.act.begin')} />;
}

export function Fieldwork(): ReactElement {
  const say = useSay();
  return <Sample values={{ status: 'fieldwork' }} act={say('life.act.consolidate')} />;
}

export function InReview(): ReactElement {
  return <Sample values={{ status: 'quality-review' }} />;
}

export function Returned(): ReactElement {
  const say = useSay();
  return <Sample values={useReturned()} act={say('life.act.handInAgain')} />;
}

export function ReturnedStrictlyConfidential(): ReactElement {
  const sealed = {
    'review/points/p4/about': 'D7.1',
    'review/points/p4/mark': 'SC',
    'review/points/p4/round': 1,
  };
  return <Sample values={{ ...useReturned(), ...sealed }} />;
}

export function ReturnedReadOnly(): ReactElement {
  return <Sample values={useReturned()} isReadOnly />;
}

export function SharedForComment(): ReactElement {
  const say = useSay();
  const { institution, rationale, conflictText } = useSample();
  return (
    <Sample
      act={say('life.act.addressComments')}
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
  const say = useSay();
  return (
    <Sample values={{ status: 'shared' }}>
      <AddCommentView
        draft={{ from: '', on: '2026-11-10', about: '', text: '' }}
        questions={[{ id: wholeAssessment, label: say('life.point.whole') }]}
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
      <SuccessorView
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
  const say = useSay();
  return (
    <Sample isReadOnly values={{ status: 'final' }}>
      <SuccessorView
        successor={{ kind: 'follow-up', title: say('life.followUp.title'), referenceDate: null }}
        refusal={null}
        problem={null}
        onChange={nothing}
        onMake={nothing}
        onClose={nothing}
      />
    </Sample>
  );
}

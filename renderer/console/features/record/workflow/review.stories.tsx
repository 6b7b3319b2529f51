import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { RecordView } from '../record-view.tsx';
import { readRecordHistory } from '../timeline/record-history.ts';
import { type SampleReviewStage, sampleReview } from './sample-review.ts';
import { sampleReviewService } from './sample-review-service.ts';

export const about: StoriesAbout = { title: 'Console review', layout: 'page' };

interface StateProps {
  readonly stage: SampleReviewStage;
  readonly part?: string;
  readonly viewer?: 'reviewer' | 'adviser' | 'manager';
  readonly hasRated?: boolean;
  readonly hasSuccessor?: boolean;
}

function State({
  stage,
  part = 'review',
  viewer = 'reviewer',
  hasRated = false,
  hasSuccessor = true,
}: StateProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const of = sampleReview(sample, stage);
  const status = valueAt(of.document, 'status');
  return (
    <ConsoleSampleFrame
      railItem={null}
      isInMission
      viewer={viewer === 'adviser' ? viewer : 'reviewer'}
      reviews={2}
      head={{
        title: sample.institution,
        crumbs: [
          { label: translate('console.missions.title'), href: '#/' },
          { label: sample.mission, href: '#/' },
          { label: translate('value.documentKind.assessment') },
        ],
        actions: <StatusPill status={typeof status === 'string' ? status : null} />,
      }}
    >
      <RecordView
        document={of.document}
        held={[]}
        instruments={[defaultMaturityModel]}
        history={{ kind: 'present', arrivals: readRecordHistory(of.ops), isWhole: true }}
        names={{ people: samplePeople, labels: sampleLabels }}
        service={sampleReviewService(of, [viewer], { hasRated, hasSuccessor, sealed: sample.second })}
        part={part}
        hrefOf={() => '#/'}
        onGo={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export const HandedIn = (): ReactElement => <State stage="handedIn" />;
export const HandedInAgain = (): ReactElement => <State stage="handedInAgain" />;
export const Returned = (): ReactElement => <State stage="returned" />;
export const Signed = (): ReactElement => <State stage="signed" />;
export const Shared = (): ReactElement => <State stage="shared" />;
export const Locked = (): ReactElement => <State stage="final" />;
export const WithoutNewerVersion = (): ReactElement => <State stage="final" hasSuccessor={false} />;
export const BeforeWhoRated = (): ReactElement => <State stage="signed" hasRated />;
export const ForReaders = (): ReactElement => <State stage="returned" viewer="manager" />;
export const PointsAtQuestions = (): ReactElement => <State stage="handedInAgain" part="D3" />;
export const StrictlyConfidential = (): ReactElement => <State stage="sealed" />;
export const StrictlyConfidentialAtQuestion = (): ReactElement => (
  <State stage="sealed" part="D3" viewer="adviser" />
);
export const StrictlyConfidentialForReaders = (): ReactElement => <State stage="sealed" viewer="manager" />;
export const Safeguards = (): ReactElement => <State stage="handedInAgain" part="" viewer="adviser" />;

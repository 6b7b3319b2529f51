import { Users } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { interRaterReliabilityOf } from '#domain/scoring/inter-rater-reliability.ts';
import { defaultMaturityModel, type Indicator } from '#domain/scoring/maturity-model.ts';
import { useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenLayout, SplitColumns } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { AssessmentTabsView } from '../assessment-tabs-view.tsx';
import { AssignDialogView } from '../assignment/assign-dialog-view.tsx';
import { sampleOtherDevice, sampleOwnDevice, sampleTeamIds, useSampleTeam } from '../sample-assessment.ts';
import {
  IndependentRatingCardView,
  RatingComparisonCardView,
  type RatingLine,
} from './rating-cards-view.tsx';
import { RatingReliabilityView } from './rating-reliability-view.tsx';
import type { RatedQuestion } from './ratings-list.ts';
import { RatingsListView } from './ratings-list-view.tsx';
import '../answering/assessment.css';
import './independent-ratings.css';

export const about: StoriesAbout = { title: 'Several assessors', layout: 'page' };

const nothing = (): void => undefined;
const indicators = defaultMaturityModel.dimensions.flatMap((dimension) => dimension.indicators);
const indicator = (id: string): Indicator => {
  const foundIndicator = indicators.find((one) => one.id === id);
  if (!foundIndicator) throw new Error('the model has this question');
  return foundIndicator;
};
const titled = (id: string, status: RatedQuestion['status']): RatedQuestion => ({
  id,
  title: indicator(id).title,
  status,
});
const questions = [
  titled('D5.3', 'toDecide'),
  titled('D3.2', 'toRate'),
  titled('D5.1', 'agrees'),
  titled('D5.4', 'decided'),
  titled('D7.1', 'differs'),
  titled('D8.1', 'waits'),
];

interface SampleProps {
  readonly current: string | null;
  readonly isFew?: boolean;
  readonly children: ReactNode;
}

function Sample({ current, isFew = false, children }: SampleProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  const pairs = [
    { first: 3, second: 3 },
    { first: 2, second: 3 },
    { first: 4, second: 2 },
  ] as const;
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      tabs={
        <AssessmentTabsView current="ratings" hrefOf={() => '#/'} toConsolidate={1} openReviewComments={0} />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={translate('several.place')}
        start={{
          title: translate('several.list'),
          content: (
            <RatingsListView questions={current === null ? [] : questions} current={current} onGo={nothing} />
          ),
        }}
        end={{
          title: translate('several.reliability.title'),
          content: (
            <div className="assess-context">
              <RatingReliabilityView
                reliability={interRaterReliabilityOf(isFew ? [] : pairs, isFew ? 14 : 19)}
                rated={isFew ? 14 : 19}
              />
            </div>
          ),
        }}
      >
        <div className="several-page">{children}</div>
      </SplitColumns>
    </ScreenLayout>
  );
}

function useLines(): readonly RatingLine[] {
  const translate = useTranslate();
  const { second, rationale, conflictText } = useSample();
  return [
    {
      who: translate('assessment.you'),
      level: 2,
      evidence: 'E3',
      rationale,
      written: { device: sampleOwnDevice, atMs: galleryNowMs - 26 * 3_600_000 },
    },
    {
      who: second,
      level: 4,
      evidence: 'E1',
      rationale: conflictText,
      written: { device: sampleOtherDevice, atMs: galleryNowMs - 3 * 3_600_000 },
    },
  ];
}

export function ToDecide(): ReactElement {
  return (
    <Sample current="D5.3">
      <RatingComparisonCardView
        indicator={indicator('D5.3')}
        status="toDecide"
        lines={useLines()}
        consolidation={null}
        deciding={{
          draft: { level: 3, reason: '' },
          isIncomplete: true,
          problem: { key: 'frame.refused.failed' },
          hits: null,
          onChange: nothing,
          onDecide: nothing,
        }}
      />
    </Sample>
  );
}

export function Decided(): ReactElement {
  const { conflictText } = useSample();
  return (
    <Sample current="D5.4">
      <RatingComparisonCardView
        indicator={indicator('D5.4')}
        status="decided"
        lines={useLines()}
        consolidation={{ level: 3, reason: conflictText, first: 2 }}
      />
    </Sample>
  );
}

export function Differs(): ReactElement {
  return (
    <Sample current="D7.1">
      <RatingComparisonCardView
        indicator={indicator('D7.1')}
        status="differs"
        lines={useLines()}
        consolidation={null}
      />
    </Sample>
  );
}

export function RateIndependently(): ReactElement {
  return (
    <Sample current="D3.2" isFew>
      <IndependentRatingCardView
        indicator={indicator('D3.2')}
        draft={{ level: 3, evidence: 'E2', rationale: '' }}
        isIncomplete={false}
        problem={null}
        hits={null}
        onChange={nothing}
        onRecord={nothing}
      />
    </Sample>
  );
}

export function RateWithoutLevel(): ReactElement {
  return (
    <Sample current="D3.2" isFew>
      <IndependentRatingCardView
        indicator={indicator('D3.2')}
        draft={{ level: null, evidence: 'E0', rationale: '' }}
        isIncomplete
        problem={null}
        hits={null}
        onChange={nothing}
        onRecord={nothing}
      />
    </Sample>
  );
}

export function NothingRated(): ReactElement {
  const translate = useTranslate();
  return (
    <Sample current={null} isFew>
      <EmptyState icon={Users} title={translate('several.empty.title')}>
        {translate('several.empty.text')}
      </EmptyState>
    </Sample>
  );
}

export function ShareOut(): ReactElement {
  const assessmentTeam = useSampleTeam();
  return (
    <Sample current="D5.3">
      <AssignDialogView
        team={assessmentTeam}
        subjects={defaultMaturityModel.dimensions.map(({ code, title }, at) => ({
          id: code,
          label: `${code} ${title}`,
          person: at === 0 ? sampleTeamIds.own : at === 4 ? sampleTeamIds.second : null,
        }))}
        problem={null}
        onAssign={nothing}
        onClose={nothing}
      />
    </Sample>
  );
}

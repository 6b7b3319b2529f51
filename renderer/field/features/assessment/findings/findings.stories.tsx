import type { ReactElement } from 'react';
import { type RatedIndicatorGap, rankGaps } from '#domain/assessment/rank-gaps.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { sampleAssessmentWith, withSampleConflict } from '../sample-assessment.ts';
import { PriorityBandDialogView } from './gap-dialogs-view.tsx';
import { SampleFindingsPage } from './sample-findings-page.tsx';
import { policeFindingsValues, ratedPoliceValues } from './sample-police-values.ts';
import { TargetDialogView } from './target-dialog-view.tsx';

export const about: StoriesAbout = { title: 'Findings and plan', layout: 'page' };

const nothing = (): void => undefined;

export function WorkedOut(): ReactElement {
  return <SampleFindingsPage document={sampleAssessmentWith(policeFindingsValues)} />;
}

/** Ratings are in, without findings yet. */
export function GapsAlone(): ReactElement {
  return <SampleFindingsPage document={sampleAssessmentWith(ratedPoliceValues)} />;
}

/** Nothing is rated: the view names the first step. */
export function Empty(): ReactElement {
  return <SampleFindingsPage document={sampleAssessmentWith({ 'screening/S1': 'POL' })} />;
}

export function LongText(): ReactElement {
  const { institutionLong } = useSample();
  return (
    <SampleFindingsPage
      document={sampleAssessmentWith({
        ...policeFindingsValues,
        'findings/f1/text': `${institutionLong} `.repeat(4),
        'recommendations/r1/text': `${institutionLong} `.repeat(4),
        'recommendations/r1/addressee': institutionLong,
        'priorities/D3.3/override': { band: 'Low', reason: institutionLong },
      })}
    />
  );
}

export function ReadOnly(): ReactElement {
  return <SampleFindingsPage document={sampleAssessmentWith(policeFindingsValues)} mode="reading" />;
}

export function Final(): ReactElement {
  return <SampleFindingsPage document={sampleAssessmentWith(policeFindingsValues)} mode="final" />;
}

/** Concurrent values of two people: of a finding and of a priority. */
export function Contested(): ReactElement {
  const said = withSampleConflict(
    sampleAssessmentWith(policeFindingsValues),
    'priorities/D5.4/ownership',
    1,
    0.5,
  );
  return (
    <SampleFindingsPage
      document={withSampleConflict(said, 'findings/f2/text', 'A register is kept.', 'None.')}
    />
  );
}

/** Acceptance was tried while parts were blank. */
export function RecommendationBlank(): ReactElement {
  return (
    <SampleFindingsPage
      document={sampleAssessmentWith({
        ...ratedPoliceValues,
        'recommendations/r1/addressee': 'National Police',
        'recommendations/r1/support': [],
        'recommendations/r1/order': 'a0',
      })}
      refused={['text', 'quarter', 'support', 'measures']}
    />
  );
}

export function Removed(): ReactElement {
  return (
    <SampleFindingsPage
      document={sampleAssessmentWith(ratedPoliceValues)}
      removed={{ list: 'findings', id: 'f1', text: 'The legal department keeps a register.' }}
    />
  );
}

/** The lead changes a target without a reason. */
export function TargetWithoutReason(): ReactElement {
  const { indicator } = sampleGap();
  return (
    <TargetDialogView
      indicator={indicator}
      target={{ level: 3, reason: '', agreedOn: '2026-11-12', agreedBy: 'Ministry of the Interior' }}
      isReasonMissing
      problem={null}
      hits={null}
      onChange={nothing}
      onKeep={nothing}
      onUsual={nothing}
      onClose={nothing}
    />
  );
}

export function PriorityByHand(): ReactElement {
  return (
    <PriorityBandDialogView
      gap={sampleGap()}
      band="Low"
      reason="Another programme pays for it until 2028."
      missing={null}
      problem={null}
      hits={null}
      onChange={nothing}
      onKeep={nothing}
      onComputed={nothing}
      onClose={nothing}
    />
  );
}

function sampleGap(): RatedIndicatorGap {
  const [indicatorGap] = rankGaps(sampleAssessmentWith(policeFindingsValues), defaultMaturityModel).ranked;
  if (indicatorGap === undefined) throw new Error('The sample has gaps');
  return indicatorGap;
}

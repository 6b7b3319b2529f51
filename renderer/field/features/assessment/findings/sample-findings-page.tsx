import type { ReactElement } from 'react';
import { rankGaps } from '#domain/assessment/rank-gaps.ts';
import { type Finding, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { RecommendationPart } from '#domain/assessment/recommendation-parts.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import { ScreenLayout } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { AssessmentNoticeView, AssessmentTabsView } from '../assessment-frame-view.tsx';
import { FindingCardView } from './finding-card-view.tsx';
import { FindingsPageView, type RemovedCard } from './findings-page-view.tsx';
import { gapRowsOf, informationGapRowsOf } from './gap-rows.ts';
import { RecommendationCardView } from './recommendation-card-view.tsx';
import type { JsonValue } from '#base/json.ts';

interface SampleFindingsPageProps {
  readonly document: Document;
  readonly mode?: WriteMode;
  readonly removed?: RemovedCard;
  /** Parts that were blank when a status was chosen. */
  readonly refused?: readonly RecommendationPart[];
}

/** The whole place for the stories: the screen without store and keys. */
export function SampleFindingsPage({
  document,
  mode = 'open',
  removed,
  refused = [],
}: SampleFindingsPageProps): ReactElement {
  const sample = useSample();
  const gaps = rankGaps(document, defaultMaturityModel);
  const findings = readFindings(document);
  const isReadOnly = mode !== 'open';
  const conflicts = (prefix: string): number =>
    conflictPathsOf(document).filter((path) => path.startsWith(prefix)).length;
  const hrefOf = (): string => '#/missions';
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: doNothing }, { label: sample.crumb }]}
      title={sample.institution}
      places={
        <AssessmentTabsView current="findings" hrefOf={hrefOf} toConsolidate={0} openReviewComments={0} />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <FindingsPageView
        notice={<AssessmentNoticeView mode={mode} otherInstrument={null} held={0} />}
        change={null}
        gaps={{
          rows: gapRowsOf(gaps, document, hrefOf),
          met: gaps.met.map((gap) => ({ gap, href: hrefOf() })),
          unknown: informationGapRowsOf(gaps, defaultMaturityModel, findings, hrefOf).slice(0, 4),
          questionsHref: hrefOf(),
        }}
        findings={{
          cards: findings.map((finding, at) => (
            <FindingCardView
              key={finding.id}
              number={at + 1}
              finding={finding}
              text={sampleEditedText(finding.text)}
              about={sampleEditedText(finding.about.join(', '))}
              conflicts={conflicts(`findings/${finding.id}/`)}
              isReadOnly={isReadOnly}
              onChoose={doNothing}
              acts={noListItemHandlers}
            />
          )),
          onAdd: isReadOnly ? undefined : doNothing,
        }}
        recommendations={{
          cards: sampleRecommendations(document, findings, isReadOnly, refused),
          onAdd: isReadOnly ? undefined : doNothing,
        }}
        maySetTargets={!isReadOnly}
        removed={removed ?? null}
        problem={null}
        acts={{
          onFactor: doNothing,
          onFinding: doNothing,
          onRecommend: doNothing,
          onTarget: doNothing,
          onBand: doNothing,
          onRestore: doNothing,
        }}
      />
    </ScreenLayout>
  );
}

/** Police service with its ratings, and findings from them. */
export const ratedPoliceValues: Readonly<Record<string, JsonValue>> = {
  title: 'Baseline',
  'institution/name': 'National Police',
  'institution/type': 'POL',
  'screening/S1': 'POL',
  'answers/D3.2/state': 'rated',
  'answers/D3.2/level': 3,
  'answers/D3.3/state': 'rated',
  'answers/D3.3/level': 2,
  'answers/D3.4/state': 'ne',
  'answers/D5.1/state': 'rated',
  'answers/D5.1/level': 4,
  'answers/D5.3/state': 'rated',
  'answers/D5.3/level': 2,
  'answers/D5.4/state': 'rated',
  'answers/D5.4/level': 2,
  'answers/D7.1/state': 'rated',
  'answers/D7.1/level': 1,
};

/** Findings and recommendations of the gaps. */
export const policeFindingsValues: Readonly<Record<string, JsonValue>> = {
  ...ratedPoliceValues,
  'priorities/D5.4/ownership': 1,
  'priorities/D5.4/feasibility': 0.5,
  'priorities/D5.4/alignment': 1,
  'priorities/D3.3/ownership': 0.5,
  'priorities/D3.3/override': { band: 'Low', reason: 'Another programme pays for it until 2028.' },
  'targets/D7.1': {
    level: 3,
    reason: 'One step after the other, as agreed in the closing meeting.',
    agreedOn: '2026-11-12',
    agreedBy: 'Ministry of the Interior',
  },
  'findings/f1/text':
    'Police: “Check before use” is at level 2 (Emerging); confidence medium. The next level would need: a written examination by someone other than the buyer.',
  'findings/f1/kind': 'gap',
  'findings/f1/about': ['D5.4'],
  'findings/f1/order': 'a0',
  'findings/f2/text': 'The legal department keeps a register of what is in use.',
  'findings/f2/kind': 'good-practice',
  'findings/f2/about': ['D5.3'],
  'findings/f2/order': 'a1',
  'recommendations/r1/text':
    'issue a written form with which someone other than the buyer examines each tool',
  'recommendations/r1/quarter': '2027-Q3',
  'recommendations/r1/support': ['advice'],
  'recommendations/r1/addressee': 'National Police, legal department',
  'recommendations/r1/about': ['D5.4'],
  'recommendations/r1/findings': ['f1'],
  'recommendations/r1/horizon': '0-6',
  'recommendations/r1/expected-level': 3,
  'recommendations/r1/measures': ['procedure', 'training'],
  'recommendations/r1/status': 'accepted',
  'recommendations/r1/order': 'a0',
  'recommendations/r2/text': 'Train the procurement unit.',
  'recommendations/r2/about': ['D3.3'],
  'recommendations/r2/measures': ['training'],
  'recommendations/r2/status': 'proposed',
  'recommendations/r2/order': 'a1',
};

const doNothing = (): void => undefined;
const noListItemHandlers = { onMove: doNothing, onRemove: doNothing, onOpenConflicts: doNothing };
const sampleEditedText = (text: string): EditedText => ({
  text,
  onChange: doNothing,
  onBlur: doNothing,
  problem: null,
});

const sampleRecommendations = (
  document: Document,
  findings: readonly Finding[],
  isReadOnly: boolean,
  refused: readonly RecommendationPart[],
): readonly ReactElement[] =>
  readRecommendations(document).map((recommendation, at) => (
    <RecommendationCardView
      key={recommendation.id}
      number={at + 1}
      recommendation={recommendation}
      texts={{
        text: sampleEditedText(recommendation.text),
        addressee: sampleEditedText(recommendation.addressee),
        about: sampleEditedText(recommendation.about.join(', ')),
        trainingReason: sampleEditedText(recommendation.trainingReason),
      }}
      findings={findings}
      wanted=""
      quarters={['2027-Q1', '2027-Q2', '2027-Q3']}
      refused={refused}
      conflicts={0}
      isReadOnly={isReadOnly}
      onChoose={doNothing}
      acts={noListItemHandlers}
      plan={isReadOnly ? null : { onMake: doNothing }}
    />
  ));

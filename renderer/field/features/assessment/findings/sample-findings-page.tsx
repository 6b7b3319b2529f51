import type { ReactElement } from 'react';
import { type Finding, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { rankGaps } from '#domain/assessment/rank-gaps.ts';
import type { RecommendationPart } from '#domain/assessment/recommendation-parts.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import { ScreenLayout } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { AssessmentNoticeView } from '../assessment-frame-view.tsx';
import { AssessmentTabsView } from '../assessment-tabs-view.tsx';
import { FindingCardView } from './finding-card-view.tsx';
import { FindingsPageView, type RemovedCard } from './findings-page-view.tsx';
import { gapRowsOf, informationGapRowsOf } from './gap-rows.ts';
import { RecommendationCardView } from './recommendation-card-view.tsx';

interface SampleFindingsPageProps {
  readonly document: Document;
  readonly mode?: WriteMode;
  readonly removed?: RemovedCard;
  /** Parts that were blank when a status was chosen. */
  readonly refused?: readonly RecommendationPart[];
}

/** The whole tab for the stories: the screen without store and keys. */
export function SampleFindingsPage({
  document,
  mode = 'open',
  removed,
  refused = [],
}: SampleFindingsPageProps): ReactElement {
  const sample = useSample();
  const rankedGaps = rankGaps(document, defaultMaturityModel);
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
      tabs={
        <AssessmentTabsView current="findings" hrefOf={hrefOf} toConsolidate={0} openReviewComments={0} />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <FindingsPageView
        notice={<AssessmentNoticeView mode={mode} otherInstrument={null} held={0} />}
        change={null}
        gaps={{
          rows: gapRowsOf(rankedGaps, document, hrefOf),
          met: rankedGaps.met.map((gap) => ({ gap, href: hrefOf() })),
          unknown: informationGapRowsOf(rankedGaps, defaultMaturityModel, findings, hrefOf).slice(0, 4),
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
      mayMoveStatus
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

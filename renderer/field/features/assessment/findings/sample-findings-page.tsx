import type { ReactElement } from 'react';
import { gapsOf } from '#domain/assessment/ranked-gaps.ts';
import { type Finding, readFindings, readRecommendations } from '#domain/assessment/read-findings.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import type { WriteMode } from '#domain/people/write-mode.ts';
import type { EditedText } from '#renderer/field/parts/edited-text.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { NoticeView } from '../notice-view.tsx';
import { PlacesView } from '../places-view.tsx';
import { FindingCardView } from './finding-card-view.tsx';
import { FindingsPageView, type RemovedCard } from './findings-page-view.tsx';
import { gapRowsOf } from './gap-row.ts';
import { RecommendationCardView } from './recommendation-card-view.tsx';
import { unknownRowsOf } from './unknown-rows.ts';

const nothing = (): void => undefined;
const acts = { onMove: nothing, onRemove: nothing, onOpenConflicts: nothing };
const typed = (text: string): EditedText => ({ text, onChange: nothing, onBlur: nothing, problem: null });

interface SampleFindingsPageProps {
  readonly document: Document;
  readonly mode?: WriteMode;
  readonly removed?: RemovedCard;
}

/** The whole place for the stories: the screen without store and keys. */
export function SampleFindingsPage({
  document,
  mode = 'open',
  removed,
}: SampleFindingsPageProps): ReactElement {
  const sample = useSample();
  const gaps = gapsOf(document, defaultModel);
  const findings = readFindings(document);
  const isReadOnly = mode !== 'open';
  const conflicts = (prefix: string): number =>
    conflictsOf(document).filter((path) => path.startsWith(prefix)).length;
  const hrefOf = (): string => '#/missions';
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      places={<PlacesView current="findings" hrefOf={hrefOf} toConsolidate={0} toMend={0} />}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <FindingsPageView
        notice={<NoticeView mode={mode} otherInstrument={null} held={0} />}
        change={null}
        gaps={{
          rows: gapRowsOf(gaps, document, hrefOf),
          met: gaps.met.map((gap) => ({ gap, href: hrefOf() })),
          unknown: unknownRowsOf(gaps, defaultModel, findings, hrefOf).slice(0, 4),
          questionsHref: hrefOf(),
        }}
        findings={{
          cards: findings.map((finding, at) => (
            <FindingCardView
              key={finding.id}
              number={at + 1}
              finding={finding}
              text={typed(finding.text)}
              about={typed(finding.about.join(', '))}
              conflicts={conflicts(`findings/${finding.id}/`)}
              isReadOnly={isReadOnly}
              onChoose={nothing}
              acts={acts}
            />
          )),
          onAdd: isReadOnly ? undefined : nothing,
        }}
        recommendations={{
          cards: sampleRecommendations(document, findings, isReadOnly),
          onAdd: isReadOnly ? undefined : nothing,
        }}
        maySetTargets={!isReadOnly}
        removed={removed ?? null}
        problem={null}
        acts={{
          onFactor: nothing,
          onFinding: nothing,
          onRecommend: nothing,
          onTarget: nothing,
          onBand: nothing,
          onBringBack: nothing,
        }}
      />
    </Frame>
  );
}

const sampleRecommendations = (
  document: Document,
  findings: readonly Finding[],
  isReadOnly: boolean,
): readonly ReactElement[] =>
  readRecommendations(document).map((recommendation, at) => (
    <RecommendationCardView
      key={recommendation.id}
      number={at + 1}
      recommendation={recommendation}
      texts={{
        text: typed(recommendation.text),
        addressee: typed(recommendation.addressee),
        about: typed(recommendation.about.join(', ')),
        trainingReason: typed(recommendation.trainingReason),
      }}
      findings={findings}
      conflicts={0}
      isReadOnly={isReadOnly}
      onChoose={nothing}
      acts={acts}
      plan={isReadOnly ? null : { onMake: nothing }}
    />
  ));

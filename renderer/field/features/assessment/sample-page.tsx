import type { ReactElement, ReactNode } from 'react';
import type { Document } from '#domain/document/document.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import type { WriteMode } from '#domain/people/write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import {
  assessmentModelOf,
  type AssessmentModel,
  countsOf,
  searchableQuestions,
} from './assessment-model.ts';
import { CommentsView } from './comments-view.tsx';
import { shownComments, shownEvidence } from './context-facts.ts';
import { dimensionLinesOf } from './dimension-lines.ts';
import { DimensionListView } from './dimension-list-view.tsx';
import { DimensionPageView } from './dimension-page-view.tsx';
import { EvidenceView } from './evidence-view.tsx';
import { HistoryView } from './history-view.tsx';
import { NoticeView } from './notice-view.tsx';
import { PlacesView } from './places-view.tsx';
import { ownDevice, otherDevice } from './sample-assessment.ts';
import { sampleTeamIds, useSampleTeam } from './sample-team.ts';
import { SampleCard } from './sample-card.tsx';
import { ScoreView } from './score-view.tsx';
import { SearchView } from './search-view.tsx';
import { SkippedLineView } from './skipped-line-view.tsx';
import { questionModelOf } from './question-model.ts';
import './assessment.css';

const nothing = (): void => undefined;

interface SamplePageProps {
  readonly document: Document;
  readonly page: string;
  readonly question: string | null;
  readonly mode?: WriteMode;
  readonly otherInstrument?: string;
  readonly held?: number;
  readonly place?: 'questions' | 'ratings' | 'review';
  /** What stands above the evidence in the column of the question. */
  readonly points?: ReactNode;
  /** In place of the questions of the page. */
  readonly children?: ReactNode;
}

/** A whole assessment for the stories: the screen without store and keys. */
export function SamplePage(props: SamplePageProps): ReactElement {
  const { document, page, children } = props;
  const sample = useSample();
  const say = useSay();
  const model = assessmentModelOf(document, defaultModel);
  const team = useSampleTeam();
  const questions = searchableQuestions(model, { person: sampleTeamIds.own, toCheck: [] });
  return (
    <Frame
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: nothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={props.mode === undefined && <Button kind="primary">{say('assessment.handIn')}</Button>}
      places={
        <PlacesView current={props.place ?? 'questions'} hrefOf={() => '#/'} toConsolidate={1} toMend={2} />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={say('assessment.questions')}
        start={{
          title: say('assessment.dimensions'),
          content: (
            <DimensionListView
              lines={dimensionLinesOf(model, defaultModel, say('assessment.screening.title'), team)}
              current={page}
              onGo={nothing}
            />
          ),
        }}
        end={{ title: say('assessment.context'), content: <SampleContext {...props} model={model} /> }}
      >
        <SearchView
          text=""
          filter={null}
          counts={countsOf(questions)}
          onText={nothing}
          onFilter={nothing}
          onSubmit={nothing}
        />
        {children ?? <SampleQuestions {...props} model={model} />}
      </SplitColumns>
    </Frame>
  );
}

interface SamplePartProps extends SamplePageProps {
  readonly model: AssessmentModel;
}

function SampleQuestions(props: SamplePartProps): ReactElement {
  const { document, page, question, mode = 'open', model, otherInstrument = null, held = 0 } = props;
  const found = model.dimensions.find(({ dimension }) => dimension.code === page);
  return (
    <DimensionPageView
      code={page}
      title={found?.dimension.title ?? ''}
      purpose={found?.dimension.purpose ?? ''}
      notice={<NoticeView mode={mode} otherInstrument={otherInstrument} held={held} />}
      previous={null}
      next={{ title: 'D6', onGo: nothing }}
    >
      {(found?.indicators ?? []).map((indicator) => {
        const shown = questionModelOf(indicator, { ...model, saved: document });
        return shown.asked.kind === 'skipped' ? (
          <SkippedLineView key={indicator.id} indicator={indicator} why={shown.asked.why} onShow={nothing} />
        ) : (
          <SampleCard
            key={indicator.id}
            document={document}
            id={indicator.id}
            isFocused={question === indicator.id}
            isReadOnly={mode !== 'open'}
          />
        );
      })}
    </DimensionPageView>
  );
}

function SampleContext({ document, page, question, mode, model, points }: SamplePartProps): ReactElement {
  const sample = useSample();
  const say = useSay();
  const found = model.dimensions.find(({ dimension }) => dimension.code === page);
  const indicator = found?.indicators.find(({ id }) => id === question);
  const nameOf = (): string => sample.second;
  return (
    <div className="assess-context">
      {found && <ScoreView code={page} score={found.score} />}
      {indicator && (
        <>
          {points}
          <EvidenceView
            question={indicator.id}
            prompt={indicator.evidence_prompt}
            items={shownEvidence(document, indicator.id, nameOf)}
            strength={model.answers[indicator.id]?.evidence ?? 'E0'}
            {...(mode === undefined && { onAdd: nothing, onRemove: nothing, onMark: nothing })}
          />
          <CommentsView
            name={indicator.id}
            comments={shownComments(document, indicator.id, nameOf)}
            writing={
              mode === undefined
                ? { text: '', problem: null, hits: null, onChange: nothing, onAdd: nothing }
                : undefined
            }
          />
          <HistoryView
            names={{ [ownDevice]: say('assessment.you'), [otherDevice]: sample.second }}
            ownDevice={ownDevice}
            hasOlder={mode === 'final'}
            lines={[
              {
                key: '3',
                device: ownDevice,
                atMs: galleryNowMs - 12 * 60_000,
                where: 'laptop',
                isHeld: false,
                what: { kind: 'rating', rating: { state: 'rated', level: 2 } },
                before: { kind: 'rating', rating: { state: 'na', level: null } },
              },
              {
                key: '2',
                device: otherDevice,
                atMs: galleryNowMs - 3 * 3_600_000,
                where: 'headquarters',
                isHeld: false,
                what: { kind: 'reason' },
                before: { kind: 'text', text: sample.rationale },
              },
              {
                key: '1',
                device: otherDevice,
                atMs: galleryNowMs - 26 * 3_600_000,
                where: 'headquarters',
                isHeld: true,
                what: { kind: 'rating', rating: { state: 'na', level: null } },
                before: null,
              },
            ]}
          />
        </>
      )}
    </div>
  );
}

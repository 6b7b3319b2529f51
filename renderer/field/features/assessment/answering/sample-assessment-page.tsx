import { type ReactElement, type ReactNode, useState } from 'react';
import { readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, ScreenLayout, SplitColumns, TextArea } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { AssessmentNoticeView } from '../assessment-frame-view.tsx';
import { AssessmentTabsView } from '../assessment-tabs-view.tsx';
import { QuestionEvidenceView } from '../evidence/question-evidence-view.tsx';
import { DimensionScoreView } from '../question-context/dimension-score-view.tsx';
import { commentsWithWriters, questionEvidence } from '../question-context/evidence-with-writers.ts';
import { QuestionCommentListView } from '../question-context/question-comment-list-view.tsx';
import { sampleOtherDevice, sampleOwnDevice, sampleTeamIds, useSampleTeam } from '../sample-assessment.ts';
import {
  type AssessmentModel,
  assessmentModelOf,
  countByQuestionFilter,
  searchableQuestions,
} from './assessment-model.ts';
import { dimensionLinesOf } from './dimension-lines.ts';
import { DimensionListView } from './dimension-list-view.tsx';
import { DimensionPageView } from './dimension-page-view.tsx';
import { QuestionCardView } from './question-card-view.tsx';
import { QuestionHistoryListView } from './question-history-list-view.tsx';
import { questionModelOf, rationalePath } from './question-model.ts';
import { QuestionSearchView } from './question-search-view.tsx';
import { SkippedQuestionView } from './skipped-question-view.tsx';
import './assessment.css';
import { indicatorAssigneeOf } from '#domain/assessment/question-assignee.ts';
import { teamMemberName } from '../assignment/assessment-team.ts';

const doNothing = (): void => undefined;

const sampleEvidenceHandlers = {
  onAdd: doNothing,
  onUse: doNothing,
  onEdit: doNothing,
  onMark: doNothing,
  onRemove: doNothing,
  onAlign: doNothing,
};

interface SampleAssessmentPageProps {
  readonly document: Document;
  readonly page: string;
  readonly question: string | null;
  readonly mode?: WriteMode;
  readonly otherInstrument?: string;
  readonly held?: number;
  readonly tab?: 'questions' | 'ratings' | 'review';
  /** Comments above the evidence in the column of the question. */
  readonly points?: ReactNode;
  /** In place of the questions of the page. */
  readonly children?: ReactNode;
}

/** A whole assessment for the stories: the screen without store and keys. */
export function SampleAssessmentPage(props: SampleAssessmentPageProps): ReactElement {
  const { document, page, children } = props;
  const sample = useSample();
  const translate = useTranslate();
  const model = assessmentModelOf(document, defaultMaturityModel);
  const assessmentTeam = useSampleTeam();
  const foundQuestions = searchableQuestions(model, { person: sampleTeamIds.own, toCheck: [] });
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[{ label: sample.missionShort, onPress: doNothing }, { label: sample.crumb }]}
      title={sample.institution}
      actions={props.mode === undefined && <Button kind="primary">{translate('assessment.submit')}</Button>}
      tabs={
        <AssessmentTabsView
          current={props.tab ?? 'questions'}
          hrefOf={() => '#/'}
          toConsolidate={1}
          openReviewComments={2}
        />
      }
      status={<SampleStatus network="none" waiting={12} />}
    >
      <SplitColumns
        label={translate('assessment.questions')}
        start={{
          title: translate('path.dimensions'),
          content: (
            <DimensionListView
              lines={dimensionLinesOf(
                model,
                defaultMaturityModel,
                translate('path.screening'),
                assessmentTeam,
              )}
              current={page}
              onGo={doNothing}
            />
          ),
        }}
        end={{
          title: translate('assessment.context'),
          content: <SampleContextColumn {...props} model={model} />,
        }}
      >
        <QuestionSearchView
          text=""
          filter={null}
          counts={countByQuestionFilter(foundQuestions)}
          onText={doNothing}
          onFilter={doNothing}
          onSubmit={doNothing}
        />
        {children ?? <SamplePageQuestions {...props} model={model} />}
      </SplitColumns>
    </ScreenLayout>
  );
}

interface SampleAssessmentPartProps extends SampleAssessmentPageProps {
  readonly model: AssessmentModel;
}

function SamplePageQuestions(props: SampleAssessmentPartProps): ReactElement {
  const { document, page, question, mode = 'open', model, otherInstrument = null, held = 0 } = props;
  const foundDimensionModel = model.dimensions.find(({ dimension }) => dimension.code === page);
  return (
    <DimensionPageView
      code={page}
      title={foundDimensionModel?.dimension.title ?? ''}
      purpose={foundDimensionModel?.dimension.purpose ?? ''}
      notice={<AssessmentNoticeView mode={mode} otherInstrument={otherInstrument} held={held} />}
      previous={null}
      next={{ title: 'D6', onGo: doNothing }}
    >
      {(foundDimensionModel?.indicators ?? []).map((indicator) => {
        const shownTexts = questionModelOf(indicator, { ...model, saved: document });
        return shownTexts.asked.kind === 'skipped' ? (
          <SkippedQuestionView
            key={indicator.id}
            indicator={indicator}
            why={shownTexts.asked.why}
            onShow={doNothing}
          />
        ) : (
          <SampleQuestionCard
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

function SampleContextColumn({
  document,
  page,
  question,
  mode,
  model,
  points,
}: SampleAssessmentPartProps): ReactElement {
  const sample = useSample();
  const translate = useTranslate();
  const foundDimensionModel = model.dimensions.find(({ dimension }) => dimension.code === page);
  const indicator = foundDimensionModel?.indicators.find(({ id }) => id === question);
  const nameOf = (): string => sample.second;
  return (
    <div className="assess-context">
      {foundDimensionModel && <DimensionScoreView code={page} score={foundDimensionModel.score} />}
      {indicator && (
        <>
          {points}
          <QuestionEvidenceView
            question={indicator.id}
            prompt={indicator.evidence_prompt}
            items={questionEvidence(readEvidenceLibrary(document), indicator.id, nameOf)}
            strength={model.answers[indicator.id]?.evidence ?? 'E0'}
            hrefOf={() => '#/'}
            usable={mode === undefined ? 1 : 0}
            acts={mode === undefined ? sampleEvidenceHandlers : undefined}
          />
          <QuestionCommentListView
            name={indicator.id}
            comments={commentsWithWriters(document, indicator.id, nameOf).map(({ device, ...comment }) => ({
              ...comment,
              isOwn: device === sampleOwnDevice,
            }))}
            writing={
              mode === undefined
                ? {
                    question: indicator.id,
                    text: '',
                    problem: null,
                    hits: null,
                    onChange: doNothing,
                    onAdd: () => Promise.resolve(false),
                    onRemove: doNothing,
                  }
                : undefined
            }
          />
          <QuestionHistoryListView
            names={{ [sampleOwnDevice]: translate('assessment.you'), [sampleOtherDevice]: sample.second }}
            owners={{ [sampleOtherDevice]: { laptop: 'Team laptop, red' } }}
            ownDevice={sampleOwnDevice}
            hasOlder={mode === 'final'}
            lines={[
              {
                key: '3',
                device: sampleOwnDevice,
                atMs: galleryNowMs - 12 * 60_000,
                where: 'laptop',
                isHeld: false,
                what: { kind: 'rating', rating: { state: 'rated', level: 2 } },
                before: { kind: 'rating', rating: { state: 'na', level: null } },
              },
              {
                key: '2',
                device: sampleOtherDevice,
                atMs: galleryNowMs - 3 * 3_600_000,
                where: 'headquarters',
                isHeld: false,
                what: { kind: 'reason' },
                before: { kind: 'text', text: sample.rationale },
              },
              {
                key: '1',
                device: sampleOtherDevice,
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

interface SampleQuestionCardProps {
  readonly document: Document;
  readonly id: string;
  readonly isFocused?: boolean;
  readonly isReadOnly?: boolean;
  readonly problem?: Message | null;
  /** Personal data found in the rationale, below it. */
  readonly hits?: ReactNode;
}

/** One card for the stories, over a document that does not change. */
export function SampleQuestionCard(props: SampleQuestionCardProps): ReactElement | null {
  const { document, id, isFocused = false, isReadOnly = false, problem = null, hits = null } = props;
  const translate = useTranslate();
  const assessmentTeam = useSampleTeam();
  const reason = valueAt(document, rationalePath(id));
  const [text, setText] = useState(typeof reason === 'string' ? reason : '');
  const indicator = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.id === id);
  if (!indicator) return null;

  const model = assessmentModelOf(document, defaultMaturityModel);
  const question = questionModelOf(indicator, { ...model, saved: document });
  return (
    <QuestionCardView
      indicator={indicator}
      question={question}
      isFocused={isFocused}
      isReadOnly={isReadOnly}
      conflict={null}
      problem={problem}
      conflictsHref="#/conflicts"
      assignee={teamMemberName(assessmentTeam, indicatorAssigneeOf(document, id))}
      acts={{ onChoose: doNothing, onClear: doNothing, onNaReason: doNothing, onRationaleFits: doNothing }}
      texts={
        <>
          <TextArea
            draft={{ of: 'record' }}
            label={translate('path.rationale')}
            value={text}
            onChange={setText}
            isReadOnly={isReadOnly}
          />
          {hits}
          {question.hasVariation && (
            <TextArea
              draft={{ of: 'record' }}
              label={translate('path.variation')}
              description={translate('assessment.variation.help')}
              value=""
              onChange={doNothing}
              isReadOnly={isReadOnly}
              rows={1}
            />
          )}
        </>
      }
    />
  );
}

import { memo, type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { directAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { searchedTextsOf } from '#domain/search/searched-texts.ts';
import {
  type OpenDocument,
  useDeviceNames,
  useWithoutAnswers,
} from '#renderer/field/app/documents/use-document.ts';
import { useEqualParts, useStableCallback } from '#renderer/field/app/documents/use-stable-values.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { SplitColumns } from '#renderer/ui';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { AssignDialog } from '../assignment/assign-dialog.tsx';
import { useAssessmentTeam, useKnownNames } from '../assignment/use-assessment-team.ts';
import { useEvidenceDialogs } from '../evidence/use-evidence-dialogs.tsx';
import { openEndsOf } from '../open-work.ts';
import { useUnsentComments } from '../question-context/question-comments.tsx';
import { QuestionContextColumn } from '../question-context/question-context-column.tsx';
import {
  type AssessmentModel,
  assessmentModelOf,
  countByQuestionFilter,
  type FoundQuestion,
  findQuestions,
  type QuestionFilter,
  type QuestionFilterFacts,
  searchableQuestions,
} from './assessment-model.ts';
import { AssessmentPage } from './assessment-page.tsx';
import { dimensionLinesOf } from './dimension-lines.ts';
import { DimensionListView } from './dimension-list-view.tsx';
import { QuestionSearchResultsView } from './question-search-results-view.tsx';
import { QuestionSearchView } from './question-search-view.tsx';
import { useAnswerNotice, useAssessmentHandlers } from './use-assessment-handlers.ts';
import { useAssessmentKeys } from './use-assessment-keys.ts';
import { useQuestionNavigation, useQuestionSteps } from './use-question-navigation.ts';
import './assessment.css';

interface QuestionSearch {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  /** Null without a search. */
  readonly found: readonly FoundQuestion[] | null;
  readonly setText: (text: string) => void;
  readonly setFilter: (questionFilter: QuestionFilter | null) => void;
  readonly clear: () => void;
}

/** Search of questions: text, filter and results. */
function useQuestionSearch(model: AssessmentModel, about: QuestionFilterFacts): QuestionSearch {
  const [text, setText] = useState('');
  const [questionFilter, setFilter] = useState<QuestionFilter | null>(null);
  const { person, toCheck } = about;
  const foundQuestions = useMemo(
    () => searchableQuestions(model, { person, toCheck }),
    [model, person, toCheck],
  );
  const counts = useEqualParts(useMemo(() => countByQuestionFilter(foundQuestions), [foundQuestions]));
  const isSearching = text.trim() !== '' || questionFilter !== null;
  const searchedTexts = useMemo(
    () => (isSearching ? searchedTextsOf(model.document, { person, written: noFormQuestions }) : []),
    [isSearching, model.document, person],
  );
  const clear = useCallback(() => {
    setText('');
    setFilter(null);
  }, []);
  return {
    text,
    filter: questionFilter,
    counts,
    found: isSearching ? findQuestions(foundQuestions, text, questionFilter, searchedTexts) : null,
    setText,
    setFilter,
    clear,
  };
}

/** The built-in instrument has no questions that are answered in words alone. */
const noFormQuestions: ReadonlySet<string> = new Set();

/** Model of the document on the screen. Questions that did not change keep their parts of it. */
function useAssessmentModel(document: Document): AssessmentModel {
  const [modelOf] = useState(createAssessmentModels);
  return useMemo(() => modelOf(document), [document, modelOf]);
}

function createAssessmentModels(): (document: Document) => AssessmentModel {
  let latestAssessmentModel: AssessmentModel | undefined;
  return (document) => {
    latestAssessmentModel = assessmentModelOf(document, defaultMaturityModel, latestAssessmentModel);
    return latestAssessmentModel;
  };
}

interface MaturityAssessmentProps {
  readonly log: LogId;
  readonly open: OpenDocument;
}

/**
 * Assessment in three columns: progress, questions, and the context of the one in focus. Each part is drawn again only
 * when its own facts change (docs/decisions/0030-speed-of-the-questionnaire.md).
 */
export const MaturityAssessment = memo(function MaturityAssessment({
  log,
  open,
}: MaturityAssessmentProps): ReactElement {
  const translate = useTranslate();
  const { document, queryResult, choose } = open;
  const middle = useRef<HTMLDivElement>(null);
  const model = useAssessmentModel(document);
  const withoutAnswers = useWithoutAnswers(open);
  const facts = useMemo(
    () =>
      assessmentFactsOf(
        withoutAnswers.document,
        withoutAnswers.queryResult,
        writeModeOf(withoutAnswers.queryResult.roles, withoutAnswers.queryResult.document),
      ),
    [withoutAnswers],
  );
  const names = useDeviceNames(queryResult.people);
  const assessmentTeam = useAssessmentTeam(queryResult);
  const acts = useAssessmentHandlers(choose);
  const unsentComments = useUnsentComments(choose);
  const { route, session } = useFieldServices();
  const roster = useKnownNames(queryResult.people);
  const toCheck = useEqualParts(useMemo(() => findUncheckedTexts(document, roster), [document, roster]));
  const questionSearch = useQuestionSearch(model, { person: session.enrolled?.person ?? null, toCheck });
  const { position, goTo, noteFocus } = useQuestionNavigation(route, model, middle);
  const questionSteps = useQuestionSteps(model, position, goTo);
  const evidence = useEvidenceDialogs(open, defaultMaturityModel);

  const dimensionModel = model.dimensions.find((one) => one.dimension.code === position.page);
  const indicator = dimensionModel?.indicators.find(({ id }) => id === position.question);
  const isReadOnly = facts.mode !== 'open';
  const openQuestion = useStableCallback((question: string): void => {
    questionSearch.clear();
    questionSteps.goToQuestion(question);
  });
  const openPage = useStableCallback((page: string): void => {
    questionSearch.clear();
    questionSteps.goToPage(page);
  });
  const openFirst = useStableCallback(
    () => questionSearch.found?.[0] && openQuestion(questionSearch.found[0].id),
  );
  const dimensionLines = useEqualParts(
    dimensionLinesOf(model, defaultMaturityModel, translate('path.screening'), assessmentTeam),
  );
  const openEnds = useEqualParts(
    useMemo(
      () => openEndsOf(document, defaultMaturityModel, questionSearch.counts, toCheck),
      [document, questionSearch.counts, toCheck],
    ),
  );
  const actions = useMemo(
    () => <AssessmentActions facts={facts} open={withoutAnswers} openEnds={openEnds} />,
    [facts, withoutAnswers, openEnds],
  );
  const subjects = useEqualParts(
    model.dimensions.map(({ dimension: { code, title } }) => ({
      id: code,
      label: `${code} ${title}`,
      person: directAssigneeOf(document, code),
    })),
  );
  const assign = useMemo(
    () => !isReadOnly && <AssignDialog choose={choose} team={assessmentTeam} subjects={subjects} />,
    [isReadOnly, choose, assessmentTeam, subjects],
  );

  useAssessmentKeys(middle, {
    ...questionSteps,
    question: isReadOnly || questionSearch.found ? null : position.question,
    model,
    acts,
    onAddEvidence: () => indicator && evidence.acts.onAdd(indicator.id),
    onAnswered: useAnswerNotice(),
    onEscape: () => {
      if (questionSearch.found) questionSearch.clear();
      return questionSearch.found !== null;
    },
  });

  return (
    <AssessmentFrame log={log} open={open} facts={facts} actions={actions}>
      <SplitColumns
        label={translate('assessment.questions')}
        scrollRef={middle}
        start={{
          title: translate('path.dimensions'),
          content: (
            <DimensionListView
              lines={dimensionLines}
              assign={assign}
              current={position.page}
              onGo={openPage}
            />
          ),
        }}
        end={{
          title: translate('assessment.context'),
          content: (
            <QuestionContextColumn
              log={log}
              model={model}
              dimension={dimensionModel}
              indicator={indicator}
              names={names}
              open={open}
              team={assessmentTeam}
              evidence={isReadOnly || !indicator ? undefined : evidence.acts}
              unsent={facts.mode === 'open' || facts.mode === 'comments' ? unsentComments : undefined}
            />
          ),
        }}
      >
        <QuestionSearchView
          text={questionSearch.text}
          filter={questionSearch.filter}
          counts={questionSearch.counts}
          onText={questionSearch.setText}
          onFilter={questionSearch.setFilter}
          onSubmit={openFirst}
        />
        {questionSearch.found ? (
          <QuestionSearchResultsView
            found={questionSearch.found}
            onOpen={openQuestion}
            onClose={questionSearch.clear}
          />
        ) : (
          <AssessmentPage
            key={position.page}
            log={log}
            open={open}
            model={model}
            facts={facts}
            team={assessmentTeam}
            focused={position.question}
            acts={acts}
            onFocus={noteFocus}
            previous={questionSteps.previous}
            next={questionSteps.next}
            dimension={dimensionModel}
          />
        )}
      </SplitColumns>
      {evidence.dialog}
    </AssessmentFrame>
  );
});

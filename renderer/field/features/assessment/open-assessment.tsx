import { useMemo, useRef, useState, type ReactElement } from 'react';
import { textsToCheck } from '#domain/assessment/texts-to-check.ts';
import type { LogId } from '#domain/ids.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useNames } from '#renderer/field/app/use-names.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { AddEvidence } from './add-evidence.tsx';
import { assessmentFactsOf } from './assessment-facts.ts';
import { assessmentModelOf } from './assessment-model.ts';
import { AssessmentActions } from './assessment-actions.tsx';
import { AssessmentFrame } from './assessment-frame.tsx';
import { AssessmentPage } from './assessment-page.tsx';
import { ContextColumn } from './context-column.tsx';
import { DimensionListView } from './dimension-list-view.tsx';
import { dimensionLinesOf } from './dimension-lines.ts';
import { SearchResultsView } from './search-results-view.tsx';
import { SearchView } from './search-view.tsx';
import { Assign } from './several/assign.tsx';
import { useTeam } from './several/use-team.ts';
import { useAssessmentActs } from './use-assessment-acts.ts';
import { useAssessmentKeys } from './use-assessment-keys.ts';
import { usePlace } from './use-place.ts';
import { useQuestionSearch } from './use-question-search.ts';
import { useRoster } from './use-roster.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useSteps } from './use-steps.ts';
import { useUnsentComments } from './use-unsent-comments.ts';
import './assessment.css';

interface OpenAssessmentProps {
  readonly log: LogId;
  readonly open: OpenDocument;
}

/** The assessment in three columns: how far it has come, the questions, what is known about the one in focus. */
export function OpenAssessment({ log, open }: OpenAssessmentProps): ReactElement {
  const say = useSay();
  const { document, answer, choose } = open;
  const middle = useRef<HTMLDivElement>(null);
  const model = useMemo(() => assessmentModelOf(document, defaultModel), [document]);
  const facts = assessmentFactsOf(document, answer, useWriteMode()(answer.roles, answer.document));
  const names = useNames(answer.people);
  const team = useTeam(answer.people);
  const acts = useAssessmentActs(choose);
  const unsent = useUnsentComments(choose);
  const { route, session } = useField();
  const roster = useRoster(answer.people);
  const toCheck = useMemo(() => textsToCheck(document, roster), [document, roster]);
  const search = useQuestionSearch(model, { person: session.enrolled?.person ?? null, toCheck });
  const { place, goTo, noteFocus } = usePlace(route, model, middle);
  const steps = useSteps(model, place, goTo);
  const [isAdding, setIsAdding] = useState(false);

  const dimension = model.dimensions.find((one) => one.dimension.code === place.page);
  const indicator = dimension?.indicators.find(({ id }) => id === place.question);
  const isReadOnly = facts.mode !== 'open';
  const openQuestion = (question: string): void => {
    search.clear();
    steps.goToQuestion(question);
  };

  useAssessmentKeys(middle, {
    ...steps,
    question: isReadOnly || search.found ? null : place.question,
    model,
    acts,
    onAddEvidence: () => indicator && setIsAdding(true),
    onEscape: () => {
      if (search.found) search.clear();
      return search.found !== null;
    },
  });

  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      actions={<AssessmentActions facts={facts} open={open} openEnds={{ ...search.counts, toCheck }} />}
    >
      <SplitColumns
        label={say('assessment.questions')}
        scrollRef={middle}
        start={{
          title: say('assessment.dimensions'),
          content: (
            <DimensionListView
              lines={dimensionLinesOf(model, defaultModel, say('assessment.screening.title'), team)}
              assign={
                !isReadOnly && (
                  <Assign
                    open={open}
                    team={team}
                    subjects={model.dimensions.map(({ dimension: { code, title } }) => ({
                      id: code,
                      label: `${code} ${title}`,
                    }))}
                  />
                )
              }
              current={place.page}
              onGo={(page) => {
                search.clear();
                steps.goToPage(page);
              }}
            />
          ),
        }}
        end={{
          title: say('assessment.context'),
          content: (
            <ContextColumn
              log={log}
              model={model}
              dimension={dimension}
              indicator={indicator}
              names={names}
              open={open}
              team={team}
              evidence={
                isReadOnly || !indicator
                  ? undefined
                  : {
                      onAdd: () => setIsAdding(true),
                      onRemove: (id) => acts.onRemoveEvidence(indicator.id, id),
                      onMark: (id, mark) => acts.onMarkEvidence(indicator.id, id, mark),
                    }
              }
              unsent={facts.mode === 'open' || facts.mode === 'comments' ? unsent : undefined}
            />
          ),
        }}
      >
        <SearchView
          text={search.text}
          filter={search.filter}
          counts={search.counts}
          onText={search.setText}
          onFilter={search.setFilter}
          onSubmit={() => search.found?.[0] && openQuestion(search.found[0].id)}
        />
        {search.found ? (
          <SearchResultsView found={search.found} onOpen={openQuestion} onClose={search.clear} />
        ) : (
          <AssessmentPage
            key={place.page}
            log={log}
            open={open}
            model={model}
            facts={facts}
            names={names}
            team={team}
            focused={place.question}
            acts={acts}
            onFocus={noteFocus}
            previous={steps.previous}
            next={steps.next}
            dimension={dimension}
          />
        )}
      </SplitColumns>
      {isAdding && indicator && (
        <AddEvidence question={indicator.id} choose={choose} onClose={() => setIsAdding(false)} />
      )}
    </AssessmentFrame>
  );
}

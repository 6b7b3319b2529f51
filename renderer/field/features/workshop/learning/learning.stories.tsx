import { type ReactElement, useState } from 'react';
import { type PeopleCount, peopleCountOf } from '#domain/privacy/cell-suppression.ts';
import { type EntryForm, previewAnswerImport } from '#domain/workshop/learning/answer-entry.ts';
import { computeEvaluationResults } from '#domain/workshop/learning/evaluation-results.ts';
import { compareKirkpatrick } from '#domain/workshop/learning/kirkpatrick.ts';
import {
  pagesOfQuestionnaire,
  pagesOfTest,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';
import { testBankOf } from '#domain/workshop/learning/test-bank.ts';
import { computeTestResults } from '#domain/workshop/learning/test-results.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { useLanguage } from '#renderer/i18n';
import { Button, ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ImportAnswersView } from './entry/import-answers-view.tsx';
import { emptyPaperRow, markPaperRowSaved, PaperEntryView } from './entry/paper-entry-view.tsx';
import { OpenAnswersView } from './evaluation-screen.tsx';
import { FollowUpView } from './follow-up-view.tsx';
import { KioskCodeView } from './kiosk/kiosk-code-view.tsx';
import { KioskFrameView, KioskWelcomeView } from './kiosk/kiosk-frame-view.tsx';
import { KioskQuestionView } from './kiosk/kiosk-question-view.tsx';
import { KioskThanksView } from './kiosk/kiosk-thanks-view.tsx';
import { EvaluationResultsView } from './results/evaluation-results-view.tsx';
import { KirkpatrickView } from './results/kirkpatrick-view.tsx';
import { TestChecksView } from './results/test-checks-view.tsx';
import { TestResultsView } from './results/test-results-view.tsx';

export const about: StoriesAbout = { title: 'Learning', layout: 'page' };

const nothing = (): void => undefined;
const { formA } = testBankOf('W1');
const pages = pagesOfTest(formA);
const testForm: EntryForm = { pages, hasCode: true, facts: [] };
const statements = pagesOfQuestionnaire(questionnaires.evaluation);

/** Answers of a fictional cohort: each person has so many items right. */
const cohort = (right: readonly number[]) =>
  right.map((count, person) => ({
    code: `word${10 + person}`,
    items: formA,
    answers: Object.fromEntries(
      formA.map(({ id, key }, at): readonly [string, TestAnswer] => [
        id,
        (at * 7 + person) % 10 < count ? key : null,
      ]),
    ),
  }));
const results = computeTestResults(formA, cohort([4, 5, 6, 3, 5, 4, 7]), cohort([8, 7, 9, 6, 8, 9, 9]));
/** Numbers of the answers 1 to 5. */
const agreementCounts = (counts: readonly number[]): Readonly<Record<string, PeopleCount>> =>
  Object.fromEntries(counts.map((count, at) => [at + 1, peopleCountOf(count)]));
const evaluation = computeEvaluationResults(
  statements.map(({ id }) => id),
  {
    sheets: 12,
    answers: Object.fromEntries(
      statements.map(({ id }, at) => [
        id,
        agreementCounts([at % 3, at === 6 ? 3 : 1, 2, 4, 12 - 7 - (at % 3)]),
      ]),
    ),
  },
  14,
);

export function KioskStart(): ReactElement {
  return (
    <Kiosk>
      <KioskWelcomeView set="before" />
    </Kiosk>
  );
}

export function KioskCode(): ReactElement {
  return (
    <Kiosk>
      <KioskCodeView word="saffron" number="39" doubt="used" onChange={nothing} />
    </Kiosk>
  );
}

export function KioskSingleQuestion(): ReactElement {
  return <KioskQuestion at={3} answer="b" />;
}

export function KioskOrderQuestion(): ReactElement {
  return <KioskQuestion at={1} answer={undefined} />;
}

export function KioskSeveralAnswers(): ReactElement {
  return <KioskQuestion at={4} answer={['a', 'c']} />;
}

export function KioskThanks(): ReactElement {
  return (
    <Kiosk>
      <KioskThanksView />
    </Kiosk>
  );
}

export function TestResults(): ReactElement {
  return (
    <ScreenPage>
      <TestResultsView results={results} items={formA} undecided={2} />
    </ScreenPage>
  );
}

export function TestResultsWithheld(): ReactElement {
  return (
    <ScreenPage>
      <TestResultsView
        results={computeTestResults(formA, cohort([4, 5]), cohort([8, 9]))}
        items={formA}
        undecided={0}
      />
    </ScreenPage>
  );
}

export function TestToCheck(): ReactElement {
  const sheet = { phase: 'after', code: 'saffron39', form: 'a', source: 'kiosk', answers: {} } as const;
  const first = { ...sheet, id: '1', atMs: 1_764_320_000_000, isSetAside: false, total: 80 };
  const second = { ...first, id: '2', source: 'paper', atMs: 1_764_323_600_000, total: 45 } as const;
  const chosen = { ...first, id: '3', phase: 'before', code: 'quartz37', total: 30 } as const;
  const other = { ...chosen, id: '4', source: 'import', isSetAside: true, total: 60 } as const;
  return (
    <ScreenPage>
      <TestChecksView
        repeated={[
          { phase: 'after', code: 'saffron39', sheets: [first, second], counted: null },
          { phase: 'before', code: 'quartz37', sheets: [chosen, other], counted: '3' },
        ]}
        unpaired={{ beforeOnly: ['quartz37'], afterOnly: ['river12', 'lagoon38'] }}
        onChoose={nothing}
      />
    </ScreenPage>
  );
}

export function EvaluationWithAlert(): ReactElement {
  return (
    <ScreenPage>
      <EvaluationResultsView results={evaluation} />
      <KirkpatrickView
        rows={compareKirkpatrick({
          test: results,
          evaluation,
          followUp: { sheets: 0, answers: {} },
          invited: 9,
        })}
      />
    </ScreenPage>
  );
}

/** The share of applied practices is withheld: the one who used nothing would follow from it. */
export function AppliedShareWithheld(): ReactElement {
  const used = Object.entries({ yes: 7, partly: 5, no: 1 });
  const answers = { 1: Object.fromEntries(used.map(([id, people]) => [id, peopleCountOf(people)])) };
  return (
    <ScreenPage>
      <KirkpatrickView
        rows={compareKirkpatrick({
          test: results,
          evaluation,
          followUp: { sheets: 13, answers },
          invited: 19,
        })}
      />
    </ScreenPage>
  );
}

/** Answers of the follow-up survey, where few people chose some of the options. */
export function FollowUpAnswers(): ReactElement {
  return (
    <ScreenPage>
      <FollowUpView
        time={{ from: '2027-02-24', to: '2027-05-24', state: 'due' }}
        endedOn={null}
        invited={19}
        counts={{
          sheets: 17,
          answers: Object.fromEntries(
            questionnaires['follow-up'].items.map(({ id, options }, at) => [
              id,
              Object.fromEntries(
                options.map((option, place) => [option.id, peopleCountOf([9, 5 + at, at % 3][place] ?? 0)]),
              ),
            ]),
          ),
        }}
        onEnd={nothing}
      >
        {null}
      </FollowUpView>
    </ScreenPage>
  );
}

export function OpenAnswers(): ReactElement {
  return (
    <ScreenPage>
      <OpenAnswersView
        answers={[
          { id: '1', question: 'useful', text: 'The exercise of N. Amari.', review: 'waiting' },
          { id: '2', question: 'change', text: 'More time for groups.', review: 'waiting' },
        ]}
        questionOf={(id) => questionnaires.evaluation.questions.find((one) => one.id === id)?.text.en ?? id}
        roster={['N. Amari']}
        onReview={nothing}
      />
    </ScreenPage>
  );
}

export function PaperEntry(): ReactElement {
  const empty = emptyPaperRow('1', testForm);
  const savedPaperRow = markPaperRowSaved({
    ...empty,
    code: 'saffron39',
    cells: ['b', 'ebcda', 'b', 'b', 'abc', 'b', 'abd', 'b', 'a', 'b'],
  });
  const wrong = { ...empty, id: '2', code: 'apple11', cells: ['b', 'ebc', 'b', 'x', '', '', '', '', '', ''] };
  return (
    <ScreenPage>
      <PaperEntryView
        label="Paper"
        form={testForm}
        rows={[savedPaperRow, wrong, emptyPaperRow('3', testForm)]}
        isUsed={() => false}
        problem={null}
        onCell={nothing}
        onRowEnd={nothing}
        onFocusRow={nothing}
      />
    </ScreenPage>
  );
}

export function PaperEntryOfEvaluation(): ReactElement {
  const form = { pages: statements, hasCode: false, facts: questionnaires.evaluation.facts };
  const row = { ...emptyPaperRow('1', form), cells: [...Array.from('44543n54454455'), '3', '1'] };
  return (
    <ScreenPage>
      <PaperEntryView
        label="Paper"
        form={form}
        rows={[markPaperRowSaved(row), { ...row, id: '2', cells: row.cells.with(-1, '9') }]}
        isUsed={() => false}
        problem={null}
        onCell={nothing}
        onRowEnd={nothing}
        onFocusRow={nothing}
      />
    </ScreenPage>
  );
}

export function ImportPreview(): ReactElement {
  const rows = [
    ['code', '1', '2', '3', 'Name'],
    ['saffron39', 'b', 'ebcda', 'b', ''],
    ['apple11', 'x', 'ebc', 'b', ''],
    ['cloud 13', 'b', 'ebcda', 'b', ''],
    ['Cloud-13', 'a', 'ebcda', 'c', ''],
  ].map((cells, at) => ({ row: at + 1, cells }));
  return (
    <ImportAnswersView
      title="Import"
      form={testForm}
      pasted=""
      preview={previewAnswerImport({ ...testForm, pages: pages.slice(0, 3) }, rows)}
      refusal={null}
      known={['apple11']}
      problem={null}
      isSaving={false}
      onPaste={nothing}
      onFile={nothing}
      onTake={nothing}
      onClose={nothing}
    />
  );
}

interface KioskQuestionProps {
  readonly at: number;
  readonly answer: TestAnswer | undefined;
}

function KioskQuestion({ at, answer }: KioskQuestionProps): ReactElement | null {
  const language = useLanguage();
  const [given, setGiven] = useState(answer);
  const answerPage = pages[at];
  if (answerPage === undefined) return null;
  return (
    <Kiosk>
      <KioskQuestionView
        page={answerPage}
        language={language}
        answer={given}
        order={answerPage.options.map(({ id }) => id)}
        onAnswer={setGiven}
      />
    </Kiosk>
  );
}

function Kiosk({ children }: { readonly children: ReactElement }): ReactElement {
  const language = useLanguage();
  return (
    <KioskFrameView language={language} onLanguage={nothing} foot={<Button kind="primary">…</Button>}>
      {children}
    </KioskFrameView>
  );
}

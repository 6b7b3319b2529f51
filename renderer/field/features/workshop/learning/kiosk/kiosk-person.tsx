import { type ReactElement, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import {
  type AnswerPage,
  isTestPhase,
  pagesOfQuestionnaire,
  pagesOfTest,
  type QuestionSet,
  questionnaireAnswersOf,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';
import { itemsOfForm, orderItemsForSheet } from '#domain/workshop/learning/test-bank.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import {
  addTestSheet,
  bankOfWorkshop,
  formOfPhase,
  readTestSheets,
  readWorkshopTest,
} from '#domain/workshop/learning/test-sheets.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { type Message, type ScreenLanguage, useTranslate } from '#renderer/i18n';
import { Button, KeyHint, ProgressBar, useKeyPresses } from '#renderer/ui';
import { useSaveSheets } from '../use-save-sheets.ts';
import { type CodeDoubt, KioskCodeView } from './kiosk-code-view.tsx';
import { KioskFrameView, KioskIdleView } from './kiosk-frame-view.tsx';
import { KioskQuestionView } from './kiosk-question-view.tsx';
import {
  answerByIndex,
  answeredCountOf,
  answerPage,
  beginRun,
  type KioskPlan,
  type KioskRun,
  pairingCodeOf,
  shownOrderOf,
  skipPage,
  stepBack,
  stepForward,
} from './kiosk-run.ts';
import { KioskTextsView } from './kiosk-texts-view.tsx';
import { KioskSendView } from './kiosk-thanks-view.tsx';
import { type KeptRun, useKeptRun } from './use-kept-run.ts';

/** Time without a touch after which the kiosk asks whether the person is still there, and then begins anew. */
export const kioskIdleMs = 60_000;
export const kioskWarningMs = 30_000;

const touches = ['pointerdown', 'pointermove', 'keydown'] as const;

/**
 * Watch for a person who left. Calls `onGone` after the warning.
 * @returns whether the warning is shown; any touch ends it
 */
function useKioskIdle(onGone: () => void): boolean {
  const [isWarned, setWarned] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const begin = (): void => {
      clearTimeout(timer);
      setWarned(false);
      timer = setTimeout(() => {
        setWarned(true);
        timer = setTimeout(onGone, kioskWarningMs);
      }, kioskIdleMs);
    };
    begin();
    for (const touch of touches) window.addEventListener(touch, begin, true);
    return () => {
      clearTimeout(timer);
      for (const touch of touches) window.removeEventListener(touch, begin, true);
    };
  }, [onGone]);
  return isWarned;
}

interface KioskPersonProps {
  readonly log: LogId;
  readonly workshop: Document;
  readonly set: QuestionSet;
  /** Id of the person's sheet; another person is another component. */
  readonly sheet: string;
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
  /** Keep the answers under way: a crash, sleep or lock must not lose them. */
  readonly onKeep: (sheet: string, run: KioskRun) => Promise<void>;
  readonly onSaved: () => void;
  /** Answers of an earlier turn, to which the person came back. */
  readonly begun?: KioskRun | undefined;
  /** The person left without sending. */
  readonly onGone: (sheet: string, run: KioskRun) => void;
  /** Go back to the unsent answers under a code; false where there are none. */
  readonly onResume: (code: string) => boolean;
}

/** One person at the kiosk, from the code to the saved answers. */
export function KioskPerson(props: KioskPersonProps): ReactElement {
  const { set, sheet, language, onLanguage, onGone } = props;
  const kioskTurn = useKioskTurn(props);
  const { plan, run, page } = kioskTurn;
  const translate = useTranslate();
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  const isWarned = useKioskIdle(useCallback(() => onGone(sheet, latest.current), [onGone, sheet]));
  useKioskKeys(kioskTurn);
  const total = plan.pages.length;
  return (
    <KioskFrameView
      language={language}
      onLanguage={onLanguage}
      head={
        page !== undefined && (
          <ProgressBar
            label={translate(`learning.kiosk.title.${set}`)}
            fraction={run.at / total}
            valueText={translate('learning.kiosk.progress', { number: run.at + 1, total })}
          />
        )
      }
      foot={<KioskButtons set={set} {...kioskTurn} />}
    >
      <KioskStep set={set} language={language} {...kioskTurn} />
      <KioskIdleView
        isOpen={isWarned}
        isKept={plan.hasCode && run.step !== 'code'}
        onStay={() => undefined}
      />
    </KioskFrameView>
  );
}

/** State of one person's turn, and the acts on it. */
interface KioskTurn {
  readonly plan: KioskPlan;
  readonly run: KioskRun;
  /** Question that is shown; undefined on other steps. */
  readonly page: AnswerPage | undefined;
  /** There is a step before the shown one. */
  readonly hasBefore: boolean;
  /** Whether the shown question waits for its answer. */
  readonly isOpen: boolean;
  readonly doubt: CodeDoubt | null;
  /** Reason why the answers were not saved. */
  readonly problem: Message | null;
  readonly isSaving: boolean;
  readonly change: KeptRun['change'];
  readonly goOn: () => void;
}

function useKioskTurn(props: KioskPersonProps): KioskTurn {
  const { log, workshop, set, sheet, onKeep, onSaved, begun, onResume } = props;
  // The plan of the moment when the person began: a change that arrives meanwhile must not shuffle the pages.
  const [kioskPlan] = useState(() => kioskPlanOf(workshop, set, sheet));
  const keptRun = useKeptRun(
    () => begun ?? beginRun(kioskPlan),
    useCallback((nextKioskRun: KioskRun) => onKeep(sheet, nextKioskRun), [onKeep, sheet]),
  );
  const [codeDoubt, setDoubt] = useState<CodeDoubt | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = useSaveRun(log, workshop, set);
  const { run } = keptRun;

  const change: KeptRun['change'] = (to) => {
    setDoubt(null);
    keptRun.change(to);
  };
  const send = async (sent: KioskRun): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    const refusal = await save(sheet, sent);
    if (refusal === null) return onSaved();
    setProblem(refusal);
    setSaving(false);
  };
  const goOn = (): void =>
    keptRun.afterChanges((currentRun) => {
      if (currentRun.step === 'send') return void send(currentRun);
      if (currentRun.step === 'code') {
        const code = pairingCodeOf(currentRun);
        if (code !== null && onResume(code)) return;
        const foundCodeDoubt = codeDoubtOf(workshop, set, currentRun);
        // A second press confirms a doubtful code; a malformed one never passes.
        if (foundCodeDoubt !== null && (foundCodeDoubt === 'malformed' || foundCodeDoubt !== codeDoubt))
          return setDoubt(foundCodeDoubt);
      }
      if (!isOpenIn(currentRun, kioskPlan))
        change((previousKioskRun) => stepForward(previousKioskRun, kioskPlan));
    });
  return {
    plan: kioskPlan,
    run,
    page: pageOf(run, kioskPlan),
    hasBefore: stepBack(run, kioskPlan) !== null,
    isOpen: isOpenIn(run, kioskPlan),
    doubt: codeDoubt,
    problem,
    isSaving,
    change,
    goOn,
  };
}

/** Keys of the kiosk: Enter goes on, Backspace goes back, 0 skips, and 1 to 9 choose an answer. */
function useKioskKeys({ plan, run, page, hasBefore, change, goOn }: KioskTurn): void {
  useKeyPresses(
    (key) => {
      if (key === 'Enter') goOn();
      else if (key === 'Backspace' && hasBefore) change((currentRun) => stepBack(currentRun, plan));
      else if (page !== undefined && key === '0') change((currentRun) => skipPage(currentRun, plan));
      else if (page !== undefined && /^[1-9]$/.test(key))
        change((currentRun) => {
          const shownAnswerPage = pageOf(currentRun, plan);
          return shownAnswerPage === undefined
            ? null
            : answerByIndex(currentRun, shownAnswerPage, Number(key) - 1);
        });
      else return false;
      return true;
    },
    { whileTyping: run.step === 'code' ? ['Enter'] : [] },
  );
}

/** Buttons below each step. */
function KioskButtons(props: KioskTurn & Pick<KioskPersonProps, 'set'>): ReactElement {
  const { set, plan, run, page, hasBefore, isOpen, isSaving, change, goOn } = props;
  const translate = useTranslate();
  return (
    <>
      <Button isDisabled={!hasBefore} onPress={() => change((currentRun) => stepBack(currentRun, plan))}>
        {translate('learning.kiosk.back')}
      </Button>
      {page !== undefined && (
        <Button kind="quiet" onPress={() => change((currentRun) => skipPage(currentRun, plan))}>
          {translate(isTestPhase(set) ? 'learning.kiosk.dontKnow' : 'learning.kiosk.skip')}
          <KeyHint keys="0" isDecorative />
        </Button>
      )}
      <Button kind="primary" isDisabled={isOpen} isPending={isSaving} onPress={goOn}>
        {translate(run.step === 'send' ? 'learning.kiosk.send.act' : 'learning.kiosk.next')}
      </Button>
    </>
  );
}

/** The step that the person is at: the code, a question, the texts, or sending. */
function KioskStep(props: KioskTurn & Pick<KioskPersonProps, 'set' | 'language'>): ReactElement {
  const { set, language, plan, run, page, doubt, problem, change } = props;
  return (
    <>
      {run.step === 'code' && (
        <KioskCodeView
          word={run.word}
          number={run.number}
          doubt={doubt}
          onChange={(code) => change((currentRun) => ({ ...currentRun, ...code }))}
        />
      )}
      {page !== undefined && (
        <KioskQuestionView
          key={page.id}
          page={page}
          language={language}
          answer={run.answers[page.id]}
          order={shownOrderOf(run, page)}
          onAnswer={(testAnswer) => change((currentRun) => answerPage(currentRun, page.id, testAnswer))}
        />
      )}
      {run.step === 'texts' && !isTestPhase(set) && (
        <KioskTextsView
          questionnaire={questionnaires[set]}
          language={language}
          texts={run.texts}
          facts={run.facts}
          onText={(question, text) =>
            change((currentRun) => ({ ...currentRun, texts: { ...currentRun.texts, [question]: text } }))
          }
          onFacts={(facts) => change((currentRun) => ({ ...currentRun, facts }))}
        />
      )}
      {run.step === 'send' && (
        <KioskSendView answered={answeredCountOf(run, plan)} total={plan.pages.length} problem={problem} />
      )}
    </>
  );
}

/** Question that a run is at; undefined on other steps. */
const pageOf = (run: KioskRun, kioskPlan: KioskPlan): AnswerPage | undefined =>
  run.step === 'questions' ? kioskPlan.pages[run.at] : undefined;

/** Whether the question of a run waits for its answer. An order that was not changed is one. */
function isOpenIn(run: KioskRun, kioskPlan: KioskPlan): boolean {
  const page = pageOf(run, kioskPlan);
  return page !== undefined && page.kind !== 'order' && !hasAnswer(run, page.id);
}

const hasAnswer = (run: KioskRun, id: string): boolean => {
  const answer = run.answers[id];
  return answer !== undefined && answer !== null && answer.length > 0;
};

/** Plan of one person: the items of a test are in the order of the person's sheet. */
function kioskPlanOf(workshop: Document, questionSet: QuestionSet, sheet: string): KioskPlan {
  if (!isTestPhase(questionSet)) {
    const questionnaire = questionnaires[questionSet];
    const hasTexts = questionnaire.questions.length + questionnaire.facts.length > 0;
    return { hasCode: false, hasTexts, pages: pagesOfQuestionnaire(questionnaire) };
  }
  const workshopTest = readWorkshopTest(workshop);
  const testItems = itemsOfForm(
    bankOfWorkshop(workshop),
    workshopTest,
    formOfPhase(workshopTest, questionSet),
  );
  return {
    hasCode: true,
    hasTexts: false,
    pages: pagesOfTest(orderItemsForSheet(testItems, sheet, workshopTest.isShuffled)),
  };
}

/** Doubt about a code in a phase of the test; null where the person can go on. */
function codeDoubtOf(workshop: Document, questionSet: QuestionSet, run: KioskRun): CodeDoubt | null {
  const code = pairingCodeOf(run);
  if (code === null) return 'malformed';
  const isKnownIn = (phase: QuestionSet): boolean =>
    readTestSheets(workshop).some(
      (testSheet) => testSheet.phase === phase && pairingKeyOf(testSheet.code) === pairingKeyOf(code),
    );
  if (isKnownIn(questionSet)) return 'used';
  return questionSet === 'after' && !isKnownIn('before') ? 'unknown' : null;
}

/** Save the answers of one person. The answer is the reason why they were not saved; null when they are safe. */
function useSaveRun(
  logId: LogId,
  workshop: Document,
  questionSet: QuestionSet,
): (sheet: string, run: KioskRun) => Promise<Message | null> {
  const writeRegisters = useWriteRegisters(logId);
  const saveSheets = useSaveSheets(logId, workshop);
  return useCallback(
    async (sheet, run) => {
      const { doc, kind } = workshop;
      if (!isTestPhase(questionSet)) {
        const { answers, texts, facts } = run;
        const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
        const sheets = [
          {
            kind: questionSet,
            id: sheet,
            source: 'kiosk',
            answers: questionnaireAnswersOf(answers),
            texts: filled,
            ...facts,
          },
        ] as const;
        return await saveSheets(sheets, { isOwnAct: false });
      }
      const code = pairingCodeOf(run);
      if (code === null) return { key: 'learning.kiosk.code.malformed' };
      const form = formOfPhase(readWorkshopTest(workshop), questionSet);
      const pathValue = addTestSheet(sheet, {
        phase: questionSet,
        code,
        form,
        source: 'kiosk',
        answers: run.answers,
      });
      const outcome = await writeRegisters([{ doc, kind, ...pathValue, over: [] }], { isOwnAct: false });
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [writeRegisters, saveSheets, workshop, questionSet],
  );
}

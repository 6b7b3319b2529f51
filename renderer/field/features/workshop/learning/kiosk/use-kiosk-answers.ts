import { useCallback } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import {
  isTestPhase,
  pagesOfQuestionnaire,
  pagesOfTest,
  type QuestionSet,
  questionnaireAnswersOf,
} from '#domain/workshop/learning/answer-page.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { itemsOfForm } from '#domain/workshop/learning/test-bank.ts';
import { orderItemsForSheet } from '#domain/workshop/learning/test-order.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import {
  addTestSheet,
  bankOfWorkshop,
  formOfPhase,
  readTestSheets,
  readWorkshopTest,
} from '#domain/workshop/learning/test-sheets.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import type { CodeDoubt } from './kiosk-question-view.tsx';
import { type KioskPlan, type KioskRun, pairingCodeOf } from './kiosk-run.ts';
import { useSaveSheets } from '../use-save-sheets.ts';

/** Plan of one person: the items of a test are in the order of the person's sheet. */
export function kioskPlanOf(workshop: Document, set: QuestionSet, sheet: string): KioskPlan {
  if (!isTestPhase(set)) {
    const questionnaire = questionnaires[set];
    const hasTexts = questionnaire.questions.length + questionnaire.facts.length > 0;
    return { hasCode: false, hasTexts, pages: pagesOfQuestionnaire(questionnaire) };
  }
  const test = readWorkshopTest(workshop);
  const items = itemsOfForm(bankOfWorkshop(workshop), test, formOfPhase(test, set));
  return {
    hasCode: true,
    hasTexts: false,
    pages: pagesOfTest(orderItemsForSheet(items, sheet, test.isShuffled)),
  };
}

/** Doubt about a code in a phase of the test; null where the person can go on. */
export function codeDoubtOf(workshop: Document, set: QuestionSet, run: KioskRun): CodeDoubt | null {
  const code = pairingCodeOf(run);
  if (code === null) return 'malformed';
  const isKnownIn = (phase: QuestionSet): boolean =>
    readTestSheets(workshop).some(
      (sheet) => sheet.phase === phase && pairingKeyOf(sheet.code) === pairingKeyOf(code),
    );
  if (isKnownIn(set)) return 'used';
  return set === 'after' && !isKnownIn('before') ? 'unknown' : null;
}

/** Save the answers of one person. The answer is the reason why they were not saved; null when they are safe. */
export function useSaveRun(
  log: LogId,
  workshop: Document,
  set: QuestionSet,
): (sheet: string, run: KioskRun) => Promise<Message | null> {
  const write = useWriteRegisters(log);
  const saveSheets = useSaveSheets(log, workshop);
  return useCallback(
    async (sheet, run) => {
      const { doc, kind } = workshop;
      if (!isTestPhase(set)) {
        const { answers, texts, facts } = run;
        const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
        return await saveSheets([
          {
            kind: set,
            id: sheet,
            source: 'kiosk',
            answers: questionnaireAnswersOf(answers),
            texts: filled,
            ...facts,
          },
        ]);
      }
      const code = pairingCodeOf(run);
      if (code === null) return { key: 'learning.kiosk.code.malformed' };
      const form = formOfPhase(readWorkshopTest(workshop), set);
      const value = addTestSheet(sheet, { phase: set, code, form, source: 'kiosk', answers: run.answers });
      const outcome = await write([{ doc, kind, ...value, over: [] }]);
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [write, saveSheets, workshop, set],
  );
}

import { useCallback } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { EnteredSheet, EntryForm } from '#domain/workshop/learning/answer-entry.ts';
import {
  isTestPhase,
  pagesOfQuestionnaire,
  pagesOfTest,
  type QuestionSet,
  questionnaireAnswersOf,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';
import { itemsOfForm } from '#domain/workshop/learning/test-bank.ts';
import {
  addTestSheet,
  bankOfWorkshop,
  formOfPhase,
  readWorkshopTest,
} from '#domain/workshop/learning/test-sheets.ts';
import type { AnswerSource } from '#domain/workshop/workshop-test.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import { useSaveSheets } from '../use-save-sheets.ts';

/** Sheet that a person enters for somebody else. */
interface EntrySheet extends EnteredSheet {
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Revision that is saved here; absent for a new sheet. */
  readonly revision?: number | undefined;
}

/** Columns in the order of the printed form: not shuffled. */
export function entryFormOf(workshop: Document, questionSet: QuestionSet): EntryForm {
  if (!isTestPhase(questionSet)) {
    const questionnaire = questionnaires[questionSet];
    return { pages: pagesOfQuestionnaire(questionnaire), hasCode: false, facts: questionnaire.facts };
  }
  const workshopTest = readWorkshopTest(workshop);
  const testItems = itemsOfForm(
    bankOfWorkshop(workshop),
    workshopTest,
    formOfPhase(workshopTest, questionSet),
  );
  return { pages: pagesOfTest(testItems), hasCode: true, facts: [] };
}

/** Save sheets from paper or a file: all of them, or none. The answer is the reason of a refusal. */
export function useEntrySave(
  logId: LogId,
  workshop: Document,
  questionSet: QuestionSet,
  answerSource: AnswerSource,
): (entrySheets: readonly EntrySheet[]) => Promise<Message | null> {
  const writeRegisters = useWriteRegisters(logId);
  const saveSheets = useSaveSheets(logId, workshop);
  return useCallback(
    async (entrySheets) => {
      const { doc, kind } = workshop;
      if (!isTestPhase(questionSet))
        return await saveSheets(
          entrySheets.map(({ id, answers, facts, texts, revision }) => ({
            kind: questionSet,
            id,
            source: answerSource,
            answers: questionnaireAnswersOf(answers),
            texts,
            ...facts,
            ...(revision !== undefined && { revision }),
          })),
        );
      const form = formOfPhase(readWorkshopTest(workshop), questionSet);
      const outcome = await writeRegisters(
        entrySheets.map(({ id, code, answers }) => ({
          doc,
          kind,
          ...addTestSheet(id, { phase: questionSet, code, form, source: answerSource, answers }),
          over: [],
        })),
      );
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [writeRegisters, saveSheets, workshop, questionSet, answerSource],
  );
}

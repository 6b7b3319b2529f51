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
export function entryFormOf(workshop: Document, set: QuestionSet): EntryForm {
  if (!isTestPhase(set)) {
    const questionnaire = questionnaires[set];
    return { pages: pagesOfQuestionnaire(questionnaire), hasCode: false, facts: questionnaire.facts };
  }
  const test = readWorkshopTest(workshop);
  const items = itemsOfForm(bankOfWorkshop(workshop), test, formOfPhase(test, set));
  return { pages: pagesOfTest(items), hasCode: true, facts: [] };
}

/** Save sheets from paper or a file: all of them, or none. The answer is the reason of a refusal. */
export function useEntrySave(
  log: LogId,
  workshop: Document,
  set: QuestionSet,
  source: AnswerSource,
): (sheets: readonly EntrySheet[]) => Promise<Message | null> {
  const write = useWriteRegisters(log);
  const saveSheets = useSaveSheets(log, workshop);
  return useCallback(
    async (sheets) => {
      const { doc, kind } = workshop;
      if (!isTestPhase(set))
        return await saveSheets(
          sheets.map(({ id, answers, facts, texts, revision }) => ({
            kind: set,
            id,
            source,
            answers: questionnaireAnswersOf(answers),
            texts,
            ...facts,
            ...(revision !== undefined && { revision }),
          })),
        );
      const form = formOfPhase(readWorkshopTest(workshop), set);
      const outcome = await write(
        sheets.map(({ id, code, answers }) => ({
          doc,
          kind,
          ...addTestSheet(id, { phase: set, code, form, source, answers }),
          over: [],
        })),
      );
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [write, saveSheets, workshop, set, source],
  );
}

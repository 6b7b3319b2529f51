import { useCallback, useMemo } from 'react';
import * as z from 'zod';
import { formPart, TextDraftId } from '#domain/draft/text-draft.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { noAnswerFacts } from '#domain/workshop/learning/answer-entry.ts';
import { isTestPhase, type QuestionSet } from '#domain/workshop/learning/questionnaire.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { FormDraft } from '#renderer/store/api/store-api.ts';
import { type KioskRun, pairingCodeOf } from './kiosk-run.ts';

/** Turn of one person; `run` is there when the person comes back to unsent answers. */
export interface PersonTurn {
  readonly sheet: string;
  readonly run?: KioskRun;
}

/** Answers under way, as a draft keeps them. Without a code there are none: nobody could prove whose they are. */
const KioskDraft = z.readonly(
  z.object({
    v: z.literal(1),
    run: z
      .object({
        step: z.enum(['questions', 'send']),
        word: z.string().max(100),
        number: z.string().max(20),
        at: z.int().nonnegative().max(1_000),
        answers: z.readonly(z.record(z.string().max(100), TestAnswer)),
      })
      .nullable(),
  }),
);

/** Unfinished answers of one question set, on this laptop alone. */
interface KioskDrafts {
  /** Sheets of the turns that nobody has sent. */
  readonly sheets: readonly string[];
  /** The turn under a code; null where there is none. Nothing else of a turn can be read. */
  readonly turnOf: (code: string) => PersonTurn | null;
  /** Keep a turn as it is now, encrypted. Resolves once it is on the disk, or once the disk took none. */
  readonly keep: (sheet: string, run: KioskRun) => Promise<void>;
  /** Forget turns: their answers were sent, or the trainer discards them. */
  readonly forget: (sheets: readonly string[]) => void;
}

const noDrafts: readonly FormDraft[] = [];

/**
 * Unfinished answers at the kiosk. A draft belongs to the code of its person, and only that code opens it again. It
 * outlives a crash, sleep and lock, and goes with the workshop's records on this laptop.
 */
export function useKioskDrafts(logId: LogId, documentId: DocumentId, questionSet: QuestionSet): KioskDrafts {
  const { store } = useFieldServices();
  const queryResult = useStoreQuery('formDrafts', { log: logId, doc: documentId });
  const formDrafts = queryResult.kind === 'present' ? queryResult.result : noDrafts;
  const ownFormDrafts = useMemo(
    () => formDrafts.filter(({ part }) => part.startsWith(partOf(questionSet, ''))),
    [formDrafts, questionSet],
  );
  const keep = useCallback(
    async (sheet: string, run: KioskRun): Promise<void> => {
      const code = pairingCodeOf(run);
      const isCoded =
        isTestPhase(questionSet) && code !== null && (run.step === 'questions' || run.step === 'send');
      const { step, word, number, at, answers } = run;
      const kept = { v: 1, run: isCoded ? { step, word, number, at, answers } : null };
      await store
        .saveTextDraft({
          id: TextDraftId.parse(sheet),
          log: logId,
          doc: documentId,
          part: partOf(questionSet, isCoded ? pairingKeyOf(code) : sheet),
          address: '',
          label: '',
          text: JSON.stringify(kept),
          state: 'machine',
          excess: 0,
        })
        .catch(reportError);
    },
    [store, logId, documentId, questionSet],
  );
  const forget = useCallback(
    (sheets: readonly string[]): void =>
      void store.eraseTextDrafts(sheets.map((one) => TextDraftId.parse(one))).catch(reportError),
    [store],
  );
  return useMemo(
    () => ({
      sheets: ownFormDrafts.map(({ id }) => id),
      turnOf: (code) => {
        const formDraft = ownFormDrafts.findLast(
          ({ part }) => part === partOf(questionSet, pairingKeyOf(code)),
        );
        const run = formDraft && readKioskDraft(formDraft.text);
        return run ? { sheet: formDraft.id, run } : null;
      },
      keep,
      forget,
    }),
    [ownFormDrafts, questionSet, keep, forget],
  );
}

const partOf = (questionSet: QuestionSet, of: string): string => formPart('kiosk', questionSet, of);

/** The turn of a draft; null for one without answers, or of a later version. */
function readKioskDraft(text: string): KioskRun | null {
  try {
    const { run } = KioskDraft.parse(JSON.parse(text));
    return run && { ...run, texts: {}, facts: noAnswerFacts };
  } catch {
    return null;
  }
}

import { useCallback } from 'react';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Released } from '#domain/privacy/cell-suppression.ts';
import type {
  QuestionnaireCounts,
  QuestionnaireKind,
  QuestionnaireSheet,
} from '#domain/workshop/evaluation.ts';
import { countsPaths } from '#domain/workshop/learning/workshop-answers.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { DeviceRecordOptions, DeviceRecordResult } from '#renderer/store/api/device-only-api.ts';
import type { StoreApi } from '#renderer/store/api/store-api.ts';

/** Answers of one person before the workshop is added to them. */
type NewSheet = Omit<QuestionnaireSheet, 'log' | 'doc'> & { readonly revision?: number };

/** Save answers to questionnaires on this laptop. The answer is the reason of a refusal; null when they are safe. */
export function useSaveSheets(
  log: LogId,
  { doc }: Document,
): (sheets: readonly NewSheet[], options?: DeviceRecordOptions) => Promise<Message | null> {
  const { store } = useFieldServices();
  return useCallback(
    (sheets, options) =>
      saveSheets(
        store,
        sheets.map((sheet) => ({ ...sheet, log, doc })),
        options,
      ),
    [store, log, doc],
  );
}

async function saveSheets(
  store: StoreApi,
  sheets: readonly (QuestionnaireSheet & { readonly revision?: number })[],
  options?: DeviceRecordOptions,
): Promise<Message | null> {
  try {
    return sheetRefusalMessage(await store.saveDeviceRecords(sheets, options));
  } catch {
    return { key: 'frame.refused.failed' };
  }
}

function sheetRefusalMessage(outcome: DeviceRecordResult): Message | null {
  if (outcome.kind === 'saved') return null;
  switch (outcome.reason.kind) {
    case 'roleMayNotWrite':
      return { key: 'frame.refused.roleMayNotWrite' };
    default:
      return { key: 'frame.refused.failed' };
  }
}

/** Answers of a questionnaire that this laptop has; null until they are read. */
export function useSheets(
  log: LogId,
  { doc }: Document,
  kind: QuestionnaireKind,
): readonly QuestionnaireSheet[] | null {
  const found = useStoreQuery('deviceRecords', { log, doc });
  if (found.kind === 'loading') return null;
  return found.answer.flatMap((record) => (record.kind === kind ? [record] : []));
}

/** Write the sums of this laptop's answers, the only form in which they leave it. */
export function useWriteCounts(
  log: LogId,
  workshop: Document,
  kind: QuestionnaireKind,
): (counts: Released<QuestionnaireCounts>) => Promise<Message | null> {
  const write = useWriteRegisters(log);
  const { device } = useFieldServices().session;
  return useCallback(
    async (counts) => {
      const path = pathOf(countsPaths[kind], device);
      const outcome = await write([
        { doc: workshop.doc, kind: workshop.kind, path, value: counts, over: dotsAt(workshop, path) },
      ]);
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [write, workshop, kind, device],
  );
}

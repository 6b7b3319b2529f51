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
  logId: LogId,
  { doc }: Document,
): (newSheets: readonly NewSheet[], recordOptions?: DeviceRecordOptions) => Promise<Message | null> {
  const { store } = useFieldServices();
  return useCallback(
    (newSheets, recordOptions) =>
      saveSheets(
        store,
        newSheets.map((sheet) => ({ ...sheet, log: logId, doc })),
        recordOptions,
      ),
    [store, logId, doc],
  );
}

async function saveSheets(
  storeApi: StoreApi,
  sheets: readonly (QuestionnaireSheet & { readonly revision?: number })[],
  recordOptions?: DeviceRecordOptions,
): Promise<Message | null> {
  try {
    return sheetRefusalMessage(await storeApi.saveDeviceRecords(sheets, recordOptions));
  } catch {
    return { key: 'frame.refused.failed' };
  }
}

function sheetRefusalMessage(recordResult: DeviceRecordResult): Message | null {
  if (recordResult.kind === 'saved') return null;
  switch (recordResult.reason.kind) {
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
  questionnaireKind: QuestionnaireKind,
): readonly QuestionnaireSheet[] | null {
  const queryResult = useStoreQuery('deviceRecords', { log, doc });
  if (queryResult.kind === 'loading') return null;
  return queryResult.result.flatMap((record) => (record.kind === questionnaireKind ? [record] : []));
}

/** Write the sums of this laptop's answers, the only form in which they leave it. */
export function useWriteCounts(
  logId: LogId,
  workshop: Document,
  questionnaireKind: QuestionnaireKind,
): (counts: Released<QuestionnaireCounts>) => Promise<Message | null> {
  const writeRegisters = useWriteRegisters(logId);
  const { device } = useFieldServices().session;
  return useCallback(
    async (counts) => {
      const path = pathOf(countsPaths[questionnaireKind], device);
      const outcome = await writeRegisters([
        { doc: workshop.doc, kind: workshop.kind, path, value: counts, over: dotsAt(workshop, path) },
      ]);
      return outcome.kind === 'saved' ? null : writeRefusalMessage(outcome);
    },
    [writeRegisters, workshop, questionnaireKind, device],
  );
}

import { useCallback, useState } from 'react';
import { changedValues } from '#domain/document/changed-values.ts';
import type { Document } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { type RecordChange, useChangeRecord } from './use-document.ts';

/** Record as it was when a form of it was opened, and the function that writes over it. */
interface OpenedRecord extends Pick<RecordChange, 'problem'> {
  readonly opened: Document;
  /**
   * Write the values that the person changed, all or none.
   * @param openedValues values of the form as it was opened; none for a new part of the record
   * @returns whether the record has them
   */
  readonly save: (openedValues: readonly PathValue[], pathValues: readonly PathValue[]) => Promise<boolean>;
}

/**
 * Keep a record as it was when the form in the calling component was opened. A colleague's change that arrives meanwhile
 * is not written over, and one of a field that the person changed too is a conflict.
 */
export function useOpenedRecord(logId: LogId, document: Document): OpenedRecord {
  const [opened] = useState(document);
  const { change, problem } = useChangeRecord(logId, opened);
  const save = useCallback<OpenedRecord['save']>(
    (openedValues, pathValues) => change(changedValues(openedValues, pathValues)),
    [change],
  );
  return { opened, save, problem };
}

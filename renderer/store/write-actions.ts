import type { LiveStateCell } from './api/live-state.ts';
import type { StoreApi, WriteResult } from './api/store-api.ts';
import type { UndoDirection, UndoResult } from './api/undo-api.ts';
import { isBrokenDatabase, JournalRefused, saveFailureOf } from './db/disk-failure.ts';
import type { StoreParts } from './store-parts.ts';
import { NotCommittedError } from './write/uncommitted-entries.ts';
import { takeUndoStep } from './write/undo-step.ts';
import { writeRegisters } from './write/write-registers.ts';

/** Writes of registers, and the means that other writes share with them. */
export interface WriteActions extends Pick<StoreApi, 'write' | 'undo' | 'redo'> {
  /** Write counts of the retention clock, which are no person's writes. */
  readonly writeCounts: StoreApi['write'];
  /** Show a write while it is on its way, and its failure. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Commit a write that only the journal has; rejects with any other error. */
  readonly commitFromJournal: (error: unknown) => Promise<NotCommittedError>;
  /** Tell the sync that there is something to send or to fetch. */
  readonly noteWrite: () => void;
}

/** Create the writes of registers of an open store. */
export function createWriteActions(storeParts: StoreParts): WriteActions {
  const { live, gate, repair, failures, driver, writing, nowMs } = storeParts;
  const shown = <T>(saving: () => Promise<T>): Promise<T> => showSaving(live, saving, failures.report);
  const noteWrite = (): void => driver.dispatch({ kind: 'wrote', nowMs: nowMs() });

  /** Commit a journaled write once more before the screen says that it is not saved. */
  const commitFromJournal = async (error: unknown): Promise<NotCommittedError> => {
    if (!(error instanceof NotCommittedError)) throw error;
    try {
      if (isBrokenDatabase(error.cause)) await repair.repair(error.cause);
      await gate.whenCommitted(async () => undefined); // commits the waiting entries
    } catch (later) {
      // The first cause, since the person can act on it; or the full disk.
      throw later instanceof JournalRefused ? later : error.cause;
    }
    return error;
  };
  const savedFromJournal = async (error: unknown): Promise<WriteResult> => ({
    kind: 'saved',
    dots: (await commitFromJournal(error)).dots,
  });
  const takeStep = async (undoDirection: UndoDirection): Promise<UndoResult> => {
    const { result, uncommitted } = await takeUndoStep(writing, undoDirection);
    if (uncommitted !== null) await commitFromJournal(uncommitted);
    return result;
  };
  const takeStepShown = async (undoDirection: UndoDirection): Promise<UndoResult> => {
    const undoResult = await shown(() => takeStep(undoDirection));
    if (undoResult.kind === 'done') noteWrite();
    return undoResult;
  };

  return {
    shown,
    commitFromJournal,
    noteWrite,
    write: async (logId, registerWrites, writeOptions) => {
      const writeResult = await shown(() =>
        writeRegisters(writing, logId, registerWrites, writeOptions).catch(savedFromJournal),
      );
      if (writeResult.kind === 'saved') noteWrite();
      return writeResult;
    },
    writeCounts: async (logId, registerWrites) => {
      const writeResult = await writeRegisters({ ...writing, isClock: true }, logId, registerWrites);
      noteWrite();
      return writeResult;
    },
    undo: () => takeStepShown('undo'),
    redo: () => takeStepShown('redo'),
  };
}

/** Show a write while it is on its way, and its failure. The caller gets the failure too. */
async function showSaving<T>(
  liveState: LiveStateCell,
  write: () => Promise<T>,
  broken: (error: unknown) => void,
): Promise<T> {
  liveState.change({ saving: liveState.state.saving + 1 });
  try {
    const result = await write();
    liveState.change({ saving: liveState.state.saving - 1, saveFailed: null });
    return result;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    liveState.change({ saving: liveState.state.saving - 1, saveFailed: { code: saveFailureOf(error), why } });
    if (isBrokenDatabase(error)) broken(error);
    throw error;
  }
}

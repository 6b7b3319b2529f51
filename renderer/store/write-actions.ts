import type { StoreApi, WriteResult } from './api/store-api.ts';
import type { UndoDirection, UndoResult } from './api/undo-api.ts';
import { isBrokenDatabase, JournalRefused } from './db/disk-failure.ts';
import type { StoreParts } from './store-parts.ts';
import { showSaving } from './write/show-saving.ts';
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
export function createWriteActions(parts: StoreParts): WriteActions {
  const { live, gate, repair, failures, driver, writing, nowMs } = parts;
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
  const takeStep = async (direction: UndoDirection): Promise<UndoResult> => {
    const { result, uncommitted } = await takeUndoStep(writing, direction);
    if (uncommitted !== null) await commitFromJournal(uncommitted);
    return result;
  };
  const takeStepShown = async (direction: UndoDirection): Promise<UndoResult> => {
    const result = await shown(() => takeStep(direction));
    if (result.kind === 'done') noteWrite();
    return result;
  };

  return {
    shown,
    commitFromJournal,
    noteWrite,
    write: async (log, writes, options) => {
      const result = await shown(() => writeRegisters(writing, log, writes, options).catch(savedFromJournal));
      if (result.kind === 'saved') noteWrite();
      return result;
    },
    writeCounts: async (log, writes) => {
      const result = await writeRegisters({ ...writing, isClock: true }, log, writes);
      noteWrite();
      return result;
    },
    undo: () => takeStepShown('undo'),
    redo: () => takeStepShown('redo'),
  };
}

import type { JsonValue } from '#base/json.ts';
import type { LogId } from '#domain/ids.ts';
import { blankValueOf, isUndoablePath } from '#domain/kinds/undo-paths.ts';
import type {
  RegisterWrite,
  StoreQueries,
  WriteOptions,
  WriteResult,
} from '#renderer/store/api/store-api.ts';
import type { UndoApi, UndoResult } from '#renderer/store/api/undo-api.ts';

type ValueWrite = Extract<RegisterWrite, { value: JsonValue }>;

/** Acts of the fake store that can be taken back: without a colleague, in memory, over all records. */
export interface FakeUndo {
  /** Call before a write, with the values that it replaces. */
  readonly note: (registerWrites: readonly RegisterWrite[], writeOptions?: WriteOptions) => void;
  readonly api: UndoApi;
  readonly undoable: () => StoreQueries['undoable']['result'];
}

/**
 * @param logId Log of all records.
 * @param valueOf Value of a register now; undefined where nobody has written.
 * @param write Writes to the fake's documents, and tells its watches.
 */
export function makeFakeUndo(
  logId: LogId,
  valueOf: (registerWrite: RegisterWrite) => JsonValue | undefined,
  write: (valueWrites: readonly ValueWrite[]) => WriteResult,
): FakeUndo {
  const done: (readonly ValueWrite[])[] = [];
  const undone: (readonly ValueWrite[])[] = [];
  /** Field of the last act, while it is being typed in. */
  let typed: string | null = null;

  /** Writes that bring back the present values. */
  const backTo = (registerWrites: readonly RegisterWrite[]): readonly ValueWrite[] =>
    registerWrites.flatMap((registerWrite) => {
      const value = valueOf(registerWrite) ?? blankValueOf(registerWrite.kind, registerWrite.path);
      return 'text' in registerWrite || value === undefined ? [] : [{ ...registerWrite, value, over: [] }];
    });
  const take = (from: (readonly ValueWrite[])[], to: (readonly ValueWrite[])[]): UndoResult => {
    typed = null;
    const stepWrites = from.pop();
    if (stepWrites === undefined) return { kind: 'nothing' };
    to.push(backTo(stepWrites));
    const writeResult = write(stepWrites);
    if (writeResult.kind === 'refused') return writeResult;
    return {
      kind: 'done',
      log: logId,
      registers: stepWrites.map(({ doc, kind, path, value }) => ({ doc, kind, path, value })),
      changedSince: [],
    };
  };
  return {
    note: (registerWrites, { isTyping = false } = {}) => {
      if (
        registerWrites.length === 0 ||
        !registerWrites.every(({ kind, path }) => isUndoablePath(kind, path))
      )
        return;
      const field = isTyping ? (registerWrites[0]?.path ?? null) : null;
      // Typing is one act here, however slow the machine is.
      if (field === null || field !== typed) done.push(backTo(registerWrites));
      typed = field;
      undone.length = 0;
    },
    api: { undo: async () => take(done, undone), redo: async () => take(undone, done) },
    undoable: () => ({ canUndo: done.length > 0, canRedo: undone.length > 0 }),
  };
}

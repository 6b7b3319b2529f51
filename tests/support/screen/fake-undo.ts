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
  readonly note: (writes: readonly RegisterWrite[], options?: WriteOptions) => void;
  readonly api: UndoApi;
  readonly undoable: () => StoreQueries['undoable']['answer'];
}

/**
 * @param log Log of all records.
 * @param valueOf Value of a register now; undefined where nobody has written.
 * @param write Writes to the fake's documents, and tells its watches.
 */
export function makeFakeUndo(
  log: LogId,
  valueOf: (write: RegisterWrite) => JsonValue | undefined,
  write: (writes: readonly ValueWrite[]) => WriteResult,
): FakeUndo {
  const done: (readonly ValueWrite[])[] = [];
  const undone: (readonly ValueWrite[])[] = [];
  /** Field of the last act, while it is being typed in. */
  let typed: string | null = null;

  /** Writes that bring back the present values. */
  const backTo = (writes: readonly RegisterWrite[]): readonly ValueWrite[] =>
    writes.flatMap((one) => {
      const value = valueOf(one) ?? blankValueOf(one.kind, one.path);
      return 'text' in one || value === undefined ? [] : [{ ...one, value, over: [] }];
    });
  const take = (from: (readonly ValueWrite[])[], to: (readonly ValueWrite[])[]): UndoResult => {
    typed = null;
    const writes = from.pop();
    if (writes === undefined) return { kind: 'nothing' };
    to.push(backTo(writes));
    const result = write(writes);
    if (result.kind === 'refused') return result;
    return {
      kind: 'done',
      log,
      registers: writes.map(({ doc, kind, path, value }) => ({ doc, kind, path, value })),
      changedSince: [],
    };
  };
  return {
    note: (writes, { isTyping = false } = {}) => {
      if (writes.length === 0 || !writes.every(({ kind, path }) => isUndoablePath(kind, path))) return;
      const field = isTyping ? (writes[0]?.path ?? null) : null;
      // Typing is one act here, however slow the machine is.
      if (field === null || field !== typed) done.push(backTo(writes));
      typed = field;
      undone.length = 0;
    },
    api: { undo: async () => take(done, undone), redo: async () => take(undone, done) },
    undoable: () => ({ canUndo: done.length > 0, canRedo: undone.length > 0 }),
  };
}

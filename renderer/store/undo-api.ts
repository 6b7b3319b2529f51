import type { DocumentKind, Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { WriteResult } from './store-api.ts';

/** Part of the store's port that takes back acts of this laptop, and repeats them. */
export interface UndoApi {
  /** Take back this laptop's newest act in these records, by a write like any other. */
  undo(log: LogId, docs: readonly DocumentId[]): Promise<UndoResult>;
  /** Repeat the act that was taken back last. */
  redo(log: LogId, docs: readonly DocumentId[]): Promise<UndoResult>;
}

/** Direction in which a step is taken. */
export type UndoDirection = 'undo' | 'redo';

/** Register that an undo changed, or left alone since `device` had changed it meanwhile. */
export interface UndoneRegister {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly path: Path;
  readonly device?: DeviceId;
}

/** `nothing`: no act is left. `changedSince`: others changed all of it, so that nothing was taken back. */
export type UndoResult =
  | {
      readonly kind: 'done';
      readonly registers: readonly UndoneRegister[];
      readonly changedSince: readonly UndoneRegister[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'changedSince'; readonly changedSince: readonly UndoneRegister[] }
  | Extract<WriteResult, { kind: 'refused' }>;

/** Acts of this laptop in a record that can be taken back, or repeated. */
export interface UndoableActs {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

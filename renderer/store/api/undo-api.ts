import type { JsonValue } from '#base/json.ts';
import type { DocumentKind, Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { DeviceOnlyTableName } from './device-only-api.ts';
import type { WriteResult } from './store-api.ts';

/**
 * Part of the store's port that takes back acts of this laptop, and repeats them. There is one list of acts for all
 * records: the newest act is taken back first, wherever it was done.
 */
export interface UndoApi {
  /** Take back this laptop's newest act, by a write like any other. */
  undo(): Promise<UndoResult>;
  /** Repeat the act that was taken back last. */
  redo(): Promise<UndoResult>;
}

/** Direction in which a step is taken. */
export type UndoDirection = 'undo' | 'redo';

/** Register that an undo changed, or left alone since `device` had changed it meanwhile. */
export interface UndoneRegister {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly path: Path;
  readonly device?: DeviceId;
  /** Value that the undo wrote. */
  readonly value?: JsonValue;
}

/** Tables with acts of a person. A draft is a text that is not saved yet, with the undo of its field. */
export type BarredTable = Exclude<DeviceOnlyTableName, 'drafts'>;

/** Act that nothing takes back: registers that stay as they are, or content that stays on this laptop. */
export type BarredAct =
  | { readonly kind: 'registers'; readonly registers: readonly UndoneRegister[] }
  | { readonly kind: 'rows'; readonly table: BarredTable; readonly isErased: boolean }
  | { readonly kind: 'mission' };

/**
 * `nothing`: no act is left. `changedSince`: others changed all of it, so that nothing was taken back. `barred`: the
 * newest act cannot be taken back, and no older act is.
 */
export type UndoResult =
  | {
      readonly kind: 'done';
      readonly log: LogId;
      readonly registers: readonly UndoneRegister[];
      readonly changedSince: readonly UndoneRegister[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'barred'; readonly log: LogId; readonly act: BarredAct }
  | {
      readonly kind: 'changedSince';
      readonly log: LogId;
      readonly changedSince: readonly UndoneRegister[];
    }
  | Extract<WriteResult, { kind: 'refused' }>;

/** Whether the newest act is in a record and can be taken back, or the next one repeated. */
export interface UndoableActs {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

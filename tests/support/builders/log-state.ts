import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Dot, deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';

/** One log wholly in memory: its documents and the dots of the ops that took effect. */
export interface LogState {
  readonly documents: ReadonlyMap<DocumentId, Document>;
  readonly taken: ReadonlyMap<DeviceId, ReadonlySet<number>>;
}

export const emptyLogState: LogState = { documents: new Map(), taken: new Map() };

/**
 * The reference for projections and replicas (M2): applying is idempotent, and any order of the same ops gives an
 * equal state.
 */
export function applyOpToLog(state: LogState, op: Op): LogState {
  if (hasAppliedInLog(state, op.dot)) return state;
  const document = state.documents.get(op.doc) ?? emptyDocument(op.doc, op.kind);
  const next = applyOpToDocument(document, op, (dot) => hasAppliedInLog(state, dot));
  const device = deviceOfDot(op.dot);
  const numbers = new Set(state.taken.get(device)).add(numberOfDot(op.dot));
  return {
    documents: new Map(state.documents).set(op.doc, next),
    taken: new Map(state.taken).set(device, numbers),
  };
}

export const hasAppliedInLog = (state: LogState, dot: Dot): boolean =>
  state.taken.get(deviceOfDot(dot))?.has(numberOfDot(dot)) ?? false;

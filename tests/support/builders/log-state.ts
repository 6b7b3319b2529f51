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
export function applyOpToLog(logState: LogState, op: Op): LogState {
  if (hasAppliedInLog(logState, op.dot)) return logState;
  const document = logState.documents.get(op.doc) ?? emptyDocument(op.doc, op.kind);
  const nextDocument = applyOpToDocument(document, op, (dot) => hasAppliedInLog(logState, dot));
  const deviceId = deviceOfDot(op.dot);
  const numbers = new Set(logState.taken.get(deviceId)).add(numberOfDot(op.dot));
  return {
    documents: new Map(logState.documents).set(op.doc, nextDocument),
    taken: new Map(logState.taken).set(deviceId, numbers),
  };
}

export const hasAppliedInLog = (logState: LogState, dot: Dot): boolean =>
  logState.taken.get(deviceOfDot(dot))?.has(numberOfDot(dot)) ?? false;

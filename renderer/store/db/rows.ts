import * as z from 'zod';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  numberOfDot,
  type Op,
  type TextOp,
  type ValueOp,
  type VersionVector,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SummaryFields } from '#domain/kinds/document-summary.ts';
import type { ErasureRecord } from '#domain/path-rules/data-groups.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';

/**
 * From enrolment: recipients of encrypted bundles, and the validity of grants offline (`leaseDurationMs`,
 * docs/security-requirements.md 3).
 */
export const EnrolmentTerms = z.readonly(
  z.object({ recipients: z.readonly(z.array(z.string())), lease: z.int().positive() }),
);
export type EnrolmentTerms = z.infer<typeof EnrolmentTerms>;

// Small rows that control everything (LogRow, the singletons in meta.ts) are parsed on each read. Ops, documents and
// packs are not: zod takes about as long for 250 registers as a whole write may take. They were parsed on arrival. All
// rows are encrypted (renderer/store/db/encryption), so a changed byte does not open, which is the stronger check.

/** One op of the log; in a pack it never changes. Key [log+device+n]. */
export type OpRow = OpRowKey & (Omit<ValueOp, 'dot'> | Omit<TextOp, 'dot'>);

interface OpRowKey {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
}

/** Fold of a document's effective ops. Key [log+doc]; can be computed again from the ops. */
export interface DocumentRow extends Document {
  readonly log: LogId;
  readonly changedAtMs: number;
  /** The document came in a snapshot that contains these ops. */
  readonly seen?: SnapshotCoverage;
  /** No op was written on top: the row is its own base, without a `BaseRow`. */
  readonly isBase?: true;
}

/**
 * Registers that one transaction changed in a document, in their new form. Key [log+doc+n], with n = 1, 2, 3, ... since
 * the document was last written whole. The key has no path, which would reveal the answered questions
 * (docs/security-requirements.md 2).
 */
export interface DocumentChange {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly n: number;
  readonly registers: Document['registers'];
  readonly changedAtMs: number;
}

/** Ops in a snapshot's document, with or without rows here: all up to `have`, except those that were held. */
export interface SnapshotCoverage {
  readonly have: VersionVector;
  readonly held: readonly Dot[];
}

/**
 * Base of a document below its op rows: from a snapshot, or after superseded ops were pruned. Key [log+doc]. A document
 * is its base with the effect of its ops that the base does not contain.
 */
export type BaseRow = DocumentRow;

/**
 * Fields that lists show of a document, and its delivery status. Key [log+doc]; derived, so that no list reads whole
 * documents.
 */
export interface SummaryRow extends SummaryFields {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: Document['kind'];
  readonly changedAtMs: number;
  /** Own ops in it that headquarters has not confirmed. */
  readonly waiting: number;
  /** Time when headquarters last sent or confirmed an op of it. */
  readonly receiptAtMs: number | null;
}

/**
 * Payload with its signature, byte for byte (P1), of every device, so that any device can relay it (P3). `hash`: the
 * hash by which its chain continues, also after an erasure at headquarters.
 */
export interface PackRow {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly payload: string;
  readonly sig: string;
  readonly hash: Sha256;
  readonly erased?: Pack['erased'];
  /** This laptop erased content in it: the signature is broken, so it is sent nowhere from here. */
  readonly isCut?: true;
  /** Ops of an own pack per document, so that a confirmed pack need not be decoded again. */
  readonly shares?: readonly DocumentShare[];
}

/** Number and bytes of some ops in one document. */
export interface DocumentShare {
  readonly doc: DocumentId;
  readonly changes: number;
  readonly bytes: number;
}

/** Pack that came before its predecessor (M6). Key [log+device+first]. */
export interface OutOfOrderRow extends PackRow {
  readonly held: readonly number[];
  /** The pack was imported, and did not come from headquarters. */
  readonly isCarried?: true;
}

/** Item that cannot be accepted, with its reason. Key `id`, in order of arrival. */
export interface QuarantineRow {
  readonly id: number;
  readonly atMs: number;
  readonly what: 'pack' | 'ownPack' | 'entry';
  readonly why: string;
  readonly hash: Sha256;
  readonly text: string;
  /** Signature of a whole pack, so that it can still be exported and imported. */
  readonly sig?: string;
  /** Numbers of its ops that headquarters held when it sent the pack (J5). */
  readonly held?: readonly number[];
}

/** Erasure by the retention clock here (docs/requirements.md E9). Key `id`, which also names it at headquarters. */
export interface ErasureRow extends ErasureRecord {
  readonly log: LogId;
  readonly atMs: number;
  /** An op with the number is on its way to headquarters. */
  readonly isTold: boolean;
  /** The person has read of it. */
  readonly isRead: boolean;
}

export function rowFromOp(log: LogId, { dot, ...rest }: Op): OpRow {
  return { log, device: deviceOfDot(dot), n: numberOfDot(dot), ...rest };
}

/** Op of a stored row. */
export function opFromRow(opRow: OpRow): Op {
  const { doc, kind, path } = opRow;
  const address = { dot: dotOf(opRow.device, opRow.n), stamp: boundTimestamp(opRow.stamp), doc, kind, path };
  const mark = opRow.erased && { erased: opRow.erased };
  return 'text' in opRow
    ? { ...address, text: opRow.text, ...mark }
    : { ...address, over: opRow.over, value: opRow.value, ...mark };
}

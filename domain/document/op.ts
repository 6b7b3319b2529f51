import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { pathSegmentPattern } from '#base/path-segment.ts';
import { HlcTimestamp } from '../clock/hlc.ts';
import { DeviceId, DocumentId } from '../ids.ts';

/** A value for a register of a document, before its `over` is known. */
export interface PathValue {
  readonly path: Path;
  readonly value: JsonValue;
}

/** Name of a register within its document: at most 8 segments, such as `answers/D1.1/level`. */
export const Path = z
  .string()
  .regex(new RegExp(`^${pathSegmentPattern}(?:/${pathSegmentPattern}){0,7}$`))
  .brand<'Path'>();
export type Path = z.infer<typeof Path>;

/**
 * Join segments to a path.
 * @throws when a segment is not allowed, which is a bug: ids are made by us
 */
export const pathOf = (...segments: readonly string[]): Path => Path.parse(segments.join('/'));

/** Return whether this path is below that one. */
export const isPathBelow = (path: string, prefix: string): boolean => path.startsWith(`${prefix}/`);

/** Largest number of an op within its device's log: 15 digits. */
export const maximumOpNumber = 999_999_999_999_999;

/** The name of an op within its log: `device.n`, with n = 1, 2, 3, ... without holes. */
export const Dot = z
  .string()
  .regex(/^[0-9a-f]{32}\.[1-9][0-9]{0,14}$/)
  .brand<'Dot'>();
export type Dot = z.infer<typeof Dot>;

// Built from parts that were parsed already, so the pattern holds.
export const dotOf = (deviceId: DeviceId, n: number): Dot => `${deviceId}.${n}` as Dot;
export const deviceOfDot = (dot: Dot): DeviceId => dot.slice(0, 32) as DeviceId;
export const numberOfDot = (dot: Dot): number => Number(dot.slice(33));

/** First value of a register of a new document: nobody saw anything there, so it replaces nothing. */
export interface InitialValue {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly path: Path;
  readonly value: JsonValue;
}

/**
 * Make the first values of one document.
 * @throws when a path is malformed, which is a bug
 */
export const initialValuesFor =
  (doc: DocumentId, kind: DocumentKind) =>
  (path: string, value: JsonValue): InitialValue => ({ doc, kind, path: pathOf(...path.split('/')), value });

/**
 * Kind of a document, such as `mission` or `assessment`: it selects the schema. Unknown kinds are kept (J5 holds
 * them).
 */
export const DocumentKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand<'Kind'>();
export type DocumentKind = z.infer<typeof DocumentKind>;

/** Bytes of one value as JSON text. */
export const maximumValueBytes = 64 * 1024;

const opAddressFields = { dot: Dot, stamp: HlcTimestamp, doc: DocumentId, kind: DocumentKind, path: Path };
/**
 * Headquarters erased the content of this op (docs/requirements.md E): its value is null, its text adds nothing. It
 * still replaces.
 */
const erasedMark = z.literal(true).optional();

/** A write to a register: `over` lists the dots of the values that the writer saw there and replaces. */
export const ValueOp = z.readonly(
  z.object({ ...opAddressFields, over: z.readonly(z.array(Dot)), value: JsonValue, erased: erasedMark }),
);
export type ValueOp = z.infer<typeof ValueOp>;

/** An addition to a rich text: a Yjs update in base64. */
export const TextOp = z.readonly(z.object({ ...opAddressFields, text: z.base64(), erased: erasedMark }));
export type TextOp = z.infer<typeof TextOp>;

/**
 * One write to one register of one document. Nothing deletes it, and only an erasure changes it
 * (domain/document/erase-ops.ts).
 */
export const Op = z.union([ValueOp, TextOp]);
export type Op = z.infer<typeof Op>;

export const isTextOp = (op: Op): op is TextOp => 'text' in op;

/** Two ops with one dot are the same if this is equal; else they are of two branches of one device (P2r). */
export const writeKeyOf = ({ stamp, doc, path }: Op): string => JSON.stringify([stamp, doc, path]);

/** Key of an op among all ops, also those of other branches (P2r) and of other logs, which number a device's ops too. */
export const opKeyOf = (op: Op): string => `${op.dot} ${writeKeyOf(op)}`;

/** Ops of a log that took effect: all seen ones but those held (J5) until a person releases them. */
export interface EffectiveOps {
  readonly have: VersionVector;
  readonly held: ReadonlySet<Dot>;
}

export const isOpEffective = (taken: EffectiveOps, dot: Dot): boolean =>
  hasSeenDot(taken.have, dot) && !taken.held.has(dot);

/**
 * Per device the highest n up to which every op was seen (`have` on the wire). Numbers are dense, so one is enough.
 */
export const VersionVector = z.readonly(z.record(DeviceId, z.int().nonnegative().max(maximumOpNumber)));
export type VersionVector = z.infer<typeof VersionVector>;

export const highestSeenNumber = (versionVector: VersionVector, deviceId: DeviceId): number =>
  versionVector[deviceId] ?? 0;
export const hasSeenDot = (versionVector: VersionVector, dot: Dot): boolean =>
  numberOfDot(dot) <= highestSeenNumber(versionVector, deviceOfDot(dot));

/**
 * Return the vector after op n of a device.
 * @throws on a hole (M6: out-of-order packs have to wait)
 */
export function advanceVector(versionVector: VersionVector, deviceId: DeviceId, n: number): VersionVector {
  const expected = highestSeenNumber(versionVector, deviceId) + 1;
  if (n !== expected) throw new Error(`Op ${n} of ${deviceId} arrived where ${expected} was due`);
  return { ...versionVector, [deviceId]: n };
}

/** Join two vectors: ops that are seen in either. */
export function joinVersionVectors(a: VersionVector, b: VersionVector): VersionVector {
  const joined: Record<DeviceId, number> = { ...a };
  // Keys of a parsed record are devices; Object.entries forgets that.
  for (const [deviceId, n] of Object.entries(b) as [DeviceId, number][])
    joined[deviceId] = Math.max(n, highestSeenNumber(a, deviceId));
  return joined;
}

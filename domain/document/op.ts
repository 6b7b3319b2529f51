import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { HlcTimestamp } from '../clock/hlc.ts';
import { DocumentId, type DeviceId } from '../ids.ts';
import { Path, pathOf } from './path.ts';

/** Largest number of an op within its device's log: 15 digits. */
export const maximumOpNumber = 999_999_999_999_999;

/** The name of an op within its log: `device.n`, with n = 1, 2, 3, ... without holes. */
export const Dot = z
  .string()
  .regex(/^[0-9a-f]{32}\.[1-9][0-9]{0,14}$/)
  .brand<'Dot'>();
export type Dot = z.infer<typeof Dot>;

// Built from parts that were parsed already, so the pattern holds.
export const dotOf = (device: DeviceId, n: number): Dot => `${device}.${n}` as Dot;
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

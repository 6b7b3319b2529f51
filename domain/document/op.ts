import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { HlcTimestamp } from '../clock/hlc.ts';
import { DocumentId } from '../ids.ts';
import { Dot } from './dot.ts';
import { Path, pathOf } from './path.ts';

/** The first value of a register of a new document: nobody saw anything there, so it replaces nothing. */
export interface InitialValue {
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly path: Path;
  readonly value: JsonValue;
}

/** Makes the first values of one document; the path is given as text and must be one (else it throws: a bug). */
export const initialValuesFor =
  (doc: DocumentId, kind: DocumentKind) =>
  (path: string, value: JsonValue): InitialValue => ({ doc, kind, path: pathOf(...path.split('/')), value });

/** `mission`, `assessment`, ...: which schema a document follows. Unknown kinds are kept (J5 holds them). */
export const DocumentKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand<'Kind'>();
export type DocumentKind = z.infer<typeof DocumentKind>;

/** Bytes of one value as JSON text (sync.md 2). */
export const maximumValueBytes = 64 * 1024;

const opAddressFields = { dot: Dot, stamp: HlcTimestamp, doc: DocumentId, kind: DocumentKind, path: Path };
/** Headquarters erased what this op wrote (domain.md E): its value is null, its text adds nothing. It still replaces. */
const erasedMark = z.literal(true).optional();

/** Writes a register: `over` lists the dots of the values that the writer saw there and replaces. */
export const ValueOp = z.readonly(
  z.object({ ...opAddressFields, over: z.readonly(z.array(Dot)), value: JsonValue, erased: erasedMark }),
);
export type ValueOp = z.infer<typeof ValueOp>;

/** Adds to a rich text: a Yjs update in base64. */
export const TextOp = z.readonly(z.object({ ...opAddressFields, text: z.base64(), erased: erasedMark }));
export type TextOp = z.infer<typeof TextOp>;

/** One write to one register of one document; never changed but by an erasure (erase-ops.ts), and never deleted. */
export const Op = z.union([ValueOp, TextOp]);
export type Op = z.infer<typeof Op>;

export const isTextOp = (op: Op): op is TextOp => 'text' in op;

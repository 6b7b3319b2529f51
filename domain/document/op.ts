import * as z from 'zod';
import { Json } from '../base/json.ts';
import { Stamp } from '../clock/hlc.ts';
import { DocumentId } from '../ids.ts';
import { Dot } from './dot.ts';
import { Path } from './path.ts';

/** `mission`, `assessment`, ...: which schema a document follows. Unknown kinds are kept (J5 holds them). */
export const Kind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand<'Kind'>();
export type Kind = z.infer<typeof Kind>;

/** Bytes of one value as JSON text (sync.md 2). */
export const largestValueBytes = 64 * 1024;

const address = { dot: Dot, stamp: Stamp, doc: DocumentId, kind: Kind, path: Path };
/** Headquarters erased what this op wrote (domain.md E): its value is null, its text adds nothing. It still replaces. */
const erased = z.literal(true).optional();

/** Writes a register: `over` lists the dots of the values that the writer saw there and replaces. */
export const ValueOp = z.readonly(
  z.object({ ...address, over: z.readonly(z.array(Dot)), value: Json, erased }),
);
export type ValueOp = z.infer<typeof ValueOp>;

/** Adds to a rich text: a Yjs update in base64. */
export const TextOp = z.readonly(z.object({ ...address, text: z.base64(), erased }));
export type TextOp = z.infer<typeof TextOp>;

/** One write to one register of one document; never changed but by an erasure (erase-ops.ts), and never deleted. */
export const Op = z.union([ValueOp, TextOp]);
export type Op = z.infer<typeof Op>;

export const isTextOp = (op: Op): op is TextOp => 'text' in op;

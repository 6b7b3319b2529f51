import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Register } from './document.ts';
import { isTextOp, type Op, type Path } from './op.ts';

/**
 * Bounds of one text op (M4); a pack bounds its bytes already. A pasted page of 250 KiB is some 25,000 runs. A text
 * of 4,000 editing sessions can still be deleted at once. `clock`: letters that one editing session ever wrote into
 * one text.
 */
export const textLimits = {
  structs: 65_536,
  deleteRanges: 65_536,
  clients: 4_096,
  clock: 2 ** 31,
} as const;

/**
 * Largest size of a document. A workshop with 500 participants has some 5,000 registers. An op beyond the limits is
 * refused to its writer and held at headquarters (J5). Its pack is quarantined where it came another way.
 */
export const documentLimits = {
  /** Registers of one document. */
  registers: 131_072,
  /** Bytes of one document's registers as JSON in UTF-8. */
  bytes: 32 * 1024 * 1024,
  /** Heads and dead dots of one register. */
  dots: 1_024,
  /** Letters of base64 of one text's merged updates. */
  text: 1024 * 1024,
} as const;

/**
 * Most registers of a document of these kinds, below the general limit. Everybody's console reads the programme's
 * register of institutions, one register each, and lists of requests.
 */
const registerLimits: Readonly<Record<string, number>> = {
  programme: 6_000, // 5,000 institutions, with States, funding lines, officers and settings
  request: 1_000,
};

/** Registers of a document, and bytes of their JSON in UTF-8. Each change updates both. */
export interface DocumentSize {
  readonly registers: number;
  readonly bytes: number;
}

export const emptyDocumentSize: DocumentSize = { registers: 0, bytes: 2 };

/** Bytes of one register within its document's JSON, with its path, colon and comma. */
export function registerSizeBytes(path: Path, { text, ...values }: Register): number {
  const textBytes = text === undefined ? 0 : text.length + ',"text":""'.length;
  return path.length + 4 + jsonByteLength(values) + textBytes;
}

/**
 * Return the size after a register was replaced.
 * @param previousRegister undefined where there was none
 */
export const sizeAfterChange = (
  { registers, bytes }: DocumentSize,
  path: Path,
  previousRegister: Register | undefined,
  after: Register,
): DocumentSize => ({
  registers: registers + (previousRegister === undefined ? 1 : 0),
  bytes:
    bytes +
    registerSizeBytes(path, after) -
    (previousRegister === undefined ? 0 : registerSizeBytes(path, previousRegister)),
});

/** Compute the size of a whole document; costs as much as its JSON. */
export function documentSizeOf(registers: Iterable<readonly [Path, Register]>): DocumentSize {
  let documentSize = emptyDocumentSize;
  for (const [path, register] of registers)
    documentSize = sizeAfterChange(documentSize, path, undefined, register);
  return documentSize;
}

/** Reason why a document takes no more: it is full, or one register of it is. */
export type CapacityRefusal =
  | { readonly kind: 'documentFull'; readonly path: string }
  | { readonly kind: 'registerFull'; readonly path: string };

/**
 * Check whether there is room for an op. Replaced values are not deducted: a document stays a few values below its
 * limit, and no other register is read.
 * @param documentSize of the document before the op
 * @param previousRegister the op's register before it
 */
export function checkCapacity(
  op: Op,
  documentSize: DocumentSize,
  previousRegister: Register | undefined,
): Result<Op, CapacityRefusal> {
  const { path } = op;
  const registers = documentSize.registers + (previousRegister === undefined ? 1 : 0);
  const bytes = documentSize.bytes + addedJsonBytesOf(op);
  if (registers > (registerLimits[op.kind] ?? documentLimits.registers) || bytes > documentLimits.bytes)
    return refuse({ kind: 'documentFull', path });
  return isRegisterFull(op, previousRegister) ? refuse({ kind: 'registerFull', path }) : ok(op);
}

function isRegisterFull(op: Op, previousRegister: Register | undefined): boolean {
  if (isTextOp(op)) return (previousRegister?.text?.length ?? 0) + op.text.length > documentLimits.text;
  const over = new Set<string>(op.over);
  const heads = previousRegister?.heads.filter(({ dot }) => !over.has(dot)).length ?? 0;
  const replaced = (previousRegister?.heads.length ?? 0) - heads;
  const dead = (previousRegister?.dead?.length ?? 0) + over.size - replaced;
  return heads + 1 + dead > documentLimits.dots;
}

/** Upper bound of the bytes that an op adds to its document's JSON. */
function addedJsonBytesOf(op: Op): number {
  const envelope = op.path.length + 200;
  if (isTextOp(op)) return envelope + op.text.length;
  return envelope + 52 * op.over.length + jsonByteLength(op.value);
}

/** Bytes of a value as JSON in UTF-8, counted without encoding it. */
function jsonByteLength(value: object | JsonValue): number {
  const text = JSON.stringify(value);
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // A pair of surrogates is four bytes. JSON escapes those without their other half.
    const isSurrogate = unit >= 0xd800 && unit < 0xe000;
    bytes += unit < 0x800 || isSurrogate ? 1 : 2;
  }
  return bytes;
}

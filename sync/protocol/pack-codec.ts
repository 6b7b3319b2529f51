import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { boundTimestamp, HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Dot, deviceOfDot, dotOf, isTextOp, numberOfDot, Op } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { ColumnIndex, compactColumn, entryAt, expandColumn, isNestedTooDeep } from './columns.ts';
import { Sha256 } from './hash.ts';
import { wireLimits } from './limits.ts';
import { type OverCell, Payload } from './wire.ts';

/**
 * Statements of a payload that its device requires before it signs. Its ops are not read here, since a pack that
 * headquarters will refuse is signed too. It is then quarantined with a reason and stops no other log.
 */
const PackHead = z.looseObject({
  v: z.literal(1),
  log: LogId,
  device: DeviceId,
  first: z.int().positive(),
  prev: Sha256,
  ops: z.looseObject({ v: z.array(z.unknown()).min(1) }),
});

/** Far above a pack: beyond `packBytes` headquarters refuses, with a message to the person. */
const maximumPayloadLetters = 4 * wireLimits.packBytes;

/**
 * True when a text is the payload of a pack of this device (P1). The device's key also signs requests, renewals and
 * enrolments. None of these texts is JSON, so none passes here.
 */
export function isPayloadOfDevice(deviceId: DeviceId, text: string): boolean {
  if (text.length > maximumPayloadLetters) return false;
  try {
    const head = PackHead.safeParse(JSON.parse(text));
    return head.success && head.data.device === deviceId;
  } catch {
    return false;
  }
}

/** Decoded payload, with its ops in the order of n. */
export interface OpenedPack {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly first: number;
  readonly prev: Sha256;
  readonly ops: readonly Op[];
}

export type PackRefusal = { readonly kind: 'malformed'; readonly why: string };

/**
 * Payload text of consecutive ops of one device in one log (P1). The caller keeps within the size limits
 * (`fitOpsIntoPack`).
 * @throws for no ops, and for ops that are not consecutive: a bug.
 */
export function encodePayload(log: LogId, prev: Sha256, ops: readonly Op[]): string {
  const [head] = ops;
  if (head === undefined) throw new Error('A pack holds at least one op');
  const deviceId = deviceOfDot(head.dot);
  const first = numberOfDot(head.dot);
  const docs = new ColumnIndex<string>();
  const paths = new ColumnIndex<string>();
  const devs = new ColumnIndex<DeviceId>();
  const kinds: string[] = [];
  const columns = { d: [] as number[], p: [] as number[], t: [] as number[], c: [] as number[] };
  const o: OverCell[] = [];
  const v: JsonValue[] = [];

  let previousT = head.stamp[0];
  ops.forEach((op, at) => {
    if (op.dot !== dotOf(deviceId, first + at)) throw new Error(`Op ${op.dot} is out of order`);
    columns.d.push(docs.of(op.doc));
    kinds[docs.of(op.doc)] = op.kind;
    columns.p.push(paths.of(op.path));
    columns.t.push(op.stamp[0] - previousT);
    columns.c.push(op.stamp[1]);
    previousT = op.stamp[0];
    o.push(isTextOp(op) ? 0 : overCell(op.over, deviceId, first + at, devs));
    v.push(valueCellOf(op));
  });

  return JSON.stringify({
    v: 1,
    log,
    device: deviceId,
    first,
    prev,
    stamp: head.stamp,
    docs: docs.values.map((doc, at) => [doc, kinds[at]]),
    paths: paths.values,
    devs: devs.values,
    ops: {
      d: compactColumn(columns.d),
      p: compactColumn(columns.p),
      t: compactColumn(columns.t),
      c: compactColumn(columns.c),
      o: compactColumn(o),
      v,
    },
  });
}

/**
 * Read a payload text. Refuse a wrong format and numbers or sizes beyond the bounds (J6). Never throws on bad input.
 */
export function decodePayload(text: string): Result<OpenedPack, PackRefusal> {
  // Checked before parsing, so that depth cannot exhaust the stack.
  if (isNestedTooDeep(text)) return refuse({ kind: 'malformed', why: 'a value is nested too deeply' });
  return decodeWithStamps(text, (read, n) => {
    const stamp = HlcTimestamp.safeParse(read);
    if (!stamp.success) throw new Error(`The stamp of op ${n} is out of bounds`);
    return stamp.data;
  });
}

/** Read a payload from an earlier version, which had no bounds for HLC timestamps: they are brought within. */
export const decodeStoredPayload = (text: string): Result<OpenedPack, PackRefusal> =>
  decodeWithStamps(text, boundTimestamp);

type StampReader = (hlcTimestamp: Payload['stamp'], n: number) => HlcTimestamp;

function decodeWithStamps(text: string, readStamp: StampReader): Result<OpenedPack, PackRefusal> {
  const payload = parsePayload(text);
  if (!payload.ok) return payload;
  try {
    return ok(openPayload(payload.value, readStamp));
  } catch (error) {
    return refuse({ kind: 'malformed', why: error instanceof Error ? error.message : 'unreadable' });
  }
}

function openPayload(payload: Payload, readStamp: StampReader): OpenedPack {
  const { device, first, log, prev, ops } = payload;
  const count = ops.v.length;
  const [d, p, t, c] = [
    expandColumn(ops.d, count),
    expandColumn(ops.p, count),
    expandColumn(ops.t, count),
    expandColumn(ops.c, count),
  ];
  const o = expandColumn<OverCell>(ops.o, count);
  const named = o.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? 1 : cell.length), 0);
  if (named > wireLimits.packOverDots) throw new Error('the pack replaces too many values');
  let at = payload.stamp[0];

  const openedOps = ops.v.map((cell, index) => {
    at += index === 0 ? 0 : entryAt(t, index);
    const [doc, kind] = entryAt(payload.docs, entryAt(d, index));
    const dot = dotOf(device, first + index);
    const stamp = readStamp(index === 0 ? payload.stamp : [at, entryAt(c, index)], first + index);
    const address = {
      dot,
      stamp,
      doc: DocumentId.parse(doc),
      kind,
      path: entryAt(payload.paths, entryAt(p, index)),
    };
    const text = textOfCell(cell);
    if (text !== undefined) return Op.parse({ ...address, ...text });
    if (JSON.stringify(cell).length > wireLimits.valueBytes)
      throw new Error(`The value of op ${first + index} is too large`);
    return Op.parse({
      ...address,
      over: readOverCell(entryAt(o, index), payload, first + index),
      ...(isErasedCell(cell) ? { value: null, erased: true } : { value: unescapeValue(cell) }),
    });
  });
  return { log, device, first, prev, ops: openedOps };
}

function parsePayload(text: string): Result<Payload, PackRefusal> {
  try {
    const parsed = Payload.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    return refuse({ kind: 'malformed', why: `${issue?.path.join('.')}: ${issue?.message}` });
  } catch {
    return refuse({ kind: 'malformed', why: 'not JSON' });
  }
}

function overCell(
  over: readonly Dot[],
  deviceId: DeviceId,
  n: number,
  devs: ColumnIndex<DeviceId>,
): OverCell {
  const [onlyDot, ...otherDots] = over;
  if (onlyDot === undefined) return 0;
  if (otherDots.length === 0 && deviceOfDot(onlyDot) === deviceId && numberOfDot(onlyDot) < n)
    return numberOfDot(onlyDot) - n;
  return over.map((dot) => {
    const authorDeviceId = deviceOfDot(dot);
    return [authorDeviceId === deviceId ? -1 : devs.of(authorDeviceId), numberOfDot(dot)] as const;
  });
}

function readOverCell(cell: OverCell, payload: Payload, n: number): readonly Dot[] {
  if (cell === 0) return [];
  if (typeof cell === 'number') {
    if (n + cell < 1) throw new Error(`Op ${n} replaces an op before the first`);
    return [dotOf(payload.device, n + cell)];
  }
  return cell.map(([dev, number]) => dotOf(dev === -1 ? payload.device : entryAt(payload.devs, dev), number));
}

/**
 * Cell of an op. Erased content (erased-pack.ts) is `{"$erased":1}`, or `{"$text":"...","$erased":1}` with the rest of
 * a text.
 */
function valueCellOf(op: Op): JsonValue {
  const mark = op.erased === true ? { $erased: 1 } : {};
  if (isTextOp(op)) return { $text: op.text, ...mark };
  return op.erased === true ? mark : escapeValue(op.value);
}

const isErasedCell = (cell: JsonValue): boolean =>
  startsWithDollar(cell) && cell['$erased'] === 1 && Object.keys(cell).length === 1;

/** Wrap a value with a first key that starts with `$`, so that it cannot be read as a text. */
const escapeValue = (value: JsonValue): JsonValue => (startsWithDollar(value) ? { $: value } : value);

function unescapeValue(cell: JsonValue): JsonValue {
  if (!startsWithDollar(cell)) return cell;
  if ('$' in cell && Object.keys(cell).length === 1) return cell['$'] ?? null;
  throw new Error('a value with a first key starting with "$" must be escaped');
}

function textOfCell(cell: JsonValue): { readonly text: string; readonly erased?: true } | undefined {
  if (!startsWithDollar(cell) || !('$text' in cell)) return undefined;
  const { $text: text, $erased: mark, ...others } = cell;
  const isErased = mark === 1;
  if (typeof text !== 'string' || Object.keys(others).length > 0 || (mark !== undefined && !isErased))
    throw new Error('a text op holds one base64 update');
  return isErased ? { text, erased: true } : { text };
}

function startsWithDollar(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.keys(value)[0]?.startsWith('$') ?? false;
}

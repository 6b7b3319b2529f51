import type { Json } from '#domain/base/json.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp, Op } from '#domain/document/op.ts';
import { DocumentId, type DeviceId, type LogId } from '#domain/ids.ts';
import { boundStamp, Stamp } from '#domain/clock/hlc.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { Index, narrow, pick, wide } from './columns.ts';
import { isTooDeep } from './json-depth.ts';
import { limits } from './limits.ts';
import { type OverCell, Payload } from './wire.ts';
import type { Sha256 } from './hash.ts';

/** A payload that was read: who wrote what, in the order of n. */
export interface OpenedPack {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly first: number;
  readonly prev: Sha256;
  readonly ops: readonly Op[];
}

export type PackRefusal = { readonly kind: 'malformed'; readonly why: string };

/**
 * The payload text of consecutive ops of one device in one log (sync.md 3). Throws when ops are missing or not
 * consecutive, which is a bug; keeping within the size limits is the caller's part (`takePack`).
 */
export function encodePayload(log: LogId, prev: Sha256, ops: readonly Op[]): string {
  const [head] = ops;
  if (head === undefined) throw new Error('A pack holds at least one op');
  const device = deviceOf(head.dot);
  const first = numberOf(head.dot);
  const docs = new Index<string>();
  const paths = new Index<string>();
  const devs = new Index<DeviceId>();
  const kinds: string[] = [];
  const columns = { d: [] as number[], p: [] as number[], t: [] as number[], c: [] as number[] };
  const o: OverCell[] = [];
  const v: Json[] = [];

  let previousT = head.stamp[0];
  ops.forEach((op, at) => {
    if (op.dot !== dotOf(device, first + at)) throw new Error(`Op ${op.dot} is out of order`);
    columns.d.push(docs.of(op.doc));
    kinds[docs.of(op.doc)] = op.kind;
    columns.p.push(paths.of(op.path));
    columns.t.push(op.stamp[0] - previousT);
    columns.c.push(op.stamp[1]);
    previousT = op.stamp[0];
    o.push(isTextOp(op) ? 0 : overCell(op.over, device, first + at, devs));
    v.push(cellOf(op));
  });

  return JSON.stringify({
    v: 1,
    log,
    device,
    first,
    prev,
    stamp: head.stamp,
    docs: docs.values.map((doc, at) => [doc, kinds[at]]),
    paths: paths.values,
    devs: devs.values,
    ops: {
      d: narrow(columns.d),
      p: narrow(columns.p),
      t: narrow(columns.t),
      c: narrow(columns.c),
      o: narrow(o),
      v,
    },
  });
}

/**
 * Reads a payload text. Refuses what does not follow the format or is beyond the bounds (J6); never throws on bad
 * input.
 */
export function decodePayload(text: string): Result<OpenedPack, PackRefusal> {
  // Told before parsing, so that depth cannot exhaust the stack.
  if (isTooDeep(text)) return refuse({ kind: 'malformed', why: 'a value is nested too deeply' });
  return decodeWith(text, (read, n) => {
    const stamp = Stamp.safeParse(read);
    if (!stamp.success) throw new Error(`The stamp of op ${n} is out of bounds`);
    return stamp.data;
  });
}

/** Reads a payload that was taken by an earlier version, which had no bounds for stamps: they are brought within. */
export const decodeStored = (text: string): Result<OpenedPack, PackRefusal> => decodeWith(text, boundStamp);

type ReadStamp = (stamp: Payload['stamp'], n: number) => Stamp;

function decodeWith(text: string, readStamp: ReadStamp): Result<OpenedPack, PackRefusal> {
  const payload = parseJson(text);
  if (!payload.ok) return payload;
  try {
    return ok(openPayload(payload.value, readStamp));
  } catch (error) {
    return refuse({ kind: 'malformed', why: error instanceof Error ? error.message : 'unreadable' });
  }
}

function openPayload(payload: Payload, readStamp: ReadStamp): OpenedPack {
  const { device, first, log, prev, ops } = payload;
  const count = ops.v.length;
  const [d, p, t, c] = [wide(ops.d, count), wide(ops.p, count), wide(ops.t, count), wide(ops.c, count)];
  const o = wide<OverCell>(ops.o, count);
  const named = o.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? 1 : cell.length), 0);
  if (named > limits.packOverDots) throw new Error('the pack replaces too many values');
  let at = payload.stamp[0];

  const opened = ops.v.map((cell, index) => {
    at += index === 0 ? 0 : pick(t, index);
    const [doc, kind] = pick(payload.docs, pick(d, index));
    const dot = dotOf(device, first + index);
    const stamp = readStamp(index === 0 ? payload.stamp : [at, pick(c, index)], first + index);
    const address = {
      dot,
      stamp,
      doc: DocumentId.parse(doc),
      kind,
      path: pick(payload.paths, pick(p, index)),
    };
    const text = textOf(cell);
    if (text !== undefined) return Op.parse({ ...address, ...text });
    if (JSON.stringify(cell).length > limits.valueBytes)
      throw new Error(`The value of op ${first + index} is too large`);
    return Op.parse({
      ...address,
      over: openOver(pick(o, index), payload, first + index),
      ...(isErasedCell(cell) ? { value: null, erased: true } : { value: unescapeValue(cell) }),
    });
  });
  return { log, device, first, prev, ops: opened };
}

function parseJson(text: string): Result<Payload, PackRefusal> {
  try {
    const parsed = Payload.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    return refuse({ kind: 'malformed', why: `${issue?.path.join('.')}: ${issue?.message}` });
  } catch {
    return refuse({ kind: 'malformed', why: 'not JSON' });
  }
}

function overCell(over: readonly Dot[], device: DeviceId, n: number, devs: Index<DeviceId>): OverCell {
  const [only, ...others] = over;
  if (only === undefined) return 0;
  if (others.length === 0 && deviceOf(only) === device && numberOf(only) < n) return numberOf(only) - n;
  return over.map((dot) => {
    const author = deviceOf(dot);
    return [author === device ? -1 : devs.of(author), numberOf(dot)] as const;
  });
}

function openOver(cell: OverCell, payload: Payload, n: number): readonly Dot[] {
  if (cell === 0) return [];
  if (typeof cell === 'number') {
    if (n + cell < 1) throw new Error(`Op ${n} replaces an op before the first`);
    return [dotOf(payload.device, n + cell)];
  }
  return cell.map(([dev, number]) => dotOf(dev === -1 ? payload.device : pick(payload.devs, dev), number));
}

/** Of what was erased (`erased-pack.ts`) an erased value, or what is left of a text: `{"$erased":1}`, `{"$text":"...","$erased":1}`. */
function cellOf(op: Op): Json {
  const mark = op.erased === true ? { $erased: 1 } : {};
  if (isTextOp(op)) return { $text: op.text, ...mark };
  return op.erased === true ? mark : escapeValue(op.value);
}

const isErasedCell = (cell: Json): boolean =>
  startsWithDollar(cell) && cell['$erased'] === 1 && Object.keys(cell).length === 1;

/** A value whose first key starts with `$` is wrapped, so that it cannot be taken for a text. */
const escapeValue = (value: Json): Json => (startsWithDollar(value) ? { $: value } : value);

function unescapeValue(cell: Json): Json {
  if (!startsWithDollar(cell)) return cell;
  if ('$' in cell && Object.keys(cell).length === 1) return cell['$'] ?? null;
  throw new Error('a value with a first key starting with "$" must be escaped');
}

function textOf(cell: Json): { readonly text: string; readonly erased?: true } | undefined {
  if (!startsWithDollar(cell) || !('$text' in cell)) return undefined;
  const { $text: text, $erased: mark, ...others } = cell;
  const isErased = mark === 1;
  if (typeof text !== 'string' || Object.keys(others).length > 0 || (mark !== undefined && !isErased))
    throw new Error('a text op holds one base64 update');
  return isErased ? { text, erased: true } : { text };
}

function startsWithDollar(value: Json): value is { readonly [key: string]: Json } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.keys(value)[0]?.startsWith('$') ?? false;
}

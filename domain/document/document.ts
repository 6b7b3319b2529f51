import * as z from 'zod';
import { areJsonEqual, compareTexts, JsonValue } from '#base/json.ts';
import { compareTimestamps, HlcTimestamp } from '../clock/hlc.ts';
import { type DeviceId, DocumentId } from '../ids.ts';
import { DocumentKind, Dot, deviceOfDot, isTextOp, type Op, Path, type ValueOp } from './op.ts';
import { mergeTextUpdates } from './text-update.ts';

/** A value that no known op has replaced. */
export const Head = z.readonly(z.object({ dot: Dot, stamp: HlcTimestamp, value: JsonValue }));
export type Head = z.infer<typeof Head>;

/**
 * State of one path (M1). `heads`: one is the value, several are a conflict. `dead`: dots that were replaced before
 * they came (M2). `text`: all text updates merged (M4). Both lists are sorted, so equal states are equal JSON.
 */
export const Register = z.readonly(
  z.object({
    heads: z.readonly(z.array(Head)),
    dead: z.readonly(z.array(Dot)).optional(),
    text: z.base64().optional(),
  }),
);
export type Register = z.infer<typeof Register>;

export const unwrittenRegister: Register = { heads: [] };

/**
 * Apply an op that the register has not taken yet. Any order of ops gives the same register (M2). Dots of other
 * registers in `over` have no effect.
 * @param hasTaken whether an op took effect before this one: its dot is in the log's seen set and it is not held. It
 * decides whether a replaced dot is gone or still to come.
 */
export function applyOpToRegister(register: Register, op: Op, hasTaken: (dot: Dot) => boolean): Register {
  if (!isTextOp(op)) return applyValueOp(register, op, hasTaken);
  return { ...withoutDeadDot(register, op.dot), text: mergeTextUpdates(register.text, op.text) };
}

function applyValueOp(register: Register, valueOp: ValueOp, hasTaken: (dot: Dot) => boolean): Register {
  const isReplaced = valueOp.over.includes(valueOp.dot) || register.dead?.includes(valueOp.dot);
  const dead = new Set(register.dead);
  for (const dot of valueOp.over) if (!hasTaken(dot)) dead.add(dot);
  dead.delete(valueOp.dot);

  const heads = register.heads.filter((head) => !valueOp.over.includes(head.dot));
  if (!isReplaced) heads.push({ dot: valueOp.dot, stamp: valueOp.stamp, value: valueOp.value });
  return withDeadDots({ ...register, heads: heads.sort((a, b) => compareTexts(a.dot, b.dot)) }, dead);
}

/** Return the register after an op with this dot took effect, here or elsewhere: it will not come again. */
export const withoutDeadDot = (register: Register, dot: Dot): Register =>
  register.dead?.includes(dot)
    ? withDeadDots(register, new Set(register.dead.filter((one) => one !== dot)))
    : register;

function withDeadDots(register: Register, dead: ReadonlySet<Dot>): Register {
  const { dead: _, ...rest } = register;
  return dead.size === 0 ? rest : { ...rest, dead: [...dead].sort(compareTexts) };
}

/** The head to show first: the one with the highest timestamp. Undefined when nothing was written. */
export function shownHead(register: Register | undefined): Head | undefined {
  return register?.heads.reduce<Head | undefined>(
    (bestHead, head) =>
      bestHead === undefined || compareTimestamps(timestampOfHead(head), timestampOfHead(bestHead)) > 0
        ? head
        : bestHead,
    undefined,
  );
}

/** M3: return whether the register has heads with different values. Equal values are no conflict to a person. */
export function hasConflict(register: Register | undefined): boolean {
  const heads = register?.heads ?? [];
  const [firstHead] = heads;
  // Most registers have one head, and a screen asks about all of them.
  if (firstHead === undefined || heads.length < 2) return false;
  return heads.some((head) => !areJsonEqual(firstHead.value, head.value));
}

const timestampOfHead = (head: Head) => ({ stamp: head.stamp, device: deviceOfDot(head.dot) });
/** The text of a value register; empty where there is none. (`textAt` of documents reads merged Yjs texts.) */
export function plainTextAt(document: Document | undefined, path: string): string {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : '';
}

/** Value that a field for one register shows, and the dots that a write from that field replaces. */
interface EditableValue {
  readonly value: JsonValue | undefined;
  readonly over: readonly Dot[];
}

/**
 * Without a conflict: the value and all its dots. In a conflict the own field shows the own value, and a write
 * replaces only that. Typing on must not decide (M3): the other value stays until a person chooses.
 */
export function editableValueAt(
  document: Document | undefined,
  path: string,
  deviceId: DeviceId,
): EditableValue {
  // Any text is accepted: a text that is no path has no register.
  const register = document?.registers[path as Path];
  const value = editableHeadOf(register, deviceId)?.value;
  const same = (register?.heads ?? []).filter(
    (head) => value !== undefined && areJsonEqual(head.value, value),
  );
  return { value, over: same.map(({ dot }) => dot) };
}

function editableHeadOf(register: Register | undefined, deviceId: DeviceId) {
  const ownHeads = register?.heads.filter(({ dot }) => deviceOfDot(dot) === deviceId) ?? [];
  return hasConflict(register) && ownHeads.length > 0 ? shownHead({ heads: ownHeads }) : shownHead(register);
}

/** Device of a write, and its time in epoch milliseconds by that device's clock. */
export interface Authorship {
  readonly device: DeviceId;
  readonly atMs: number;
}

/** Author of the visible value at this path; null where there is none, or the choice is not saved yet. */
export function authorshipAt(document: Document | undefined, path: string): Authorship | null {
  const head = shownHead(document?.registers[path as Path]); // a text that is no path has no register
  return head ? { device: deviceOfDot(head.dot), atMs: head.stamp[0] } : null;
}

/** Return the value at a path if it parses; else, or when nothing was written, the fallback. Never throws. */
export function readValueAt<T>(
  document: Document | undefined,
  path: string,
  shape: z.ZodType<T>,
  fallback: NoInfer<T>,
): T {
  const parsed = shape.safeParse(valueAt(document, path));
  return parsed.success ? parsed.data : fallback;
}

/**
 * Any content that people write: a map from path to register. A new kind is a schema over paths, not new machinery.
 */
export const Document = z.readonly(
  z.object({ doc: DocumentId, kind: DocumentKind, registers: z.readonly(z.record(Path, Register)) }),
);
export type Document = z.infer<typeof Document>;

export const emptyDocument = (doc: DocumentId, kind: DocumentKind): Document => ({
  doc,
  kind,
  registers: {},
});

/** A document for rules about single registers: in memory, or a draft of one. */
export type DocumentLookup = Pick<Document, 'kind' | 'registers'> | RegisterLookup;

/** A document with lookup of single registers, without all of it in one record. */
interface RegisterLookup {
  readonly kind: DocumentKind;
  registerAt(path: Path): Register | undefined;
}

/** The register at a path; undefined where nothing was written. */
export const registerAt = (documentLookup: DocumentLookup | undefined, path: string): Register | undefined =>
  documentLookup !== undefined && 'registerAt' in documentLookup
    ? documentLookup.registerAt(path as Path) // a text that is no path has no register
    : documentLookup?.registers[path as Path];

/** The value at a path as people see it (the newest head); undefined when nothing was written. */
export const valueAt = (documentLookup: DocumentLookup | undefined, path: string): JsonValue | undefined =>
  shownHead(registerAt(documentLookup, path))?.value;

/** Dots of the visible values at this path, which a write from there replaces. */
export const dotsAt = (documentLookup: DocumentLookup | undefined, path: string): readonly Dot[] =>
  registerAt(documentLookup, path)?.heads.map((head) => head.dot) ?? [];

export const richTextAt = (document: Document | undefined, path: string): string | undefined =>
  document?.registers[path as Path]?.text;

/** Paths in conflict: their values differ and wait for a person (M3). */
export const conflictPathsOf = (document: Document): readonly Path[] =>
  // Keys of a parsed record are paths; Object.keys forgets that.
  (Object.keys(document.registers) as Path[]).filter(
    (path) => hasConflict(document.registers[path]) && !isDerivedPath(path),
  );

/** A register that follows from others, or goes with them, needs no decision. */
export const isDerivedPath = (path: string): boolean => /^(?:calculated|removals)\//.test(path);

/** The ids directly below a prefix, such as the session ids below `sessions`, in the order of first appearance. */
export function itemIdsBelow(document: Document | undefined, prefix: string): readonly string[] {
  if (document === undefined) return [];
  return idsByPrefixOf(document.registers, prefix).get(prefix) ?? [];
}

/** Ids by prefix, for prefixes of one area and length; a state of a document never changes. */
const idsOfDocuments = new WeakMap<
  Document['registers'],
  Map<string, ReadonlyMap<string, readonly string[]>>
>();

/**
 * Ids below all prefixes that are as long as this one, found in one walk over a state of a document. Readers ask for the
 * parts of each item of a list: a walk for each of them would cost the square of the items.
 */
function idsByPrefixOf(
  registers: Document['registers'],
  prefix: string,
): ReadonlyMap<string, readonly string[]> {
  const [area = '', ...further] = prefix.split('/');
  const known = idsOfDocuments.get(registers) ?? new Map<string, ReadonlyMap<string, readonly string[]>>();
  idsOfDocuments.set(registers, known);
  const key = `${further.length} ${area}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = new Map<string, Set<string>>();
  const start = `${area}/`;
  for (const path of Object.keys(registers)) {
    if (!path.startsWith(start)) continue;
    let end = area.length;
    for (let part = 0; part < further.length && end !== -1; part += 1) end = path.indexOf('/', end + 1);
    if (end === -1) continue;
    const next = path.indexOf('/', end + 1);
    const id = path.slice(end + 1, next === -1 ? undefined : next);
    const below = path.slice(0, end);
    const ids = found.get(below);
    if (ids === undefined) found.set(below, new Set([id]));
    else ids.add(id);
  }
  const ids = new Map([...found].map(([below, all]) => [below, [...all]]));
  known.set(key, ids);
  return ids;
}

/** M5: return whether the item (or with no prefix the whole document) is removed and nobody contests it. */
export const isItemRemoved = (documentLookup: DocumentLookup | undefined, prefix = ''): boolean =>
  valueAt(documentLookup, prefix === '' ? 'removed' : `${prefix}/removed`) === true;

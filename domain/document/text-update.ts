import {
  ContentDeleted,
  ContentDoc,
  ContentString,
  ContentType,
  Doc,
  decodeStateVector,
  decodeUpdate,
  encodeStateAsUpdate,
  encodeStateVectorFromUpdate,
  GC,
  type ID,
  type Item,
  mergeUpdates,
  Skip,
} from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { textLimits } from './document-size.ts';
import type { TextOp } from './op.ts';

/** A run of one client's clocks that an update writes, from `id.clock` on, `length` letters or marks long. */
export type TextStruct = Item | GC;

/** Clocks of one client, `to` not included. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** A Yjs update by client id: its writes, in the order of clocks, and its deletions. */
export interface TextUpdate {
  readonly structs: ReadonlyMap<number, readonly TextStruct[]>;
  readonly deletes: ReadonlyMap<number, readonly ClockRange[]>;
}

const parsedUpdateByOp = new WeakMap<TextOp, TextUpdate | null>();

/** The update of a text op, parsed once; null when it is no Yjs update or beyond `textLimits`. */
export function parsedUpdateOf(op: TextOp): TextUpdate | null {
  const knownTextUpdate = parsedUpdateByOp.get(op);
  if (knownTextUpdate !== undefined) return knownTextUpdate;
  const textUpdate = parseTextUpdate(op.text);
  const fits = textUpdate !== null && isWithinTextLimits(textUpdate) ? textUpdate : null;
  parsedUpdateByOp.set(op, fits);
  return fits;
}

/** Parse a base64 Yjs update of any size; null when it is none. */
export function parseTextUpdate(text: string): TextUpdate | null {
  try {
    const { structs, ds } = decodeUpdate(decodeBase64(text));
    const byClient = new Map<number, TextStruct[]>();
    for (const struct of structs) {
      if (struct instanceof Skip) continue;
      const { client } = struct.id;
      const knownTextStructs = byClient.get(client);
      if (knownTextStructs) knownTextStructs.push(struct);
      else byClient.set(client, [struct]);
    }
    const deletes = [...ds.clients].map(
      ([client, items]) =>
        [client, items.map(({ clock, len }) => ({ from: clock, to: clock + len }))] as const,
    );
    return { structs: byClient, deletes: new Map(deletes) };
  } catch {
    // Yjs throws all kinds of errors at foreign bytes.
    return null;
  }
}

function isWithinTextLimits({ structs, deletes }: TextUpdate): boolean {
  const runs = [...structs.values()].flatMap((some) =>
    some.map(({ id, length }) => ({ from: id.clock, to: id.clock + length })),
  );
  const clockRanges = [...deletes.values()].flat();
  return (
    runs.length <= textLimits.structs &&
    clockRanges.length <= textLimits.deleteRanges &&
    structs.size + deletes.size <= textLimits.clients &&
    [...runs, ...clockRanges].every(({ from, to }) => to > from && to <= textLimits.clock) &&
    [...structs.values()].every(areStructsInOrder)
  );
}

/** Yjs writes each clock once and in order: any other update contradicts itself. */
function areStructsInOrder(textStructs: readonly TextStruct[]): boolean {
  let reached = 0;
  return textStructs.every(({ id, length }) => {
    const follows = id.clock >= reached;
    reached = id.clock + length;
    return follows;
  });
}

/**
 * Return whether two runs have the same content in the clocks that both cover. A run with deleted content agrees with
 * any. Both must be of one client and overlap.
 */
export function doStructsAgree(a: TextStruct, b: TextStruct): boolean {
  if (a instanceof GC || b instanceof GC) return true;
  if (a.content instanceof ContentDeleted || b.content instanceof ContentDeleted) return true;
  const from = Math.max(a.id.clock, b.id.clock);
  const to = Math.min(a.id.clock + a.length, b.id.clock + b.length);
  return (
    positionAtClock(a, from) === positionAtClock(b, from) &&
    structContentOf(a, from, to) === structContentOf(b, from, to)
  );
}

/** Position of the letter at this clock. Within a run each follows the one before it. */
function positionAtClock({ id, origin, rightOrigin, parent, parentSub }: Item, clock: number): string {
  const left = clock > id.clock ? { client: id.client, clock: clock - 1 } : origin;
  // An update names the parent only for an item without neighbours.
  const above = left === null && rightOrigin === null ? [parentIdText(parent), parentSub] : [];
  return JSON.stringify([clockIdText(left), clockIdText(rightOrigin), ...above]);
}

const clockIdText = (id: Pick<ID, 'client' | 'clock'> | null): string | null =>
  id && `${String(id.client)}:${String(id.clock)}`;

/** In an update a parent is the name of a root or the id of an item. */
const parentIdText = (parent: unknown): string | null =>
  typeof parent === 'string' ? `root ${parent}` : parent === null ? null : clockIdText(parent as ID);

function structContentOf({ id, content }: Item, from: number, to: number): string {
  const [start, end] = [from - id.clock, to - id.clock];
  if (content instanceof ContentString) return content.str.slice(start, end);
  if (content instanceof ContentType) {
    const { type } = content;
    return `${type.constructor.name} ${'nodeName' in type ? String(type.nodeName) : ''}`;
  }
  if (content instanceof ContentDoc) return content.doc.guid;
  if ('arr' in content) return JSON.stringify(content.getContent().slice(start, end));
  // Marks and embedded content are one clock long, and have no more than their content.
  return JSON.stringify(Object.entries(content));
}

/** M4: merge all updates of a text, in any order, into one. Both arguments and the result are base64 Yjs updates. */
export const mergeTextUpdates = (text: string | undefined, update: string): string =>
  text === undefined ? update : encodeBase64(mergeUpdates([decodeBase64(text), decodeBase64(update)]));

/** Yjs state vector in base64: how much each writer ever wrote into a text, deletions included. */
export const textStateVectorOf = (text: string): string =>
  encodeBase64(encodeStateVectorFromUpdate(decodeBase64(text)));

/** Return whether this base64 is a state vector. */
export function isStateVector(vector: string): boolean {
  try {
    decodeStateVector(decodeBase64(vector));
    return true;
  } catch {
    return false;
  }
}

/** Return whether a text has content that none of these state vectors covers. */
export function hasUnseenText(text: string, vectors: readonly string[]): boolean {
  const known = vectors.map((vector) => decodeStateVector(decodeBase64(vector)));
  const clocks = decodeStateVector(encodeStateVectorFromUpdate(decodeBase64(text)));
  return [...clocks].some(([writer, clock]) => known.every((one) => (one.get(writer) ?? 0) < clock));
}

/** Clients with more writing in this state vector than in the text. Undefined: no text. */
export function clientsAheadOfText(vector: string, text: string | undefined): readonly number[] {
  const there = text === undefined ? new Map() : decodeStateVector(decodeBase64(textStateVectorOf(text)));
  return [...decodeStateVector(decodeBase64(vector))].flatMap(([writer, clock]) =>
    (there.get(writer) ?? 0) < clock ? [writer] : [],
  );
}

/** An update that adds nothing to any text. */
export const emptyTextUpdate = encodeBase64(encodeStateAsUpdate(new Doc()));

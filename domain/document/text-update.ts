import {
  ContentDeleted,
  ContentDoc,
  ContentString,
  ContentType,
  decodeUpdate,
  GC,
  type ID,
  type Item,
  Skip,
} from 'yjs';
import { fromBase64 } from '../base/base64.ts';
import type { TextOp } from './op.ts';
import { textLimits } from './text-limits.ts';

/** A run of one client's clocks that an update writes, from `id.clock` on, `length` letters or marks long. */
export type TextStruct = Item | GC;

/** Clocks of one client, `to` not included. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** What a Yjs update says, by client id: what it writes, in the order of clocks, and what it deletes. */
export interface TextUpdate {
  readonly structs: ReadonlyMap<number, readonly TextStruct[]>;
  readonly deletes: ReadonlyMap<number, readonly ClockRange[]>;
}

const read = new WeakMap<TextOp, TextUpdate | null>();

/** The update of a text op, taken apart once; null when it is no Yjs update or beyond `textLimits`. */
export function updateOf(op: TextOp): TextUpdate | null {
  const known = read.get(op);
  if (known !== undefined) return known;
  const update = readUpdate(op.text);
  const fits = update !== null && isWithinLimits(update) ? update : null;
  read.set(op, fits);
  return fits;
}

/** A base64 Yjs update taken apart, whatever its size; null when it is none. */
export function readUpdate(text: string): TextUpdate | null {
  try {
    const { structs, ds } = decodeUpdate(fromBase64(text));
    const byClient = new Map<number, TextStruct[]>();
    for (const struct of structs) {
      if (struct instanceof Skip) continue;
      const { client } = struct.id;
      const known = byClient.get(client);
      if (known) known.push(struct);
      else byClient.set(client, [struct]);
    }
    const deletes = [...ds.clients].map(
      ([client, items]) =>
        [client, items.map(({ clock, len }) => ({ from: clock, to: clock + len }))] as const,
    );
    return { structs: byClient, deletes: new Map(deletes) };
  } catch {
    // Yjs throws whatever it meets first at bytes that it did not write.
    return null;
  }
}

function isWithinLimits({ structs, deletes }: TextUpdate): boolean {
  const runs = [...structs.values()].flatMap((some) =>
    some.map(({ id, length }) => ({ from: id.clock, to: id.clock + length })),
  );
  const ranges = [...deletes.values()].flat();
  return (
    runs.length <= textLimits.structs &&
    ranges.length <= textLimits.deleteRanges &&
    structs.size + deletes.size <= textLimits.clients &&
    [...runs, ...ranges].every(({ from, to }) => to > from && to <= textLimits.clock) &&
    [...structs.values()].every(isInOrder)
  );
}

/** Yjs writes each clock once and in order: an update that does not contradicts itself. */
function isInOrder(structs: readonly TextStruct[]): boolean {
  let reached = 0;
  return structs.every(({ id, length }) => {
    const follows = id.clock >= reached;
    reached = id.clock + length;
    return follows;
  });
}

/**
 * Do two runs say the same in the clocks that both cover? A run whose content is gone, since it was deleted, agrees with
 * any. Both must be of one client and overlap.
 */
export function agree(a: TextStruct, b: TextStruct): boolean {
  if (a instanceof GC || b instanceof GC) return true;
  if (a.content instanceof ContentDeleted || b.content instanceof ContentDeleted) return true;
  const from = Math.max(a.id.clock, b.id.clock);
  const to = Math.min(a.id.clock + a.length, b.id.clock + b.length);
  return placeAt(a, from) === placeAt(b, from) && contentOf(a, from, to) === contentOf(b, from, to);
}

/** Where the letter at this clock stands. Within a run each follows the one before it. */
function placeAt({ id, origin, rightOrigin, parent, parentSub }: Item, clock: number): string {
  const left = clock > id.clock ? { client: id.client, clock: clock - 1 } : origin;
  // An update names the parent only where nothing beside it does.
  const above = left === null && rightOrigin === null ? [parentName(parent), parentSub] : [];
  return JSON.stringify([idName(left), idName(rightOrigin), ...above]);
}

const idName = (id: Pick<ID, 'client' | 'clock'> | null): string | null =>
  id && `${String(id.client)}:${String(id.clock)}`;

/** In an update a parent is the name of a root or the id of an item. */
const parentName = (parent: unknown): string | null =>
  typeof parent === 'string' ? `root ${parent}` : parent === null ? null : idName(parent as ID);

function contentOf({ id, content }: Item, from: number, to: number): string {
  const [start, end] = [from - id.clock, to - id.clock];
  if (content instanceof ContentString) return content.str.slice(start, end);
  if (content instanceof ContentType) {
    const { type } = content;
    return `${type.constructor.name} ${'nodeName' in type ? String(type.nodeName) : ''}`;
  }
  if (content instanceof ContentDoc) return content.doc.guid;
  if ('arr' in content) return JSON.stringify(content.getContent().slice(start, end));
  // Marks and embedded things are one clock long: what they hold is all that they say.
  return JSON.stringify(Object.entries(content));
}

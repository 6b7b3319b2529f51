import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { type Document, type Head, isDerivedPath, type Register } from './document.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  highestSeenNumber,
  isPathBelow,
  isTextOp,
  numberOfDot,
  type Op,
  Path,
  type PathValue,
  pathOf,
  VersionVector,
} from './op.ts';
import { isStateVector, textStateVectorOf } from './text-update.ts';

/**
 * Causal context of a removal: the content of the item that its writer had seen (M5). Timestamps cannot show it: a
 * colleague's write of an hour ago, on a laptop without a network, is unseen too. `item`: such as `sessions/s3`,
 * empty for the whole document. `seen`: last op number per device of the values there. `texts`: state vectors of its
 * texts.
 */
export const CausalContext = z.readonly(
  z.object({
    item: z.union([z.literal(''), Path]),
    seen: VersionVector,
    texts: z.readonly(z.record(Path, z.base64().refine(isStateVector))),
  }),
);
export type CausalContext = z.infer<typeof CausalContext>;

/** Paths of contexts: `removals/<dot>`. */
export const causalContextArea = 'removals';

/** Return whether a path is a causal context: written by no person, and not for reading. */
export const isCausalContextPath = (path: string): boolean => isPathBelow(path, causalContextArea);

/** Registers that people wrote below an item, or in the whole document for the empty item. */
export const itemRegistersOf = (
  { registers }: Document,
  item: string,
): readonly (readonly [Path, Register])[] =>
  // Keys of a parsed record are paths; Object.entries forgets that.
  (Object.entries(registers) as [Path, Register][]).filter(
    ([path]) =>
      (item === '' || isPathBelow(path, item)) && path !== removedPathOf(item) && !isDerivedPath(path),
  );

/**
 * Return the context to write right after a removal; null after every other op.
 * @param previousDocument the document as its writer knows it; undefined where they have none of it
 */
export function causalContextWriteFor(op: Op, previousDocument: Document | undefined): PathValue | null {
  const item = itemRemovedBy(op.path);
  if (item === null || isTextOp(op) || op.value !== true) return null;
  const seen: Record<string, number> = {};
  const texts: Record<string, string> = {};
  for (const [below, { heads, text }] of previousDocument ? itemRegistersOf(previousDocument, item) : []) {
    for (const head of heads)
      seen[deviceOfDot(head.dot)] = Math.max(
        highestSeenNumber(seen, deviceOfDot(head.dot)),
        numberOfDot(head.dot),
      );
    if (text !== undefined) texts[below] = textStateVectorOf(text);
  }
  // Each removal has a register of its own, so that two are no conflict.
  return { path: pathOf(causalContextArea, op.dot), value: { item, seen, texts } };
}

/** Heads of all causal contexts of a document, by dot. */
export type CausalContextHeads = ReadonlyMap<Dot, Head>;

/** Collect the contexts of a document. Costs the document's size: callers with many removals collect once. */
export function causalContextHeadsOf({ registers }: Document): CausalContextHeads {
  const found = new Map<Dot, Head>();
  for (const [path, { heads }] of Object.entries(registers))
    if (isCausalContextPath(path)) for (const head of heads) found.set(head.dot, head);
  return found;
}

/** Context that was written with this removal of an item; null where its writer's version wrote none. */
export function findCausalContext(
  contextHeads: CausalContextHeads,
  item: string,
  removal: Head,
): CausalContext | null {
  // After a fork ops have new numbers (P2), one after the other as before.
  const head = contextHeads.get(dotOf(deviceOfDot(removal.dot), numberOfDot(removal.dot) + 1));
  const causalContext = head === undefined ? null : parseCausalContext(head.value);
  return causalContext?.item === item ? causalContext : null;
}

/** Parse a value as a causal context; null where it is none. */
export function parseCausalContext(value: JsonValue): CausalContext | null {
  const context = CausalContext.safeParse(value);
  return context.success ? context.data : null;
}

/** Path of the register that removes an item, or the whole document. */
export const removedPathOf = (item: string): Path => (item === '' ? 'removed' : `${item}/removed`) as Path; // item is a path

/** The item that this register removes; the empty one is the whole document. Null for any other register. */
export function itemRemovedBy(path: string): string | null {
  if (path === 'removed') return '';
  return path.endsWith('/removed') ? path.slice(0, -'/removed'.length) : null;
}

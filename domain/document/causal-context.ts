import * as z from 'zod';
import { type Document, isDerivedPath } from './document.ts';
import { type Dot, deviceOfDot, dotOf, numberOfDot } from './dot.ts';
import type { JsonValue } from '#base/json.ts';
import type { PathRule } from './kind-schema.ts';
import { isStateVector, textStateVectorOf } from './merge-text.ts';
import { isTextOp, type Op } from './op.ts';
import { isPathBelow, Path, pathOf, type PathValue } from './path.ts';
import type { Head, Register } from './register.ts';
import { highestSeenNumber, VersionVector } from './version-vector.ts';

/**
 * The causal context of a removal: what its writer had seen of the item (M5). Stamps cannot tell it: what a colleague
 * wrote an hour earlier on a laptop without a network, the remover has not seen either. `item`: such as `sessions/s3`,
 * empty for the whole document; `seen`: per device the last of the values that stood there; `texts`: the state vectors of
 * its texts.
 */
export const CausalContext = z.readonly(
  z.object({
    item: z.union([z.literal(''), Path]),
    seen: VersionVector,
    texts: z.readonly(z.record(Path, z.base64().refine(isStateVector))),
  }),
);
export type CausalContext = z.infer<typeof CausalContext>;

const causalContextArea = 'removals';

/** Where contexts stand in every kind of document of which something can be removed. */
export const causalContextRule: PathRule = { pattern: `${causalContextArea}/*`, holds: CausalContext };

/** Nobody wrote a context by hand, and nobody has to read it. */
export const isCausalContextPath = (path: string): boolean => isPathBelow(path, causalContextArea);

/** A register below an item, or of the whole document for the empty item, that people wrote. */
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
 * The write that goes right after one that removes something; null after every other. `before`: the document as its
 * writer knows it; undefined where they have nothing of it.
 */
export function causalContextWriteFor(op: Op, before: Document | undefined): PathValue | null {
  const item = itemRemovedBy(op.path);
  if (item === null || isTextOp(op) || op.value !== true) return null;
  const seen: Record<string, number> = {};
  const texts: Record<string, string> = {};
  for (const [below, { heads, text }] of before ? itemRegistersOf(before, item) : []) {
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

/** Everything that stands as the context of a removal, by dot. */
export type CausalContextHeads = ReadonlyMap<Dot, Head>;

/** The contexts of a document; costs its size, so whoever looks at many removals finds them once. */
export function causalContextHeadsOf({ registers }: Document): CausalContextHeads {
  const found = new Map<Dot, Head>();
  for (const [path, { heads }] of Object.entries(registers))
    if (isCausalContextPath(path)) for (const head of heads) found.set(head.dot, head);
  return found;
}

/** The context that was written with this removal of an item; null where its writer was a version that wrote none. */
export function findCausalContext(
  contexts: CausalContextHeads,
  item: string,
  removal: Head,
): CausalContext | null {
  // After a fork ops have new numbers (P2), one after the other as before.
  const head = contexts.get(dotOf(deviceOfDot(removal.dot), numberOfDot(removal.dot) + 1));
  const context = head === undefined ? null : parseCausalContext(head.value);
  return context?.item === item ? context : null;
}

/** The context that a value is; null where it is none. */
export function parseCausalContext(value: JsonValue): CausalContext | null {
  const context = CausalContext.safeParse(value);
  return context.success ? context.data : null;
}

/** Where it stands that an item, or the whole document, is removed. */
export const removedPathOf = (item: string): Path => (item === '' ? 'removed' : `${item}/removed`) as Path; // item is a path

/** What this register removes: an item, or the whole document, which is the empty one; null for any other register. */
export function itemRemovedBy(path: string): string | null {
  if (path === 'removed') return '';
  return path.endsWith('/removed') ? path.slice(0, -'/removed'.length) : null;
}

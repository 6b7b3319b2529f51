import * as z from 'zod';
import { type Document, isDerived } from './document.ts';
import { type Dot, deviceOf, dotOf, numberOf } from './dot.ts';
import type { Json } from '../base/json.ts';
import type { PathRule } from './kind-schema.ts';
import { isStateVector, stateVectorOf } from './merge-text.ts';
import { isTextOp, type Op } from './op.ts';
import { isBelow, Path, pathOf } from './path.ts';
import type { PathValue } from './path-value.ts';
import type { Head, Register } from './register.ts';
import { seenUpTo, VersionVector } from './version-vector.ts';

/**
 * The causal context of a removal: what its writer had seen of the item (M5). Stamps cannot tell it: what a colleague
 * wrote an hour earlier on a laptop without a network, the remover has not seen either. `item`: such as `sessions/s3`,
 * empty for the whole document; `seen`: per device the last of the values that stood there; `texts`: the state vectors of
 * its texts.
 */
export const RemovalContext = z.readonly(
  z.object({
    item: z.union([z.literal(''), Path]),
    seen: VersionVector,
    texts: z.readonly(z.record(Path, z.base64().refine(isStateVector))),
  }),
);
export type RemovalContext = z.infer<typeof RemovalContext>;

const area = 'removals';

/** Where contexts stand in every kind of document of which something can be removed. */
export const removalContexts: PathRule = { pattern: `${area}/*`, holds: RemovalContext };

/** Nobody wrote a context by hand, and nobody has to read it. */
export const isRemovalContext = (path: string): boolean => isBelow(path, area);

/** A register below an item, or of the whole document for the empty item, that people wrote. */
export const registersOfItem = (
  { registers }: Document,
  item: string,
): readonly (readonly [Path, Register])[] =>
  // Keys of a parsed record are paths; Object.entries forgets that.
  (Object.entries(registers) as [Path, Register][]).filter(
    ([path]) => (item === '' || isBelow(path, item)) && path !== removedIn(item) && !isDerived(path),
  );

/**
 * The write that goes right after one that removes something; null after every other. `before`: the document as its
 * writer knows it; undefined where they have nothing of it.
 */
export function contextOf(op: Op, before: Document | undefined): PathValue | null {
  const item = removedBy(op.path);
  if (item === null || isTextOp(op) || op.value !== true) return null;
  const seen: Record<string, number> = {};
  const texts: Record<string, string> = {};
  for (const [below, { heads, text }] of before ? registersOfItem(before, item) : []) {
    for (const head of heads)
      seen[deviceOf(head.dot)] = Math.max(seenUpTo(seen, deviceOf(head.dot)), numberOf(head.dot));
    if (text !== undefined) texts[below] = stateVectorOf(text);
  }
  // Each removal has a register of its own, so that two are no conflict.
  return { path: pathOf(area, op.dot), value: { item, seen, texts } };
}

/** Everything that stands as the context of a removal, by dot. */
export type ContextHeads = ReadonlyMap<Dot, Head>;

/** The contexts of a document; costs its size, so whoever looks at many removals finds them once. */
export function contextHeads({ registers }: Document): ContextHeads {
  const found = new Map<Dot, Head>();
  for (const [path, { heads }] of Object.entries(registers))
    if (isRemovalContext(path)) for (const head of heads) found.set(head.dot, head);
  return found;
}

/** The context that was written with this removal of an item; null where its writer was a version that wrote none. */
export function readContext(contexts: ContextHeads, item: string, removal: Head): RemovalContext | null {
  // After a fork ops have new numbers (P2), one after the other as before.
  const head = contexts.get(dotOf(deviceOf(removal.dot), numberOf(removal.dot) + 1));
  const context = head === undefined ? null : contextIn(head.value);
  return context?.item === item ? context : null;
}

/** The context that a value is; null where it is none. */
export function contextIn(value: Json): RemovalContext | null {
  const context = RemovalContext.safeParse(value);
  return context.success ? context.data : null;
}

/** Where it stands that an item, or the whole document, is removed. */
export const removedIn = (item: string): Path => (item === '' ? 'removed' : `${item}/removed`) as Path; // item is a path

/** What this register removes: an item, or the whole document, which is the empty one; null for any other register. */
export function removedBy(path: string): string | null {
  if (path === 'removed') return '';
  return path.endsWith('/removed') ? path.slice(0, -'/removed'.length) : null;
}

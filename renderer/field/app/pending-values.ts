import type { Json } from '#domain/base/json.ts';
import { epochStamp } from '#domain/clock/hlc.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';

/** A value that was chosen and is on its way to the disk; shown at once, so that a key press never waits. */
export interface PendingValue {
  readonly value: Json;
  /** Which choice made it, by identity: choosing 2, 3 and 2 again are three. */
  readonly choice: object;
  /** The dots seen when it was chosen. */
  readonly over: readonly Dot[];
  /** Once it is saved: its own dot, and what the store showed at that moment. */
  readonly saved: null | { readonly dot: Dot; readonly shown: string };
}

export type PendingValues = ReadonlyMap<Path, PendingValue>;

/** The dots of a register as one text, to see whether the store has answered again. */
export const shownKey = (document: Document | undefined, path: Path): string =>
  dotsAt(document, path).join(' ');

/** Those that the store's answer does not show yet. */
export function stillPending(pending: PendingValues, document: Document): PendingValues {
  const waiting = [...pending].filter(
    ([path, { saved }]) => saved === null || saved.shown === shownKey(document, path),
  );
  const isShown = ([path, { saved }]: [Path, PendingValue]): boolean =>
    saved !== null && dotsAt(document, path).includes(saved.dot);
  return new Map(waiting.filter((entry) => !isShown(entry)));
}

/** The document as it will be. Its heads are for showing only: what a write replaces is in `over`. */
export function withPending(document: Document, pending: PendingValues): Document {
  if (pending.size === 0) return document;
  const registers: Record<Path, Register> = { ...document.registers };
  for (const [path, { value }] of pending) {
    registers[path] = { ...registers[path], heads: [{ dot: pendingDot, stamp: epochStamp, value }] };
  }
  return { ...document, registers };
}

// The greatest number that a dot may have: no device comes to it.
const pendingDot = `${'0'.repeat(32)}.999999999999999` as Dot;

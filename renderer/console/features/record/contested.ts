import type { Json } from '#domain/base/json.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import { deviceOf } from '#domain/document/dot.ts';
import { isRemovalContested } from '#domain/document/removal.ts';
import { compareStamps } from '#domain/clock/hlc.ts';
import type { Head, Register } from '#domain/document/register.ts';
import type { Path } from '#domain/document/path.ts';

/** One of several values that were written without seeing each other. */
export interface ContestedValue {
  readonly dot: string;
  readonly device: string;
  readonly atMs: number;
  readonly value: Json;
}

/** A path that waits for a person (M3), or the removal of the whole record when somebody went on writing (M5). */
export interface Contested {
  readonly path: string;
  readonly kind: 'values' | 'removal';
  /** Newest first, as the first one is shown as the value. */
  readonly values: readonly ContestedValue[];
}

/** Everything in a record that waits for a person's decision. */
export function contestedIn(document: Document): readonly Contested[] {
  const conflicts = conflictsOf(document).map((path) => contestedAt(path, document.registers[path]));
  const removal = document.registers['removed' as Path]; // matches Path
  const isOnlyRemoval = isRemovalContested(document) && !conflicts.some(({ path }) => path === 'removed');
  return isOnlyRemoval ? [...conflicts, { ...contestedAt('removed', removal), kind: 'removal' }] : conflicts;
}

const contestedAt = (path: string, register: Register | undefined): Contested => ({
  path,
  kind: 'values',
  values: (register?.heads ?? [])
    .toSorted((a, b) => compareStamps(stamped(b), stamped(a)))
    .map(({ dot, stamp, value }) => ({ dot, device: deviceOf(dot), atMs: stamp[0], value })),
});

const stamped = (head: Head) => ({ stamp: head.stamp, device: deviceOf(head.dot) });

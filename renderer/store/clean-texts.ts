import { mayBeFreeText, mayName } from '#domain/assessment/texts-to-check.ts';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { OpRow } from './rows.ts';

/**
 * Up to which own op of each log the texts were looked through and name nobody. Ops never change, so each is looked at
 * once while the store is open: when it is written, where all before it were. Another roster begins anew.
 */
export class CleanTexts {
  readonly #seen = new Map<string, { readonly roster: string; readonly upTo: number }>();

  upTo(own: DeviceId, log: LogId, roster: readonly string[]): number {
    const seen = this.#seen.get(`${own} ${log}`);
    return seen?.roster === roster.join() ? seen.upTo : 0;
  }

  keep(own: DeviceId, log: LogId, roster: readonly string[], upTo: number): void {
    this.#seen.set(`${own} ${log}`, { roster: roster.join(), upTo });
  }

  /** Ops were written, the first of them under `first`; up to `sealed` all are in packs, and nobody asks of those. */
  wrote(
    { own, log, roster }: { readonly own: DeviceId; readonly log: LogId; readonly roster: readonly string[] },
    ops: readonly Op[],
    { first, sealed }: { readonly first: number; readonly sealed: number },
  ): void {
    if (Math.max(sealed, this.upTo(own, log, roster)) < first - 1) return;
    const suspect = ops.findIndex((op) => isSuspect(op, roster));
    this.keep(own, log, roster, first - 1 + (suspect < 0 ? ops.length : suspect));
  }
}

/** A text with something in it; a later one in its place may have taken it out. */
export const isSuspect = (op: Op | OpRow, roster: readonly string[]): boolean =>
  mayBeFreeText(op.kind, op.path) && ('text' in op || mayName(op.value, roster));

/** The names that this laptop knows, and that no text should hold. */
export const rosterOf = (grants: Grants | undefined): readonly string[] => [
  ...new Set(Object.values(grants?.devices ?? {}).map(({ name }) => name)),
];

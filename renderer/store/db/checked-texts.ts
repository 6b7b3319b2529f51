import { mayHoldFreeText, mayNamePerson } from '#domain/privacy/find-unchecked-texts.ts';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { OpRow } from './rows.ts';

/**
 * Up to which own op of each log the texts were looked through and name nobody. Ops never change, so each is looked at
 * once while the store is open: when it is written, where all before it were. Another roster begins anew.
 */
export class CheckedTexts {
  readonly #seen = new Map<string, { readonly roster: string; readonly upTo: number }>();

  checkedUpTo(own: DeviceId, log: LogId, roster: readonly string[]): number {
    const seen = this.#seen.get(`${own} ${log}`);
    return seen?.roster === roster.join() ? seen.upTo : 0;
  }

  setCheckedUpTo(own: DeviceId, log: LogId, roster: readonly string[], upTo: number): void {
    this.#seen.set(`${own} ${log}`, { roster: roster.join(), upTo });
  }

  /** Ops were written, the first of them under `first`; up to `sealed` all are in packs, and nobody asks of those. */
  addWrittenOps(
    { own, log, roster }: { readonly own: DeviceId; readonly log: LogId; readonly roster: readonly string[] },
    ops: readonly Op[],
    { first, sealed }: { readonly first: number; readonly sealed: number },
  ): void {
    if (Math.max(sealed, this.checkedUpTo(own, log, roster)) < first - 1) return;
    const suspect = ops.findIndex((op) => isSuspectText(op, roster));
    this.setCheckedUpTo(own, log, roster, first - 1 + (suspect < 0 ? ops.length : suspect));
  }
}

/** A text with something in it; a later one in its place may have taken it out. */
export const isSuspectText = (op: Op | OpRow, roster: readonly string[]): boolean =>
  mayHoldFreeText(op.kind, op.path) && ('text' in op || mayNamePerson(op.value, roster));

/** The names that this laptop knows, and that no text should hold. */
export const knownPersonNames = (grants: Grants | undefined): readonly string[] => [
  ...new Set(Object.values(grants?.devices ?? {}).map(({ name }) => name)),
];

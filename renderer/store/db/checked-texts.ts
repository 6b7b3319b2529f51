import type { Op } from '#domain/document/op.ts';
import { emptyTextUpdate } from '#domain/document/text-update.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { mayHideInstitutions } from '#domain/privacy/find-institutions.ts';
import { mayHoldFreeText, mayNamePerson } from '#domain/privacy/find-unchecked-texts.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import type { OpRow } from './rows.ts';

/**
 * Per log, the own op up to which all texts were checked and name no known person. Ops never change, so each is checked
 * once while the store is open. A write checks its own ops if all before were checked. Another roster starts again.
 */
export class CheckedTexts {
  /** Number of own ops that one check reads at most; a longer backlog is checked in several steps. */
  opsPerCheck = 4_000;
  readonly #seen = new Map<string, { readonly roster: string; readonly upTo: number }>();

  checkedUpTo(ownDeviceId: DeviceId, logId: LogId, roster: readonly string[]): number {
    const seen = this.#seen.get(`${ownDeviceId} ${logId}`);
    return seen?.roster === roster.join() ? seen.upTo : 0;
  }

  setCheckedUpTo(ownDeviceId: DeviceId, logId: LogId, roster: readonly string[], upTo: number): void {
    this.#seen.set(`${ownDeviceId} ${logId}`, { roster: roster.join(), upTo });
  }

  /** Check newly written ops, the first numbered `first`. Ops up to `sealed` are in packs and need no check. */
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

/** True for a text that may name a person; a later value may have removed the name. */
export const isSuspectText = (op: Op | OpRow, roster: readonly string[]): boolean =>
  mayHoldFreeText(op.kind, op.path) &&
  ('text' in op
    ? op.text !== emptyTextUpdate
    : mayNamePerson(op.value, roster) ||
      // The record tells whether it hides institutions, and which; here is the op alone.
      (mayHideInstitutions(op.kind, op.path) && op.value !== null && op.value !== ''));

/** Names that this laptop knows, and that no text should contain. */
export const knownPersonNames = (grants: Grants | undefined): readonly string[] => [
  ...new Set(Object.values(grants?.devices ?? {}).map(({ name }) => name)),
];

/**
 * Names that no text of a log should contain: of the team, and of the participants with a card on this laptop. Kept in
 * memory only, and read again each time: live queries observe the reads.
 */
export async function readKnownNames(
  db: FieldDatabase,
  logId: LogId,
  team: readonly string[],
): Promise<readonly string[]> {
  const participants = await readParticipantNames(db, logId);
  return participants.length === 0 ? team : [...new Set([...team, ...participants])];
}

async function readParticipantNames(db: FieldDatabase, logId: LogId): Promise<readonly string[]> {
  const deviceRecords = await db.deviceRecords.where('log').equals(logId).toArray();
  return deviceRecords.flatMap((deviceRecord) =>
    deviceRecord.kind === 'participant' && deviceRecord.name ? [deviceRecord.name] : [],
  );
}

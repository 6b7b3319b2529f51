import { deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { decodeStoredPayload } from '#sync/protocol/pack-codec.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { PackRow } from '../db/rows.ts';
import type { IdentityAdoptionEntry, JournalEntry, LogErasedEntry } from './journal-entry.ts';

/** The same grants with an empty etag, so that headquarters sends its present ones at the next contact. */
export const grantsToRefetch = (grants: Grants): Grants => ({ ...grants, etag: '' });

// Of a mission erased here, only the report for headquarters stays: groups, numbers and days.

/** True for a count of erased fields by the retention clock, which has no text of the mission. */
export const isErasureCount = ({ kind, path }: Pick<Op, 'kind' | 'path'>): boolean =>
  kind === missionKind && path.startsWith('erased/');

/** True when this op of the erased log stays, in the journal and in the database. */
export const isOpKept = ({ device, end }: LogErasedEntry, op: Op): boolean =>
  isErasureCount(op) && (deviceOfDot(op.dot) !== device || numberOfDot(op.dot) > (end?.n ?? 0));

/**
 * True when this own pack of the erased log stays. Beyond the end only counts were written; other identities may have
 * more.
 */
export function isPackKept(
  erased: LogErasedEntry,
  { device, first, payload }: Pick<PackRow, 'device' | 'first' | 'payload'>,
): boolean {
  if (device === erased.device) return first > (erased.end?.n ?? 0);
  const decoded = decodeStoredPayload(payload);
  return decoded.ok && decoded.value.ops.every((op) => isOpKept(erased, op));
}

/** The same new identity (P2), without the ops of the erased log that it adopted. */
export const adoptionWithoutLog = (
  erased: LogErasedEntry,
  entry: IdentityAdoptionEntry,
): IdentityAdoptionEntry => ({
  ...entry,
  logs: entry.logs.map((one) => {
    if (one.log !== erased.log) return one;
    const isKept = one.ops.map((op) => isOpKept(erased, op));
    const ops = one.ops.filter((_, at) => isKept[at]);
    return { ...one, ops, ...(one.numbers && { numbers: one.numbers.filter((_, at) => isKept[at]) }) };
  }),
});

/** True when a person had removed the mission before, with its title kept, and now it is erased permanently. */
export const isFinalErasure = ({ off }: LogErasedEntry, before: LogErasedEntry): boolean =>
  off === undefined && before.off !== undefined;

/** True when this journal entry has content of the erased log that must go. Such an entry goes whole. */
export function isErasedWithLog(erased: LogErasedEntry, entry: JournalEntry): boolean {
  const { log } = erased;
  switch (entry.kind) {
    case 'ops':
      return entry.log === log && !entry.ops.every((op) => isOpKept(erased, op));
    case 'pack':
      return entry.log === log && !isPackKept(erased, { ...entry, payload: entry.pack.payload });
    case 'adopted':
      return entry.logs.some((one) => one.log === log && !one.ops.every((op) => isOpKept(erased, op)));
    case 'grants':
      return log in entry.grants.logs || log in (entry.grants.about ?? {});
    case 'parked':
      return entry.text.includes(log);
    case 'note':
      return entry.note.log === log;
    case 'deviceRecord':
      return entry.record.log === log;
    case 'draft':
      return entry.draft.log === log;
    case 'logErased':
      return entry.log === log && isFinalErasure(erased, entry);
    case 'mark':
    case 'runs':
    case 'notesErased':
    case 'deviceRecordsErased':
    case 'draftsErased':
    case 'logBack':
      return false;
  }
}

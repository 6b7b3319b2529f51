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
  erasedEntry: LogErasedEntry,
  { device, first, payload }: Pick<PackRow, 'device' | 'first' | 'payload'>,
): boolean {
  if (device === erasedEntry.device) return first > (erasedEntry.end?.n ?? 0);
  const decoded = decodeStoredPayload(payload);
  return decoded.ok && decoded.value.ops.every((op) => isOpKept(erasedEntry, op));
}

/** The same new identity (P2), without the ops of the erased log that it adopted. */
export const adoptionWithoutLog = (
  erasedEntry: LogErasedEntry,
  adoptionEntry: IdentityAdoptionEntry,
): IdentityAdoptionEntry => ({
  ...adoptionEntry,
  logs: adoptionEntry.logs.map((adoptedLogOps) => {
    if (adoptedLogOps.log !== erasedEntry.log) return adoptedLogOps;
    const isKept = adoptedLogOps.ops.map((op) => isOpKept(erasedEntry, op));
    const ops = adoptedLogOps.ops.filter((_, at) => isKept[at]);
    return {
      ...adoptedLogOps,
      ops,
      ...(adoptedLogOps.numbers && { numbers: adoptedLogOps.numbers.filter((_, at) => isKept[at]) }),
    };
  }),
});

/** True when a person had removed the mission before, with its title kept, and now it is erased permanently. */
export const isFinalErasure = ({ off }: LogErasedEntry, previousEntry: LogErasedEntry): boolean =>
  off === undefined && previousEntry.off !== undefined;

/** True when this journal entry has content of the erased log that must go. Such an entry goes whole. */
export function isErasedWithLog(erasedEntry: LogErasedEntry, journalEntry: JournalEntry): boolean {
  const { log } = erasedEntry;
  switch (journalEntry.kind) {
    case 'ops':
      return journalEntry.log === log && !journalEntry.ops.every((op) => isOpKept(erasedEntry, op));
    case 'pack':
      return (
        journalEntry.log === log &&
        !isPackKept(erasedEntry, { ...journalEntry, payload: journalEntry.pack.payload })
      );
    case 'adopted':
      return journalEntry.logs.some(
        (adoptedLogOps) =>
          adoptedLogOps.log === log && !adoptedLogOps.ops.every((op) => isOpKept(erasedEntry, op)),
      );
    case 'grants':
      return log in journalEntry.grants.logs || log in (journalEntry.grants.about ?? {});
    case 'parked':
      return journalEntry.text.includes(log);
    case 'note':
      return journalEntry.note.log === log;
    case 'deviceRecord':
      return journalEntry.record.log === log;
    case 'draft':
      return journalEntry.draft.log === log;
    case 'logErased':
      return journalEntry.log === log && isFinalErasure(erasedEntry, journalEntry);
    case 'mark':
    case 'runs':
    case 'notesErased':
    case 'deviceRecordsErased':
    case 'draftsErased':
    case 'logBack':
      return false;
  }
}

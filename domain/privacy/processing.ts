import { dayAtMs } from '../base/calendar.ts';
import type { Kind } from '../document/op.ts';
import { type DataGroup, dataGroups, type FieldPolicy } from './data-group.ts';
import { kindsWithGroup } from './field-policy.ts';
import { dueAt } from './retention.ts';

/**
 * What becomes of a group of data in this version when its period is over. `kept`: it has none. `clock`: it is erased then,
 * with its mission or before the rest of it (`partDue`). `partly`: some of it then, and some later. `notYet`: nothing
 * erases it. `noField`: there is no field for it, so there is none of it.
 */
export type CarriedOut = 'kept' | 'clock' | 'partly' | 'notYet' | 'noField';

/** One line of the register of processing (domain.md E). */
export interface ProcessingLine extends FieldPolicy {
  readonly group: DataGroup;
  /** The kinds of records that have such fields; none for what is kept beside the records. */
  readonly kinds: readonly Kind[];
  readonly carriedOut: CarriedOut;
  /** The day on which it is due, `2033-06-30`; null while that is not known, and where it is counted from something else. */
  readonly dueOn: string | null;
}

/** All groups of data, how each is handled, and what of that the program does: the table that fields are handled by. */
export const processingRegister = (programmeEnd: number | null): readonly ProcessingLine[] =>
  // Keys of the table are groups; Object.keys forgets that.
  (Object.keys(dataGroups) as DataGroup[]).map((group) => {
    const policy: FieldPolicy = dataGroups[group];
    const due = programmeEnd === null ? null : dueAt(policy.retention, { programmeEnd });
    return {
      ...policy,
      group,
      kinds: kindsWithGroup(group),
      carriedOut: carriedOut(group, policy),
      dueOn: due === null ? null : dayAtMs(due),
    };
  });

/** What is not, or not only, a field of a record; docs/retention.md says the same. */
const besideRecords: Partial<Record<DataGroup, CarriedOut>> = {
  // On the laptop of who took them.
  interviewNotes: 'clock',
  // Sealed beside the records, or in ops: no field of a record has this group by its path alone.
  markedReviewComments: 'clock',
  // What is written there goes then; a participant's code stands in the path, which stays until the mission goes.
  participantCode: 'partly',
  accounts: 'clock',
  // Its lines are a chain that refuses changes; so do the lines of it that say what was exported.
  audit: 'notYet',
  exports: 'partly',
  // Of those that were answered.
  dataRequests: 'clock',
};

function carriedOut(group: DataGroup, { retention }: FieldPolicy): CarriedOut {
  const beside = besideRecords[group];
  if (beside !== undefined) return beside;
  if (kindsWithGroup(group).length === 0) return 'noField';
  return retention.length === 0 ? 'kept' : 'clock';
}

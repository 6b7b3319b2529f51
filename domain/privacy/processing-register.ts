import { utcDayAtMs } from '#base/calendar.ts';
import type { DocumentKind } from '../document/op.ts';
import { type DataGroup, dataGroups, type DataHandlingPolicy, retentionDueAtMs } from './data-groups.ts';
import { kindsWithDataGroup } from './path-data-group.ts';

/**
 * What becomes of a group of data in this version when its period is over. `kept`: it has none. `clock`: it is erased then,
 * with its mission or before the rest of it (`shortRetentionDue`). `partly`: some of it then, and some later. `notYet`: nothing
 * erases it. `noField`: there is no field for it, so there is none of it.
 */
export type RetentionEnforcement = 'kept' | 'clock' | 'partly' | 'notYet' | 'noField';

/** One line of the register of processing (domain.md E). */
export interface ProcessingRegisterLine extends DataHandlingPolicy {
  readonly group: DataGroup;
  /** The kinds of records that have such fields; none for what is kept beside the records. */
  readonly kinds: readonly DocumentKind[];
  readonly carriedOut: RetentionEnforcement;
  /** The day on which it is due, `2033-06-30`; null while that is not known, and where it is counted from something else. */
  readonly dueOn: string | null;
}

/** All groups of data, how each is handled, and what of that the program does: the table that fields are handled by. */
export const buildProcessingRegister = (programmeEnd: number | null): readonly ProcessingRegisterLine[] =>
  // Keys of the table are groups; Object.keys forgets that.
  (Object.keys(dataGroups) as DataGroup[]).map((group) => {
    const policy: DataHandlingPolicy = dataGroups[group];
    const due = programmeEnd === null ? null : retentionDueAtMs(policy.retention, { programmeEnd });
    return {
      ...policy,
      group,
      kinds: kindsWithDataGroup(group),
      carriedOut: retentionEnforcementOf(group, policy),
      dueOn: due === null ? null : utcDayAtMs(due),
    };
  });

/** What is not, or not only, a field of a record; docs/retention.md says the same. */
const enforcementOutsideRecords: Partial<Record<DataGroup, RetentionEnforcement>> = {
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

function retentionEnforcementOf(group: DataGroup, { retention }: DataHandlingPolicy): RetentionEnforcement {
  const beside = enforcementOutsideRecords[group];
  if (beside !== undefined) return beside;
  if (kindsWithDataGroup(group).length === 0) return 'noField';
  return retention.length === 0 ? 'kept' : 'clock';
}

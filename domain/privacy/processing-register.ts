import { utcDayAtMs } from '#base/calendar.ts';
import type { DocumentKind } from '../document/op.ts';
import { type DataGroup, dataGroups, type DataHandlingPolicy, retentionDueAtMs } from './data-groups.ts';
import { kindsWithDataGroup } from './path-data-group.ts';

/**
 * Enforcement of a group's period by this version. `kept`: it has no period. `clock`: erased at its end, with the
 * mission or earlier (`shortRetentionDue`). `partly`: some of it then, and some later. `notYet`: nothing erases it.
 * `noField`: no field exists for it.
 */
export type RetentionEnforcement = 'kept' | 'clock' | 'partly' | 'notYet' | 'noField';

/** One line of the register of processing (docs/requirements.md E). */
export interface ProcessingRegisterLine extends DataHandlingPolicy {
  readonly group: DataGroup;
  /** Kinds of documents with such fields; none for data beside the documents. */
  readonly kinds: readonly DocumentKind[];
  readonly carriedOut: RetentionEnforcement;
  /** Due day, `2033-06-30`; null while unknown, and where the period counts from another event. */
  readonly dueOn: string | null;
}

/** All groups of data, with their handling and its enforcement by the program. The same table handles the fields. */
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

/** Groups that are not, or not only, fields of documents; docs/retention.md has the same. */
const enforcementOutsideRecords: Partial<Record<DataGroup, RetentionEnforcement>> = {
  // On the laptop of the interviewer.
  interviewNotes: 'clock',
  // Encrypted beside the documents, or in ops: no path alone has this group.
  markedReviewComments: 'clock',
  // The values are erased then; a participant's code is in the path, which stays until the mission is erased.
  participantCode: 'partly',
  accounts: 'clock',
  // Its lines are a chain that refuses changes, lines about exports included.
  audit: 'notYet',
  exports: 'partly',
  // Answered ones only.
  dataRequests: 'clock',
};

function retentionEnforcementOf(group: DataGroup, { retention }: DataHandlingPolicy): RetentionEnforcement {
  const beside = enforcementOutsideRecords[group];
  if (beside !== undefined) return beside;
  if (kindsWithDataGroup(group).length === 0) return 'noField';
  return retention.length === 0 ? 'kept' : 'clock';
}

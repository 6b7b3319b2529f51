import { utcDayAtMs } from '#base/calendar-day.ts';
import type { DocumentKind } from '../document/op.ts';
import {
  type DataGroup,
  type DataHandlingPolicy,
  dataGroups,
  retentionDueAtMs,
} from '../path-rules/data-groups.ts';
import { kindsWithDataGroup } from './path-privacy.ts';

/**
 * Enforcement of a group's period by this version. `kept`: it has no period. `clock`: erased at its end, with the
 * mission or earlier (`shortRetentionDue`). `partly`: some of it then, and some later. `notYet`: nothing erases it.
 * `noField`: no field exists for it.
 */
export type RetentionEnforcement = 'kept' | 'clock' | 'partly' | 'notYet' | 'noField';

/** Machine with a retention clock. */
export type ClockSide = 'laptop' | 'headquarters';

/** One line of the register of processing (docs/requirements.md E). */
export interface ProcessingRegisterLine extends DataHandlingPolicy {
  readonly group: DataGroup;
  /** Kinds of documents with such fields; none for data beside the documents. */
  readonly kinds: readonly DocumentKind[];
  readonly carriedOut: RetentionEnforcement;
  /** Clocks that erase the group, all or part of it. */
  readonly clocks: readonly ClockSide[];
  /** Due day, `2033-06-30`; null while unknown, and where the period counts from another event. */
  readonly dueOn: string | null;
}

/** All groups of data, with their handling and its enforcement by the program. The same table handles the fields. */
export const buildProcessingRegister = (programmeEnd: number | null): readonly ProcessingRegisterLine[] =>
  // Keys of the table are groups; Object.keys forgets that.
  (Object.keys(dataGroups) as DataGroup[]).map((dataGroup) => {
    const dataHandlingPolicy: DataHandlingPolicy = dataGroups[dataGroup];
    const documentKinds = kindsWithDataGroup(dataGroup);
    const due =
      programmeEnd === null ? null : retentionDueAtMs(dataHandlingPolicy.retention, { programmeEnd });
    return {
      ...dataHandlingPolicy,
      group: dataGroup,
      kinds: documentKinds,
      ...(enforcementOutsideRecords[dataGroup] ?? enforcementInRecords(documentKinds, dataHandlingPolicy)),
      dueOn: due === null ? null : utcDayAtMs(due),
    };
  });

type GroupEnforcement = Pick<ProcessingRegisterLine, 'carriedOut' | 'clocks'>;
const bothClocks: readonly ClockSide[] = ['laptop', 'headquarters'];

/** Groups that are not, or not only, fields of documents; docs/retention.md has the limits. */
const enforcementOutsideRecords: Partial<Record<DataGroup, GroupEnforcement>> = {
  // On the laptop of the interviewer.
  interviewNotes: { carriedOut: 'clock', clocks: ['laptop'] },
  // On the laptop that registered the participant, in no document.
  accessibilityNeeds: { carriedOut: 'clock', clocks: ['laptop'] },
  // Encrypted beside the documents, or in ops: no path alone has this group.
  markedReviewComments: { carriedOut: 'clock', clocks: bothClocks },
  // The values are erased then; a participant's code is in the path, which stays until the mission is erased.
  participantCode: { carriedOut: 'partly', clocks: bothClocks },
  accounts: { carriedOut: 'clock', clocks: ['headquarters'] },
  // Its lines are a chain that refuses changes, lines about exports included.
  audit: { carriedOut: 'notYet', clocks: [] },
  exports: { carriedOut: 'partly', clocks: bothClocks },
  // Answered ones only.
  dataRequests: { carriedOut: 'clock', clocks: ['headquarters'] },
};

function enforcementInRecords(
  documentKinds: readonly DocumentKind[],
  { retention }: DataHandlingPolicy,
): GroupEnforcement {
  if (documentKinds.length === 0) return { carriedOut: 'noField', clocks: [] };
  return retention.length === 0
    ? { carriedOut: 'kept', clocks: [] }
    : { carriedOut: 'clock', clocks: bothClocks };
}

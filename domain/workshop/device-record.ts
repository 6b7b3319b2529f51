import * as z from 'zod';
import { contentRightsByKind } from '../kinds/rights.ts';
import {
  type DataGroup,
  dataGroups,
  type RetentionEvents,
  retentionDueAtMs,
} from '../path-rules/data-groups.ts';
import type { PathClassOfKind } from '../path-rules/path-classes.ts';
import type { Role } from '../people/role.ts';
import { QuestionnaireSheet } from './evaluation.ts';
import { ParticipantCard } from './participant.ts';

/** Record of a workshop that a person writes and that stays on one laptop (docs/requirements.md E). */
export type DeviceRecordContent = ParticipantCard | QuestionnaireSheet;

/** Fields that the writer adds: the revision that the person saw. Absent for a new record. */
const draftFields = { revision: z.int().positive().optional() };

export const DeviceRecordDraft = z.discriminatedUnion('kind', [
  z.readonly(ParticipantCard.unwrap().extend(draftFields)),
  z.readonly(QuestionnaireSheet.unwrap().extend(draftFields)),
]);
export type DeviceRecordDraft = z.infer<typeof DeviceRecordDraft>;

/**
 * Fields that the store adds. `revision` counts the writes, so the later of two versions is known without a clock.
 * `erasedBelow`: the retention clock erased fields at this revision, and earlier revisions must be kept nowhere.
 */
const storedFields = {
  revision: z.int().positive(),
  changedAtMs: z.int().nonnegative(),
  erasedBelow: z.int().positive().optional(),
};

/** Record of a workshop as one laptop keeps it. */
export const DeviceRecord = z.discriminatedUnion('kind', [
  z.readonly(ParticipantCard.unwrap().extend(storedFields)),
  z.readonly(QuestionnaireSheet.unwrap().extend(storedFields)),
]);
export type DeviceRecord = z.infer<typeof DeviceRecord>;

export type DeviceRecordId = DeviceRecord['id'];

/** Largest number of records in one write: the largest list that a workshop imports. */
export const maximumDeviceRecords = 10_000;

const pathClassOfRecord = ({ kind }: Pick<DeviceRecord, 'kind'>): PathClassOfKind<'workshop'> =>
  kind === 'participant' ? 'participants' : 'tests';

/** Return whether a person with these roles in the log may write the record. The same people write its sums. */
export const mayWriteDeviceRecord = (
  roles: readonly Role[],
  deviceRecord: Pick<DeviceRecord, 'kind'>,
): boolean =>
  roles.some((role) => contentRightsByKind.workshop[pathClassOfRecord(deviceRecord)]?.includes(role));

/** Data groups of a record's content; none for fields that are empty or not stated. */
export function dataGroupsOfRecord(deviceRecordContent: DeviceRecordContent): readonly DataGroup[] {
  if (deviceRecordContent.kind !== 'participant')
    return [deviceRecordContent.kind === 'evaluation' ? 'evaluationAnswers' : 'followUpAnswers'];
  const { name, email, needs, sex, seniority, certificate } = deviceRecordContent;
  return [
    ...(name === '' && certificate === undefined ? [] : (['participantName'] as const)),
    ...(email === '' ? [] : (['officialEmail'] as const)),
    ...(needs === '' ? [] : (['accessibilityNeeds'] as const)),
    ...(sex === 'not-stated' && seniority === 'not-stated' ? [] : (['sexAndSeniority'] as const)),
  ];
}

/** Groups of a record's content that are due by now. */
export const groupsDueInRecord = (
  deviceRecord: DeviceRecord,
  retentionEvents: RetentionEvents,
  nowMs: number,
): readonly DataGroup[] =>
  dataGroupsOfRecord(deviceRecord).filter((dataGroup) => {
    const dueAtMs = retentionDueAtMs(dataGroups[dataGroup].retention, retentionEvents);
    return dueAtMs !== null && dueAtMs <= nowMs;
  });

/** The next revision of a record, without the content of these groups. */
export function recordWithoutGroups(
  deviceRecord: DeviceRecord,
  groups: readonly DataGroup[],
  atMs: number,
): DeviceRecord {
  const revision = deviceRecord.revision + 1;
  const stored = { revision, changedAtMs: atMs, erasedBelow: revision };
  if (deviceRecord.kind !== 'participant') return { ...deviceRecord, ...stored };
  const { certificate, ...card } = deviceRecord;
  const isNameErased = groups.includes('participantName');
  return {
    ...card,
    ...(certificate !== undefined && !isNameErased && { certificate }),
    ...stored,
    ...(isNameErased && { name: '' }),
    ...(groups.includes('officialEmail') && { email: '' }),
    ...(groups.includes('accessibilityNeeds') && { needs: '' }),
    ...(groups.includes('sexAndSeniority') && { sex: 'not-stated', seniority: 'not-stated' }),
  };
}

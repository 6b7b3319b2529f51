import type { TextDraft } from '#domain/draft/text-draft.ts';
import type { InterviewNote } from '#domain/interview/interview-note.ts';
import type { DeviceRecord } from '#domain/workshop/device-record.ts';
import type { DeviceOnlyTableName } from '../api/device-only-api.ts';

/** Row that stays on this laptop (docs/requirements.md E): in no op and in no pack, so the journal alone has a copy. */
export type DeviceOnlyRow = InterviewNote | DeviceRecord | TextDraft;

/** Table of a row. Only records of workshops have a kind, only drafts a part of a record. */
export const deviceOnlyTableOf = (row: DeviceOnlyRow): DeviceOnlyTableName =>
  'kind' in row ? 'deviceRecords' : 'part' in row ? 'drafts' : 'notes';

/** Key of a row among the rows of all these tables. */
export type DeviceOnlyKey = `${DeviceOnlyTableName} ${string}`;

export const deviceOnlyKey = (tableName: DeviceOnlyTableName, id: string): DeviceOnlyKey =>
  `${tableName} ${id}`;

export const deviceOnlyKeyOf = (row: DeviceOnlyRow): DeviceOnlyKey =>
  deviceOnlyKey(deviceOnlyTableOf(row), row.id);

/** Ids of these rows that belong to one table. */
export const idsOfTable = (
  deviceOnlyKeys: Iterable<DeviceOnlyKey>,
  tableName: DeviceOnlyTableName,
): string[] =>
  [...deviceOnlyKeys].flatMap((key) =>
    key.startsWith(`${tableName} `) ? [key.slice(tableName.length + 1)] : [],
  );

/** Revision at which fields of a row were erased: entries of earlier revisions have them still. 0: none were. */
export const erasedBelowOf = (row: DeviceOnlyRow): number => ('kind' in row ? (row.erasedBelow ?? 0) : 0);

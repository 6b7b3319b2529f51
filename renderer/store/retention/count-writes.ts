import { dayAtMs } from '#domain/base/calendar.ts';
import { pathOf } from '#domain/document/path.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { GroupDue } from '#domain/privacy/due.ts';
import type { ErasedCount } from '#domain/privacy/erasure.ts';
import type { FieldDatabase } from '../database.ts';
import type { RegisterWrite } from '../store-api.ts';
import type { MissionDue } from './find-due-missions.ts';

/**
 * What headquarters is told of a mission that is about to be erased here, as of interview notes: group, count and day, a
 * change each.
 */
export async function countWrites(
  db: FieldDatabase,
  device: DeviceId,
  { row, groups }: MissionDue,
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const notes = await db.notes.where('log').equals(row.log).count();
  const ofNotes = notes > 0 ? [{ group: 'interviewNotes', fields: notes } as const] : [];
  return writesOfCounts(db, device, row.log, [...groups, ...ofNotes], atMs);
}

/**
 * So many fields of these groups as changes, each named by this laptop and the group, so that what a crash cut off is not
 * told twice.
 */
export async function writesOfCounts(
  db: FieldDatabase,
  device: DeviceId,
  log: LogId,
  groups: readonly Pick<GroupDue, 'group' | 'fields'>[],
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const on = dayAtMs(atMs);
  const counts: ErasedCount[] = groups.flatMap(({ group, fields }) =>
    // A field that this version does not know is of no group that could be named.
    group === 'unlisted' ? [] : [{ group, count: fields, on }],
  );
  const documents = await db.documents.where('log').equals(log).toArray();
  const mission = documents.find(({ kind }) => kind === missionKind);
  // Nobody has written about the mission itself: its document has the id of its log.
  const doc = mission?.doc ?? DocumentId.parse(log);
  return counts
    .map((value) => ({ path: pathOf('erased', `${device}-${value.group}`), value }))
    .filter(({ path }) => mission?.registers[path] === undefined)
    .map(({ path, value }) => ({ doc, kind: missionKind, path, value, over: [] }));
}

import { expect, test } from 'vitest';
import { missionKind } from '#domain/mission/mission.ts';
import { arrivingMissionsOf, missionRowsOf } from '#renderer/field/features/missions/mission-rows.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const mission = (at: number, receivedRecords?: number): MissionSummary => ({
  log: aLog(at),
  doc: aDoc(at),
  kind: missionKind,
  title: 'Visit',
  status: '',
  changedAtMs: 0,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 0,
  workshops: 0,
  returned: 0,
  ...(receivedRecords !== undefined && { receivedRecords }),
});

test('the first arrival counts whole missions, and the records of the rest', () => {
  expect(arrivingMissionsOf([mission(1), mission(2, 12), mission(3, 0)])).toEqual({
    done: 1,
    all: 3,
    records: 12,
  });
  expect(arrivingMissionsOf([mission(1)])).toBeNull();
});

test('a mission without any record here is awaited, unlike one that is half here', () => {
  const missionListRows = missionRowsOf([mission(1), mission(2, 12), mission(3, 0)], {}, {});
  expect(missionListRows.map(({ isAwaited }) => isAwaited)).toEqual([false, false, true]);
});

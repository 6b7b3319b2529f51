import { expect, test } from 'vitest';
import { readMissionRow } from '#server/console/missions.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

test.each([
  [['assessment', 'workshop', 'workshop'], { assessments: 1, workshops: 2 }],
  [['mission', 'action-plan'], { assessments: 0, workshops: 0 }],
])('the row of a mission with %j counts assessments and workshops alone', async (kinds, counts) => {
  const hq = await TestHeadquarters.open(await embedded.newLocation());
  const log = await hq.addLog();
  const laptop = await hq.addLaptop('lead', log);
  const writes = kinds.map((kind, at) => {
    const path = kind === 'action-plan' ? 'items/i1/title' : 'title';
    return { doc: aDoc(at + 3), kind, path, value: 'Court' };
  });
  expect(await hq.push(laptop, laptop.pack(log, ...writes))).toMatchObject([{ verdict: 'accepted' }]);
  expect(await readMissionRow(hq.store, await hq.addPerson('manager', log), log)).toMatchObject(counts);
});

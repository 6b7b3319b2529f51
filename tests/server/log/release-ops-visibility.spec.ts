import { describe, expect, test } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import { readDocumentHistory } from '#server/console/document-history.ts';
import { readDocumentResponse, readDocumentRows } from '#server/console/documents.ts';
import { readMissionRows } from '#server/console/missions.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const rating = { path: 'answers/D1.1/level', value: 3 };
const unseen = aDoc(2);

describe.each([embedded, postgres])('held changes in the views of the $name', ({ newLocation }) => {
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    const lead = await hq.addLaptop('lead', logId);
    const author = await hq.addLaptop('manager', logId);
    await hq.push(lead, lead.pack(logId, { path: 'title', value: 'A title' }));
    await hq.push(author, author.pack(logId, rating, { ...rating, doc: unseen }));
    const seenBy = async (personId: PersonId) => tellAll(hq, logId, personId);
    return { hq, log: logId, lead, author, seenBy };
  };

  test('[J5] the author and the reviewer are told of them, everywhere', async () => {
    const { hq, log, author, seenBy } = await setUp();
    const all = { counted: 2, listed: [1, 1], changes: 1, history: ['held', 'counts'], whollyHeld: true };
    expect(await seenBy(hq.personOf(author))).toEqual(all);
    expect(await seenBy(await hq.addPerson('reviewer', log))).toEqual(all);
  });

  test.each(['lead', 'manager', 'adviser', 'dpo'] as const)(
    '[J5] another %s of the log is told nothing of them, anywhere, until they are released',
    async (role) => {
      const { hq, log, author, seenBy } = await setUp();
      const personId = await hq.addPerson(role, log);
      const nothing = { counted: 0, listed: [0], changes: 0, history: ['counts'], whollyHeld: false };
      expect(await seenBy(personId)).toEqual(nothing);
      const by = await hq.addPerson('reviewer', log);
      await releaseHeldOps(hq.store, { log, device: author.id, numbers: [1, 2], by, nowMs });
      expect(await seenBy(personId)).toMatchObject({ listed: [0, 0], history: ['released', 'counts'] });
    },
  );

  test('[J5] a reviewer with a rating role in the log releases nothing and sees none', async () => {
    const { hq, log, seenBy } = await setUp();
    const both = await hq.addPerson('reviewer', log);
    await hq.store.insertInto('grants').values({ log, person: both, role: 'lead' }).execute();
    expect(await seenBy(both)).toMatchObject({ counted: 0, changes: 0 });
  });
});

async function tellAll({ store }: TestHeadquarters, logId: LogId, personId: PersonId) {
  const [missionRow] = await readMissionRows(store, personId);
  const documentRows = await readDocumentRows(store, personId, logId);
  const consoleDocumentResponse = await readDocumentResponse(store, personId, logId, aDoc(1));
  const historyResponse = await readDocumentHistory(store, personId, logId, aDoc(1), undefined);
  return {
    counted: missionRow?.held,
    listed: documentRows.map(({ held }) => held),
    changes: consoleDocumentResponse?.heldChanges.length,
    history: historyResponse.ops.map(({ state }) => state),
    whollyHeld: (await readDocumentResponse(store, personId, logId, unseen)) !== null,
  };
}

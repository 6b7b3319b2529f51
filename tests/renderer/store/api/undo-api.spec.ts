import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { aCard, aNote } from '#tests/contracts/erasure-world.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

/** State of an act in the list: a step that is undone, a step that says that it cannot be, or no act on records. */
type UndoState = 'undone' | 'barred' | 'none';
type Act = Exclude<keyof StoreApi, 'watch' | 'undo' | 'redo'>;

/** Every act of the port. A new one does not compile without its state here. */
const acts: { readonly [A in Act]: readonly [UndoState, (storeApi: StoreApi) => Promise<unknown>] } = {
  write: ['undone', (storeApi) => storeApi.write(log, [aWrite(doc, 'assessment', 'title', 'Court')])],
  saveNote: ['barred', (storeApi) => storeApi.saveNote(aNote(log))],
  eraseNote: ['barred', (storeApi) => storeApi.eraseNote(aNote(log).id)],
  saveDeviceRecords: ['barred', (storeApi) => storeApi.saveDeviceRecords([aCard(log)])],
  eraseDeviceRecords: ['barred', (storeApi) => storeApi.eraseDeviceRecords([aCard(log).id])],
  saveTextDraft: ['none', async () => undefined],
  eraseTextDrafts: ['none', (storeApi) => storeApi.eraseTextDrafts([])],
  dismissErased: ['none', (storeApi) => storeApi.dismissErased()],
  restoreMission: ['none', (storeApi) => storeApi.restoreMission(aLog(9))],
  syncNow: ['none', (storeApi) => storeApi.syncNow()],
  pauseSync: ['none', (storeApi) => storeApi.pauseSync(false)],
  enrol: ['none', async () => undefined],
  simulateOffline: ['none', (storeApi) => storeApi.simulateOffline(false)],
  dismissRestored: ['none', (storeApi) => storeApi.dismissRestored()],
  dismissRenewed: ['none', (storeApi) => storeApi.dismissRenewed()],
  markCompared: ['none', (storeApi) => storeApi.markCompared(laptop.id)],
  dismissUnrecoverable: ['none', (storeApi) => storeApi.dismissUnrecoverable()],
  agreeToSealKey: ['none', (storeApi) => storeApi.agreeToSealKey('me', 'age1recipient')],
  dismissNewDevices: ['none', (storeApi) => storeApi.dismissNewDevices()],
  answerNotice: ['none', async () => undefined],
  rememberRoute: ['none', async () => undefined],
  // The last one, since it takes the mission from the laptop.
  removeMission: ['barred', (storeApi) => storeApi.removeMission(log, 'erase')],
};

let laptop: TestLaptop;
beforeAll(async () => {
  laptop = await journaledLaptops().start();
  await laptop.rest();
});
afterAll(() => laptop.close());

/** State that an act has taken: its newest step, or none. */
async function undoStateAfter(
  act: string,
  doIt: (storeApi: StoreApi) => Promise<unknown>,
): Promise<UndoState> {
  if (act === 'removeMission') await laptop.sync();
  const previousUndoSteps = await laptop.db.undoSteps.toArray();
  await doIt(laptop.store);
  const after = await laptop.db.undoSteps.toArray();
  if (JSON.stringify(after) === JSON.stringify(previousUndoSteps)) return 'none';
  return after.at(-1)?.barred === undefined ? 'undone' : 'barred';
}

test.each(Object.entries(acts))(
  'the act %s has its place in the list of acts',
  async (act, [place, doIt]) => {
    expect(await undoStateAfter(act, doIt)).toBe(place);
  },
);

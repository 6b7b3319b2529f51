import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { aCard, aNote } from '#tests/contracts/erasure-world.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

/** Place of an act in the list: a step that is undone, a step that says that it cannot be, or no act on records. */
type Place = 'undone' | 'barred' | 'none';
type Act = Exclude<keyof StoreApi, 'watch' | 'undo' | 'redo'>;

/** Every act of the port. A new one does not compile without its place here. */
const acts: { readonly [A in Act]: readonly [Place, (store: StoreApi) => Promise<unknown>] } = {
  write: ['undone', (store) => store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')])],
  saveNote: ['barred', (store) => store.saveNote(aNote(log))],
  eraseNote: ['barred', (store) => store.eraseNote(aNote(log).id)],
  saveDeviceRecords: ['barred', (store) => store.saveDeviceRecords([aCard(log)])],
  eraseDeviceRecords: ['barred', (store) => store.eraseDeviceRecords([aCard(log).id])],
  saveTextDraft: ['none', async () => undefined],
  eraseTextDrafts: ['none', (store) => store.eraseTextDrafts([])],
  dismissErased: ['none', (store) => store.dismissErased()],
  restoreMission: ['none', (store) => store.restoreMission(aLog(9))],
  syncNow: ['none', (store) => store.syncNow()],
  pauseSync: ['none', (store) => store.pauseSync(false)],
  enrol: ['none', async () => undefined],
  simulateOffline: ['none', (store) => store.simulateOffline(false)],
  dismissRestored: ['none', (store) => store.dismissRestored()],
  dismissRenewed: ['none', (store) => store.dismissRenewed()],
  markCompared: ['none', (store) => store.markCompared(laptop.id)],
  dismissUnrecoverable: ['none', (store) => store.dismissUnrecoverable()],
  agreeToSealKey: ['none', (store) => store.agreeToSealKey('me', 'age1recipient')],
  dismissNewDevices: ['none', (store) => store.dismissNewDevices()],
  answerNotice: ['none', async () => undefined],
  rememberPlace: ['none', async () => undefined],
  // The last one, since it takes the mission from the laptop.
  removeMission: ['barred', (store) => store.removeMission(log, 'erase')],
};

let laptop: TestLaptop;
beforeAll(async () => {
  laptop = await journaledLaptops().start();
  await laptop.rest();
});
afterAll(() => laptop.close());

/** Place that an act has taken: its newest step, or none. */
async function placeAfter(act: string, doIt: (store: StoreApi) => Promise<unknown>): Promise<Place> {
  if (act === 'removeMission') await laptop.sync();
  const before = await laptop.db.undoSteps.toArray();
  await doIt(laptop.store);
  const after = await laptop.db.undoSteps.toArray();
  if (JSON.stringify(after) === JSON.stringify(before)) return 'none';
  return after.at(-1)?.barred === undefined ? 'undone' : 'barred';
}

test.each(Object.entries(acts))(
  'the act %s has its place in the list of acts',
  async (act, [place, doIt]) => {
    expect(await placeAfter(act, doIt)).toBe(place);
  },
);

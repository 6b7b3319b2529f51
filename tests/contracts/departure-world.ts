import { Dexie } from 'dexie';
import type { Register } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { readDeviceOnlyRows } from '#renderer/store/db/device-only-tables.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { aCard, aNote, aSheet, doc, ErasureWorld, log, word } from './erasure-world.ts';

export const removed = { kind: 'removed' } as const;
/** The mission's name on laptop A. */
export const name = `Arlandia ${word}`;

/** Reports of the rows that exist on laptop A alone: its note, its card and its sheet. */
export const ownRowCounts = [
  { group: 'interviewNotes', count: 1 },
  { group: 'evaluationAnswers', count: 1 },
  { group: 'participantName', count: 1 },
];

/** Laptop A with a mission that a colleague wrote in too, with such rows, and everything else sent. */
export async function aTraveller(parts: IndexedDbFactories) {
  const fakeJournal = new FakeJournal();
  const erasureWorld = new ErasureWorld(parts, fakeJournal);
  const a = await erasureWorld.aLaptop();
  await a.store.saveDeviceRecords([aCard(log), aSheet(log)]);
  return { world: erasureWorld, journal: fakeJournal, a };
}

/** The same laptop with a database that is rebuilt from the journal. */
export async function withNewDatabase(erasureWorld: ErasureWorld, a: TestLaptop): Promise<TestLaptop> {
  await a.close();
  return erasureWorld.start({ db: erasureWorld.database(crypto.randomUUID()), host: a.host, clock: a.clock });
}

export const titlesOf = async (a: TestLaptop): Promise<readonly string[]> =>
  (await a.query('missions', null)).map(({ title }) => title);

/** The title of the mission's one assessment. */
export const titleOf = async (a: TestLaptop): Promise<Register | undefined> =>
  (await a.query('document', { log, doc }))?.document.registers[Path.parse('title')];

/** Numbers of its own changes in the mission that are here as rows. */
export async function ownNumbers(a: TestLaptop): Promise<readonly number[]> {
  const range = [[log, a.id, Dexie.minKey] as const, [log, a.id, Dexie.maxKey] as const] as const;
  const keys = await a.db.ops
    .where('[log+device+n]')
    .between(...range)
    .primaryKeys();
  return keys.map(([, , n]) => n);
}

/** Number of its rows that exist nowhere else. */
export const ownRowsOf = async ({ db }: TestLaptop): Promise<number> => (await readDeviceOnlyRows(db)).length;

/** The person erases these rows: a mission without them goes without a question. */
export async function eraseOwnRows({ store }: TestLaptop): Promise<void> {
  await store.eraseNote(aNote(log).id);
  await store.eraseDeviceRecords([aCard(log).id, aSheet(log).id]);
}

/** Its person brings the mission back, and it reaches headquarters. */
export async function restore(a: TestLaptop): Promise<void> {
  await a.store.restoreMission(log);
  for (let turns = 0; turns < 2; turns += 1) await a.sync();
}

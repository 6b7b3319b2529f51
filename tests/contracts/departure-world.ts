import { Dexie } from 'dexie';
import { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, ErasureWorld, log, word } from './erasure-world.ts';

export const takenOff = { kind: 'takenOff' } as const;
/** The mission's name on laptop A. */
export const name = `Arlandia ${word}`;

/** Laptop A with a mission that a colleague wrote in too, with a note, and everything else sent. */
export async function aTraveller(parts: IndexedDbFactories) {
  const journal = new FakeJournal();
  const world = new ErasureWorld(parts, journal);
  return { world, journal, a: await world.aLaptop() };
}

/** The same laptop with a database that is rebuilt from the journal. */
export async function withNewDatabase(world: ErasureWorld, a: TestLaptop): Promise<TestLaptop> {
  await a.close();
  return world.start({ db: world.database(crypto.randomUUID()), host: a.host, clock: a.clock });
}

export const titlesOf = async (a: TestLaptop): Promise<readonly string[]> =>
  (await a.answer('missions', null)).map(({ title }) => title);

/** The title of the mission's one assessment. */
export const titleOf = async (a: TestLaptop): Promise<Register | undefined> =>
  (await a.answer('document', { log, doc }))?.document.registers[Path.parse('title')];

/** Numbers of its own changes in the mission that are here as rows. */
export async function ownNumbers(a: TestLaptop): Promise<readonly number[]> {
  const range = [[log, a.id, Dexie.minKey] as const, [log, a.id, Dexie.maxKey] as const] as const;
  const keys = await a.db.ops
    .where('[log+device+n]')
    .between(...range)
    .primaryKeys();
  return keys.map(([, , n]) => n);
}

/** Its person brings the mission back, and it reaches headquarters. */
export async function bringBack(a: TestLaptop): Promise<void> {
  await a.store.bringMissionBack(log);
  for (let turns = 0; turns < 2; turns += 1) await a.sync();
}

import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { type OpenedStore, openStore } from '#renderer/store/store.ts';
import type { StoreDependencies } from '#renderer/store/store-parts.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import { FakeJournal } from './fake-journal.ts';
import { startLaptop } from './start-laptop.ts';
import type { TestLaptop, TestLaptopStart } from './test-laptop.ts';

export const log = aLog();
export const doc = aDoc();
export const startMs = Date.UTC(2026, 10, 24, 9);

export interface JournaledLaptops {
  readonly server: FakeServer;
  readonly journal: FakeJournal;
  /** The first assessor's laptop on an empty database and this journal, unless a part is another. */
  readonly start: (part?: Partial<TestLaptopStart>) => Promise<TestLaptop>;
  /** A store of its own on this laptop's shell and clock, and on this journal. */
  readonly openBeside: (
    testLaptop: TestLaptop,
    db: FieldDatabase,
    part: Pick<StoreDependencies, 'onBroken'> & Partial<StoreDependencies>,
  ) => Promise<OpenedStore>;
}

/** A headquarters, and a laptop with a journal that outlives its store. */
export function journaledLaptops(): JournaledLaptops {
  const fakeServer = new FakeServer(startMs);
  const journal = new FakeJournal();
  const start: JournaledLaptops['start'] = (part = {}) => startLaptop(fakeServer, 1, { journal, ...part });
  const openBeside: JournaledLaptops['openBeside'] = ({ host, clock }, db, part) =>
    openStore({ db, host, journal, nowMs: clock.now, alarm: clock, chance: () => 0, ...part });
  return { server: fakeServer, journal, start, openBeside };
}

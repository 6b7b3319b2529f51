import { TestLaptop, type TestLaptopStart } from './test-laptop.ts';
import { FakeJournal } from './fake-journal.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

export const log = aLog();
export const doc = aDoc();
export const startMs = Date.UTC(2026, 10, 24, 9);

export interface JournaledLaptops {
  readonly server: FakeServer;
  readonly journal: FakeJournal;
  /** Assessor A's laptop on an empty database and this journal, unless a part is another. */
  readonly start: (part?: Partial<TestLaptopStart>) => Promise<TestLaptop>;
}

/** A headquarters, and a laptop with a journal that outlives its store. */
export function journaledLaptops(): JournaledLaptops {
  const server = new FakeServer(startMs);
  const journal = new FakeJournal();
  const start: JournaledLaptops['start'] = (part = {}) =>
    TestLaptop.start({
      db: nodeDatabase(),
      server,
      journal,
      person: aPerson(),
      name: 'Assessor A',
      roles: { [log]: ['assessor'] },
      ...part,
    });
  return { server, journal, start };
}

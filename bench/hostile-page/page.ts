import { assessmentKind } from '#domain/assessment/assessment.ts';
import { dotOf } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { FieldDatabase } from '#renderer/store/db/database.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';
import { aWrite, TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import { documentWithRegisters, RegisterRewrites, seedDevice } from '../hostile/many-registers.ts';
import { serveBenchPage } from '../rig/serve-bench-page.ts';
import { hostilePageContract, opsInHostilePack } from './hostile-page.ts';

// Page of `npm run bench -- hostile`: a laptop's store over Chromium's IndexedDB, with no network.

/** Laptop of the colleague who signs the packs that the laptop takes. */
const colleagueHost = await makeFakeHost();
const colleague = await colleagueHost.ask('device.identity', null);

/**
 * A laptop without a network, with one document of so many registers in its store, and their writer in its
 * log.
 */
async function startLaptopWith(
  db: FieldDatabase,
  logId: LogId,
  documentId: DocumentId,
  registers: number,
): Promise<TestLaptop> {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const roles = { [logId]: ['assessor' as const] };
  // Headquarters names a device before its packs (P2).
  fakeServer.enrol(colleague, { person: aPerson(2), name: 'Colleague', roles });
  const testLaptop = await TestLaptop.start({
    db,
    server: fakeServer,
    person: aPerson(),
    name: 'Assessor',
    roles,
  });
  await testLaptop.rest();
  testLaptop.transport.mood = 'down';
  const logRow = (await db.logs.get(logId)) ?? newLogRow(logId);
  await db.logs.put({ ...logRow, have: { ...logRow.have, [seedDevice]: registers } });
  await db.documents.put({
    log: logId,
    ...documentWithRegisters(documentId, registers),
    changedAtMs: 1_767_225_600_000,
  });
  return testLaptop;
}

const [log, doc] = [aLog(), aDoc()];
let hostileLaptop: TestLaptop;
let registerCount: number;
let registerRewrites: RegisterRewrites;
let previousPackHash: Sha256 = chainStartHash;
let savedAnswers = 0;
const writtenSealedBytes = countWrittenBytes();

serveBenchPage(hostilePageContract, {
  async open(count) {
    registerCount = count;
    hostileLaptop = await startLaptopWith(new FieldDatabase('bench', testCipher), log, doc, count);
    registerRewrites = new RegisterRewrites(doc, count, colleague.device);
  },
  async receive(packs) {
    for (let at = 0; at < packs; at += 1) {
      const payload = encodePayload(log, previousPackHash, registerRewrites.next(opsInHostilePack));
      previousPackHash = sha256Of(payload);
      const { sig } = await colleagueHost.ask('device.sign', { payload });
      const { changes, parked } = await hostileLaptop.carry([{ payload, sig }]);
      if (changes !== opsInHostilePack || parked > 0) throw new Error('Not all of the pack was taken');
    }
  },
  async save(count) {
    const before = writtenSealedBytes();
    for (let at = 0; at < count; at += 1, savedAnswers += 1) {
      const item = (savedAnswers * 7) % registerCount;
      const over = [dotOf(seedDevice, item + 1)];
      const registerWrite = aWrite(
        doc,
        assessmentKind,
        `answers/q${item}/value`,
        `Seen on site ${savedAnswers}`,
        over,
      );
      const { kind: outcome } = await hostileLaptop.store.write(log, [registerWrite]);
      if (outcome !== 'saved') throw new Error('The answer was not saved');
    }
    return writtenSealedBytes() - before;
  },
});

/** Count the encrypted bytes of every row that any database gets from here on. */
function countWrittenBytes(): () => number {
  let bytes = 0;
  for (const name of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (
      this: IDBObjectStore,
      row: { readonly sealed?: unknown },
      key,
    ) {
      if (row.sealed instanceof Uint8Array) bytes += row.sealed.length;
      return real.call(this, row, key);
    };
  }
  return () => bytes;
}

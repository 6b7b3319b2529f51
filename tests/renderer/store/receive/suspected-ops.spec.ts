import { beforeEach, describe, expect, test } from 'vitest';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { releaseJudgedOps } from '#renderer/store/receive/suspected-ops.ts';
import { LogTransaction } from '#renderer/store/write/log-transaction.ts';
import { deviceA } from '#tests/support/builders/ops.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { ForgedUpdate, TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';
import { HostileMember } from '#tests/support/hostile/hostile-member.ts';
import { startAssessor, valuesAt } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { Random } from '#tests/support/random/random.ts';
import { seededKeys } from '#tests/support/random/seeded-ids.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const note = Path.parse('notes/n1');
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

/** A laptop that only imports packs by hand, until its transport works. */
const start = async (at: number): Promise<TestLaptop> => {
  const device = await startAssessor(server, at);
  device.transport.mood = 'down';
  return device;
};

const wordsAt = async (device: TestLaptop): Promise<string> =>
  wordsOf((await device.db.documents.get([log, doc]))?.registers[note]?.text);
const type = (device: TestLaptop, text: string) =>
  device.store.write(log, [{ doc, kind: DocumentKind.parse('assessment'), path: note, text }]);
const answer = Path.parse('answers/D1.1/rationale');
const write = async (device: TestLaptop, value: string): Promise<void> => {
  expect((await device.write(log, doc, 'assessment', answer, value)).kind).toBe('saved');
};
const answersAt = (device: TestLaptop): Promise<readonly unknown[]> => valuesAt(device, [log, doc, answer]);
const idOf = async (device: TestLaptop): Promise<DeviceId> => (await device.query('session', null)).device;
const meet = async (...devices: readonly TestLaptop[]): Promise<void> => {
  for (const device of devices) {
    device.transport.mood = 'good';
    await device.sync();
  }
};

describe('text ops that come by another road than headquarters’', () => {
  test('[M4] clocks forged in a colleague’s name have no effect, before and after headquarters’ word', async () => {
    const [a, b] = [await start(1), await start(2)];
    const textSession = new TextSession(await idOf(a));
    await type(a, textSession.type('First.'));
    await b.carry(await a.packsFor(log));
    await type(b, new ForgedUpdate().letters(textSession.client, textSession.clock, ' '.repeat(9)).encode());
    await a.carry(await b.packsFor(log));
    await type(a, textSession.type(' Second.'));
    expect(await wordsAt(a)).toBe('First. Second.');

    await meet(a, b, a, b);
    for (const device of [a, b]) expect(await wordsAt(device)).toBe('First. Second.');
    expect((await a.db.logs.get(log))?.suspected).toBeUndefined();
    await Promise.all([a.close(), b.close()]);
  });

  test('[M4] deletes of this laptop’s future writes have no effect', async () => {
    const [a, b] = [await start(1), await start(2)];
    const textSession = new TextSession(await idOf(a));
    await type(a, textSession.type('First.'));
    await type(b, new ForgedUpdate().deletes(textSession.client, textSession.clock, 8).encode());
    await a.carry(await b.packsFor(log));
    await type(a, textSession.type(' Second.'));
    await a.carry(await b.packsFor(log));
    expect(await wordsAt(a)).toBe('First. Second.');
    await Promise.all([a.close(), b.close()]);
  });

  test('[M4] a colleague’s deletes of another’s words count once those are here', async () => {
    const [a, b, c] = [await start(1), await start(2), await start(3)];
    const [hers, theirs] = [new TextSession(await idOf(a)), new TextSession(await idOf(b))];
    await type(a, hers.type('hers'));
    const packs = await a.packsFor(log);
    await b.carry(packs);
    theirs.receive((await b.db.documents.get([log, doc]))?.registers[note]?.text);
    await type(b, theirs.erase(0, 2));
    const ofB = (await b.packsFor(log)).filter(
      ({ payload }) => !packs.some((pack) => pack.payload === payload),
    );

    await c.carry(ofB);
    await c.carry(packs);
    expect(await wordsAt(c)).toBe('rs');
    expect((await c.db.logs.get(log))?.suspected).toBeUndefined();
    await Promise.all([a.close(), b.close(), c.close()]);
  });

  test('[M4] an op that headquarters takes counts here too, even if this laptop suspected it', async () => {
    const [a, b, c] = [await start(1), await start(2), await start(3)];
    const textSession = new TextSession(await idOf(a));
    await type(a, textSession.type('First.'));
    const next = textSession.type(' Second.');
    // As a renewed laptop does (P2): it repeats writes that headquarters has, which only headquarters can see.
    await meet(a);
    await type(a, next);
    await a.sync();
    await type(b, next);
    await c.carry(await b.packsFor(log));
    expect(await wordsAt(c)).toBe('');
    await meet(b, c, b, c);
    expect(await wordsAt(c)).toBe('First. Second.');
    expect(await c.db.logs.get(log)).toMatchObject({ held: {} });
    expect((await c.db.logs.get(log))?.suspected).toBeUndefined();
    await Promise.all([a.close(), b.close(), c.close()]);
  });
});

describe('values that come by another road than headquarters’', () => {
  test('[M2] future values that a colleague names as replaced are shown, before and after headquarters’ verdict', async () => {
    const a = await start(1);
    const hostileMember = new HostileMember(log, seededKeys(new Random(7)));
    server.enrol(hostileMember, { person: aPerson(2), name: 'Assessor 2', roles: { [log]: ['assessor'] } });
    await meet(a);
    await write(a, 'hers');
    const overs = [
      [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
    ];
    const parts = { docs: [[doc, 'assessment']], paths: [answer], devs: [a.id], ops: { o: overs } };
    const pack = hostileMember.sign(hostileMember.payload({ stamp: [startMs, 0], ...parts }));
    await a.carry([pack]);
    await write(a, 'hers, longer');
    expect(await answersAt(a)).toEqual(['hers, longer']);
    await a.carry([pack]);
    await meet(a, a);
    expect(await answersAt(a)).toEqual(['hers, longer']);
    await a.close();
  });

  test('[M2] a colleague’s replacing of another’s value counts once that is here', async () => {
    const [a, b, c] = [await start(1), await start(2), await start(3)];
    await write(a, 'hers');
    const packs = await a.packsFor(log);
    await b.carry(packs);
    await write(b, 'theirs');
    const ofB = (await b.packsFor(log)).filter(
      ({ payload }) => !packs.some((pack) => pack.payload === payload),
    );

    await c.carry(ofB);
    expect(await answersAt(c)).toEqual([]);
    await c.carry(packs);
    expect(await answersAt(c)).toEqual(['theirs']);
    expect((await c.db.logs.get(log))?.suspected).toBeUndefined();
    await Promise.all([a.close(), b.close(), c.close()]);
  });
});

test.each([
  ['takes effect where headquarters’ copy of the chain is known to be ours so far', 3, []],
  ['stays without effect where the two copies may differ', 2, [2]],
] as const)('[M4] a suspected op %s', (_, from, left) => {
  const dot = dotOf(deviceA, 2);
  const row = { ...newLogRow(log), caughtUp: true, have: { [deviceA]: 4 }, held: { [dot]: doc } };
  const work = new LogTransaction(
    { ...row, suspected: [dot], doubts: { [deviceA]: { from, step: 'rest' } } },
    new Map(),
  );
  releaseJudgedOps(work);
  expect(Object.keys(work.row.held)).toEqual(left.map((n) => dotOf(deviceA, n)));
});

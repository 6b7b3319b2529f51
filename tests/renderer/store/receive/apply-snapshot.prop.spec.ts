import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Pack, SyncResponse } from '#sync/protocol/wire.ts';
import { deviceA, deviceB, deviceC, history } from '#tests/support/builders/ops.ts';
import { aChain } from '#tests/support/builders/packs.ts';
import { readable } from '#tests/support/builders/readable-document.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { Random } from '#tests/support/random/random.ts';
import { seededKeys, signWith } from '#tests/support/random/seeded-ids.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import type { Headquarters } from '#tests/support/server/headquarters.ts';

const log = aLog();
const nowMs = 1_767_225_600_000;
const random = new Random(20_261_125);
/** Devices of colleagues with their keys. `placeholder`: id of the device in drawn histories. */
const colleagues = [deviceA, deviceB, deviceC].map((placeholder) => ({ placeholder, ...seededKeys(random) }));
const docs = [1, 2, 3, 4].map((at) => aDoc(at));
const docByPath: Readonly<Record<string, DocumentId | undefined>> = {
  title: docs[0],
  'answers/D1.1/level': docs[1],
  'answers/D1.1/rationale': docs[2],
};

/** Events at headquarters, or on the laptop, during a request. */
type Happening =
  | { readonly kind: 'push'; readonly by: number }
  | { readonly kind: 'release'; readonly which: number }
  | { readonly kind: 'write'; readonly doc: number; readonly value: number }
  | { readonly kind: 'cut' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('push' as const), by: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), which: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      doc: fc.nat(3),
      value: fc.integer({ min: 1, max: 5 }),
    }),
  },
  fc.record({ kind: fc.constant('cut' as const) }),
);

test('[M2, J5] a snapshot at any moment plus the remaining log equals the log, for any interleaving', async () => {
  const given = fc.record({
    ops: history,
    before: fc.integer({ min: 2, max: 9 }),
    happenings: fc.array(happening, { minLength: 4, maxLength: 24, size: 'max' }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ ops, before, happenings }) => {
      const world = new World(ops, happenings);
      for (let at = 0; at < before; at += 1) world.push(at % colleagues.length);
      let testLaptop = await world.start();
      for (let rounds = 0; rounds < 60 && (await testLaptop.sync()).sync.kind !== 'idle'; rounds += 1)
        testLaptop = await world.restart(testLaptop);
      while (world.pushAny());
      world.calmDown(testLaptop);
      await testLaptop.sync();
      await testLaptop.sync();
      expect(await kept(testLaptop)).toEqual(world.expected());
      await testLaptop.close();
    }),
    { seed: 20_261_125, numRuns: 80 },
  );
}, 60_000);

async function kept({ db }: TestLaptop) {
  const documents = await Promise.all(
    docs.map(async (documentId) => readable(await db.documents.get([log, documentId]))),
  );
  const [early, parked, logs] = [db.early.count(), db.parked.count(), db.logs.toArray()];
  return {
    documents,
    early: await early,
    parked: await parked,
    waiting: (await logs).reduce((sum, { waiting }) => sum + waiting.changes, 0),
  };
}

/** Headquarters with colleagues who have written, and one laptop that begins. Every answer is as small as possible. */
class World {
  readonly server = new FakeServer(nowMs);
  readonly #chains: Map<DeviceId, Pack[]>;
  readonly #happenings: Happening[];
  readonly #parts = nodeIndexedDb();
  readonly #held: { readonly device: DeviceId; readonly n: number }[] = [];
  #laptop: TestLaptop | null = null;

  constructor(ops: readonly Op[], happenings: readonly Happening[]) {
    this.#happenings = [...happenings];
    this.#chains = new Map(colleagues.map((colleague) => [colleague.device, chainOf(colleague, ops)]));
    const roles: readonly (readonly Role[])[] = [['assessor'], ['assessor'], ['reviewer']];
    colleagues.forEach(({ device, publicKey }, at) =>
      this.server.enrol(
        { device, publicKey },
        { person: aPerson(at + 2), name: `Colleague ${at}`, roles: { [log]: roles[at] ?? [] } },
      ),
    );
  }

  async start(more: Partial<TestLaptopStart> = {}): Promise<TestLaptop> {
    this.#laptop = await startLaptop(this.#slow(), 1, { db: nodeDatabase(this.#parts), ...more });
    return this.#laptop;
  }

  /** The app is closed, or the laptop crashes, and it begins again on the content of the disk. */
  async restart(testLaptop: TestLaptop): Promise<TestLaptop> {
    await testLaptop.close();
    this.#laptop = null;
    return this.start({ host: testLaptop.host, clock: testLaptop.clock });
  }

  /** No event but syncing. */
  calmDown(testLaptop: TestLaptop): void {
    this.#happenings.length = 0;
    testLaptop.transport.mood = 'good';
  }

  push(by: number): void {
    const deviceId = colleagues[by]?.device;
    const pack = deviceId && this.#chains.get(deviceId)?.shift();
    if (deviceId === undefined || pack === undefined) return;
    const { verdicts } = this.#send(deviceId, pack);
    for (const { held } of verdicts) for (const n of held ?? []) this.#held.push({ device: deviceId, n });
  }

  pushAny(): boolean {
    const by = colleagues.findIndex(({ device }) => (this.#chains.get(device)?.length ?? 0) > 0);
    this.push(by);
    return by >= 0;
  }

  expected() {
    const documents = docs.map((documentId) => readable(this.server.document(log, documentId)));
    return { documents, early: 0, parked: 0, waiting: 0 };
  }

  #send(device: DeviceId, pack: Pack): SyncResponse {
    return this.server.sync({ protocol: 1, device, logs: {}, packs: [pack], budget: 1 });
  }

  #slow(): Headquarters {
    const { server } = this;
    const happen = () => this.#happen();
    return {
      nowMs,
      enrol: (presentedDevice, member) => server.enrol(presentedDevice, member),
      packs: (logId) => server.packs(logId),
      document: (logId, documentId) => server.document(logId, documentId),
      sync: async (syncRequest) => {
        await happen();
        return server.sync({ ...syncRequest, budget: 1 });
      },
      snapshot: async (logId, snapshotAsk) => {
        await happen();
        return server.snapshot(logId, { ...snapshotAsk, bytes: 1 });
      },
    };
  }

  async #happen(): Promise<void> {
    const nextHappening = this.#happenings.shift();
    const testLaptop = this.#laptop;
    if (nextHappening === undefined) return;
    switch (nextHappening.kind) {
      case 'push':
        return this.push(nextHappening.by);
      case 'release': {
        const [held] = this.#held.splice(nextHappening.which, 1);
        return held && this.server.release(log, held.device, [held.n], aPerson(9));
      }
      case 'write': {
        const documentId = docs[nextHappening.doc];
        if (testLaptop === null || documentId === undefined) return;
        const path = (Object.keys(docByPath).find((one) => docByPath[one] === documentId) ?? 'title') as Path;
        const register = (await testLaptop.db.documents.get([log, documentId]))?.registers[path];
        const value = path === 'answers/D1.1/level' ? nextHappening.value : `own ${nextHappening.value}`;
        const over = register?.heads.map(({ dot }) => dot) ?? [];
        await testLaptop.store.write(log, [aWrite(documentId, 'assessment', path, value, over)]);
        return;
      }
      case 'cut':
        if (testLaptop !== null) testLaptop.transport.mood = 'down';
    }
  }
}

/** A device's ops as a chain of signed packs of at most two, each op in the document of its path. */
function chainOf(colleague: (typeof colleagues)[number], ops: readonly Op[]): Pack[] {
  const { placeholder, device } = colleague;
  const own = ops
    .filter(({ dot }) => deviceOfDot(dot) === placeholder)
    .sort((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot))
    .map((op, at) => ({ ...op, dot: dotOf(device, at + 1), doc: docByPath[op.path] ?? aDoc(4) }))
    .map((op) => (isTextOp(op) ? op : { ...op, over: op.over.map(signedDotOf) }));
  const groups = own.flatMap((_, at) => (at % 2 === 0 ? [own.slice(at, at + 2)] : []));
  return aChain(log, ...groups).map(({ payload }) => ({
    payload,
    sig: signWith(colleague, payload),
  }));
}

/** Dot of a drawn history under the device with the key. */
function signedDotOf(dot: Dot): Dot {
  const colleague = colleagues.find(({ placeholder }) => placeholder === deviceOfDot(dot));
  return dotOf(colleague?.device ?? deviceOfDot(dot), numberOfDot(dot));
}

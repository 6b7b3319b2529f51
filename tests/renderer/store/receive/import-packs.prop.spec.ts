import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { anEnrolment, TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const paths = ['answers/D1.1/rationale', 'answers/D1.2/rationale'].map((path) => Path.parse(path));
const startMs = Date.UTC(2026, 10, 24, 9);
const roles = { [log]: ['assessor'] as const };

type Step =
  | { readonly kind: 'write'; readonly who: number; readonly path: number }
  | { readonly kind: 'sync'; readonly who: number }
  /** On a stick, everything or only some of it. */
  | { readonly kind: 'carry'; readonly from: number; readonly to: number; readonly leaveOut: number }
  /** The disk is copied, and both copies are used from now on. */
  | { readonly kind: 'fork'; readonly who: number }
  /** Headquarters loses its last entries. */
  | { readonly kind: 'restore'; readonly lost: number };

const who = fc.nat(5);
const usual = [
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), who, path: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('sync' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('carry' as const), from: who, to: who, leaveOut: fc.nat(3) }),
  },
];
const lost = fc.integer({ min: 1, max: 3 });
const withForks: fc.Arbitrary<Step> = fc.oneof(...usual, {
  weight: 1,
  arbitrary: fc.record({ kind: fc.constant('fork' as const), who }),
});
const withRestores: fc.Arbitrary<Step> = fc.oneof(...usual, {
  weight: 1,
  arbitrary: fc.record({ kind: fc.constant('restore' as const), lost }),
});

/** People with laptops, a headquarters, and the writes with the values that their writers saw. */
class World {
  readonly server = new FakeServer(startMs);
  readonly devices: TestLaptop[] = [];
  readonly #written: { readonly value: string; readonly seen: readonly string[] }[] = [];

  async start(): Promise<void> {
    for (const at of [1, 2, 3]) this.devices.push(await startLaptop(this.server, at, { roles }));
    for (const device of this.devices) {
      await device.rest();
      device.transport.mood = 'down';
    }
  }

  async take(nextStep: Step): Promise<void> {
    switch (nextStep.kind) {
      case 'write': {
        const path = paths[nextStep.path] ?? paths[0];
        const device = this.#device(nextStep.who);
        if (path === undefined) return;
        const value = `v${this.#written.length + 1}`;
        this.#written.push({ value, seen: await valuesAt(device, path) });
        device.clock.advance(1_000);
        await device.write(log, doc, 'assessment', path, value);
        return;
      }
      case 'sync':
        return this.sync(this.#device(nextStep.who));
      case 'carry': {
        const packs = await this.#device(nextStep.from).packsFor(log);
        const keptPacks = packs.filter(
          (_, at) => nextStep.leaveOut === 0 || at % (nextStep.leaveOut + 1) !== 0,
        );
        await this.#device(nextStep.to).carry(keptPacks.toReversed());
        return;
      }
      case 'fork': {
        if (this.devices.length < 5) await this.#fork(this.#device(nextStep.who));
        return;
      }
      case 'restore': {
        const end = this.server.packs(log).length;
        if (end > 0) this.server.restoreTo(log, Math.max(0, end - nextStep.lost));
      }
    }
  }

  async sync(device: TestLaptop): Promise<void> {
    device.transport.mood = 'good';
    await device.sync();
    device.transport.mood = 'down';
  }

  async close(): Promise<void> {
    for (const device of this.devices) await device.close();
  }

  /** Values that are not shown anywhere in the end, and that nobody saw and then replaced. */
  async lost(): Promise<readonly string[]> {
    const shown = new Set<string>();
    for (const device of this.devices)
      for (const path of paths) for (const value of await valuesAt(device, path)) shown.add(value);
    const seen = new Set(this.#written.flatMap((one) => one.seen));
    return this.#written.map(({ value }) => value).filter((value) => !shown.has(value) && !seen.has(value));
  }

  async #fork(device: TestLaptop): Promise<void> {
    const { person, name } = { person: aPerson(9), name: 'A copy' };
    const copy = await TestLaptop.start({
      db: await copyDatabase(device.db),
      server: this.server,
      person,
      name,
      roles,
      mood: 'down',
      host: await makeFakeHost({ copyOf: device.host, enrolment: anEnrolment(person, name) }),
    });
    await copy.rest();
    this.devices.push(copy);
  }

  #device(at: number): TestLaptop {
    const device = this.devices[at % this.devices.length];
    if (device === undefined) throw new Error('There is always a device');
    return device;
  }
}

async function valuesAt(device: TestLaptop, path: Path): Promise<readonly string[]> {
  const heads = (await device.db.documents.get([log, doc]))?.registers[path]?.heads ?? [];
  return heads.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

const stateOf = async (device: TestLaptop) => (await device.db.documents.get([log, doc]))?.registers ?? {};

/** After everything, and some rounds of syncs, all have the same and no write is lost. */
const endsWell = (step: fc.Arbitrary<Step>) =>
  fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
    const world = new World();
    await world.start();
    for (const nextStep of steps) await world.take(nextStep);
    for (let round = 0; round < 4; round += 1) for (const device of world.devices) await world.sync(device);

    const [first, ...others] = await Promise.all(world.devices.map(stateOf));
    for (const other of others) expect(other).toEqual(first);
    expect(world.server.document(log, doc)?.registers ?? {}).toEqual(first);
    expect(await world.lost()).toEqual([]);
    for (const device of world.devices)
      expect(await device.query('status', null)).toMatchObject({ waiting: { changes: 0 }, early: 0 });
    await world.close();
  });

test('[P2, P3, M6] laptops, sticks and copied disks end equal, and nothing that was written is lost', async () => {
  await fc.assert(endsWell(withForks), { seed: 20_261_124, numRuns: 6 });
}, 120_000);

test('[P3, S3, M6] laptops, sticks and a headquarters that loses entries end equal, and nothing is lost', async () => {
  await fc.assert(endsWell(withRestores), { seed: 20_261_125, numRuns: 6 });
}, 120_000);

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dot, Path } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import type { FakeHost } from '#tests/support/laptop/fake-host.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop, type TransportMood } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

type Step =
  | { readonly kind: 'write'; readonly fault: 'none' | 'database' | 'journal' | 'journalKeepsIt' }
  | { readonly kind: 'sync'; readonly mood: TransportMood }
  | { readonly kind: 'rotate' | 'image' }
  | { readonly kind: 'restart'; readonly database: 'same' | 'deleted' | 'older' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      fault: fc.constantFrom(...(['none', 'none', 'database', 'journal', 'journalKeepsIt'] as const)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      mood: fc.constantFrom(...(['good', 'down', 'losesAnswers'] as const)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rotate' as const, 'image' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      database: fc.constantFrom(...(['same', 'deleted', 'deleted', 'older'] as const)),
    }),
  },
);

/** One laptop with every fault of the disk, and all values that its person saw as saved. */
class World {
  readonly saved: { readonly dot: Dot; readonly path: string; readonly value: number }[] = [];
  readonly server = new FakeServer(startMs);
  readonly journal = new FakeJournal();
  #image: FieldDatabase | null = null;
  #device: TestLaptop;
  #count = 0;

  private constructor(device: TestLaptop) {
    this.#device = device;
  }

  static async open(): Promise<World> {
    const world = new World(undefined as unknown as TestLaptop); // set in the next line, before anybody asks
    world.#device = await world.#start(nodeDatabase());
    await world.#device.sync();
    world.#device.transport.mood = 'down';
    return world;
  }

  get device(): TestLaptop {
    return this.#device;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'write':
        return this.#write(step.fault);
      case 'sync':
        this.#device.transport.mood = step.mood;
        await this.#device.sync();
        this.#device.transport.mood = 'down';
        return;
      case 'rotate':
        return this.journal.rotate();
      case 'image':
        this.#image = await copyOf(this.#device.db);
        return;
      case 'restart':
        return this.restart(step.database);
    }
  }

  async restart(database: 'same' | 'deleted' | 'older'): Promise<void> {
    const same = await copyOf(this.#device.db);
    const older = this.#image && (await copyOf(this.#image));
    await this.#device.close();
    const nextFieldDatabase = { same, deleted: nodeDatabase(), older: older ?? same }[database];
    this.#device = await this.#start(nextFieldDatabase, this.#device.host);
  }

  async #write(fault: Extract<Step, { kind: 'write' }>['fault']): Promise<void> {
    this.#count += 1;
    const [path, value] = [`answers/D1.${this.#count % 4}/rationale`, this.#count] as const;
    const refuse = (): never => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    this.journal.mood = fault.startsWith('journal') ? 'failing' : 'ample';
    this.journal.keepsRefused = fault === 'journalKeepsIt';
    if (fault === 'database') this.#device.db.documents.hook('creating', refuse);
    if (fault === 'database') this.#device.db.documents.hook('updating', refuse);
    const registerWrite = aWrite(doc, 'assessment', path, `${value}`);
    const written = await this.#device.store.write(log, [registerWrite]).catch(() => null);
    this.#device.db.documents.hook('creating').unsubscribe(refuse);
    this.#device.db.documents.hook('updating').unsubscribe(refuse);
    this.journal.mood = 'ample';
    if (written?.kind === 'saved') for (const dot of written.dots) this.saved.push({ dot, path, value });
  }

  #start(db: FieldDatabase, fakeHost?: FakeHost): Promise<TestLaptop> {
    return startLaptop(this.server, 1, {
      db,
      journal: this.journal,
      mood: fakeHost ? 'down' : 'good',
      ...(fakeHost && { host: fakeHost }),
    });
  }
}

async function copyOf(db: FieldDatabase): Promise<FieldDatabase> {
  const copy = nodeDatabase();
  for (const table of db.tables) await copy.table(table.name).bulkAdd(await table.toArray());
  return copy;
}

test('[D1, D2, P2] every value shown as saved survives any failure, and no number names two values', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16, size: 'max' }), async (steps) => {
      const world = await World.open();
      const { id } = world.device;
      for (const one of steps) await world.take(one);
      await world.restart('same');
      world.device.transport.mood = 'good';
      const storeStatus = await world.device.sync();

      expect(storeStatus).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
      expect(world.device.id).toBe(id);
      expect(new Set(world.saved.map(({ dot }) => dot)).size).toBe(world.saved.length);
      const sent = valuesByDot(world.server.packs(log));
      for (const { dot, value } of world.saved) expect([dot, sent.get(dot)]).toEqual([dot, `${value}`]);
      // Of each answer the last saved value is a head, or a later one that was uncommitted and came back. An earlier
      // one may be a head beside it, from a writer who had not seen that return (M1).
      const shownDocument = (await world.device.query('document', { log, doc }))?.document;
      expect(shownDocument).toEqual(world.server.document(log, doc));
      const last = new Map(world.saved.map(({ path, value }) => [path, value]));
      for (const [path, value] of last) {
        const heads = shownDocument?.registers[path as Path]?.heads ?? [];
        expect(Math.max(...heads.map((head) => Number(head.value)))).toBeGreaterThanOrEqual(value);
      }
      await world.device.close();
    }),
    { seed: 20_261_124, numRuns: 50 },
  );
}, 120_000);

function valuesByDot(payloads: readonly string[]): ReadonlyMap<Dot, unknown> {
  const values = new Map<Dot, unknown>();
  for (const payload of payloads) {
    const opened = decodePayload(payload);
    if (!opened.ok) throw new Error(opened.refusal.why);
    for (const op of opened.value.ops) values.set(op.dot, 'value' in op ? op.value : op.text);
  }
  return values;
}

import { randomBytes } from 'node:crypto';
import { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { renewDeviceIdentity } from '#server/auth/device-enrolment.ts';
import { addPerson } from '#server/auth/persons.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreLocation,
} from '#server/db/open-store.ts';
import { handleSync } from '#server/log/handle-sync.ts';
import { addLog } from '#server/log/log-registry.ts';
import { type Pack, SyncRequest, type SyncResponse, type Verdict } from '#sync/protocol/wire.ts';
import { deviceRow } from './device-row.ts';
import { nowMs, PackWriter } from './pack-writer.ts';
import { openUntilTheEnd } from './stores.ts';

/** The time moves only by a test. */
export const testDependencies: RuntimeDependencies = {
  nowMs: () => nowMs,
  randomBytes: (count) => randomBytes(count),
};

/** A store with people, logs and laptops in it, asked the way the routes ask it. */
export class TestHeadquarters {
  readonly store: ServerStore;
  readonly #personByDevice: Map<string, PersonId>;

  constructor(store: ServerStore, personByDevice = new Map<string, PersonId>()) {
    this.store = store;
    this.#personByDevice = personByDevice;
  }

  /** On the store at this location, until the test is over. */
  /** @param nowMs clock of the day on which roles end, in the embedded store */
  static async open(storeLocation: StoreLocation, nowMs?: () => number): Promise<TestHeadquarters> {
    return new TestHeadquarters(await openUntilTheEnd(storeLocation, undefined, nowMs));
  }

  /** The same headquarters through another server process's connections. */
  through(store: ServerStore): TestHeadquarters {
    return new TestHeadquarters(store, this.#personByDevice);
  }

  async addLog(): Promise<LogId> {
    const logId = LogId.parse(newUuid(testDependencies));
    await this.store
      .transaction()
      .execute((tx) =>
        addLog(tx, testDependencies, { log: logId, kind: 'mission', title: 'A mission', country: 'XA' }),
      );
    return logId;
  }

  async addPerson(role: Role, ...logIds: readonly LogId[]): Promise<PersonId> {
    const personId = PersonId.parse(newUuid(testDependencies));
    await this.store.transaction().execute(async (tx) => {
      await addPerson(tx, testDependencies, {
        person: personId,
        name: `The ${role}`,
        role,
        inEveryLog: false,
      });
      if (logIds.length > 0)
        await tx
          .insertInto('grants')
          .values(logIds.map((log) => ({ log, person: personId, role })))
          .execute();
    });
    return personId;
  }

  /** An enrolled laptop of a new person with one role in these logs. */
  async addLaptop(role: Role, ...logIds: readonly LogId[]): Promise<PackWriter> {
    const laptop = new PackWriter();
    const personId = await this.addPerson(role, ...logIds);
    this.#personByDevice.set(laptop.id, personId);
    await this.store
      .insertInto('devices')
      .values(deviceRow(laptop.id, laptop.keys.publicKey, personId, nowMs))
      .execute();
    return laptop;
  }

  personOf(laptop: PackWriter): PersonId {
    const personId = this.#personByDevice.get(laptop.id);
    if (personId === undefined) throw new Error('This laptop is not enrolled');
    return personId;
  }

  /** The laptop goes on under another key, as after a fork (P2). */
  async renew(formerPackWriter: PackWriter): Promise<PackWriter> {
    const renewed = new PackWriter();
    const request = {
      deviceKey: renewed.keys.publicKey,
      proof: '',
      label: 'l',
      platform: 'p',
      version: '0',
      why: 'fork' as const,
    };
    await renewDeviceIdentity(this.store, testDependencies, {
      former: formerPackWriter.id,
      renewed: renewed.id,
      request,
    });
    this.#personByDevice.set(renewed.id, this.personOf(formerPackWriter));
    return renewed;
  }

  sync(
    laptop: PackWriter,
    question: Omit<Partial<SyncRequest>, 'protocol' | 'device'>,
    atMs = nowMs,
  ): Promise<SyncResponse> {
    const syncRequest = SyncRequest.parse({ protocol: 1, device: laptop.id, logs: {}, ...question });
    return handleSync(this.store, syncRequest, this.personOf(laptop), atMs);
  }

  /** The verdicts on packs of a laptop, without their hashes. */
  async push(laptop: PackWriter, ...packs: readonly Pack[]): Promise<readonly VerdictAlone[]> {
    const { verdicts } = await this.sync(laptop, { packs });
    return verdicts.map(withoutHash);
  }
}

export type VerdictAlone = { readonly [K in Exclude<keyof Verdict, 'pack'>]: Verdict[K] | undefined };

export const withoutHash = ({ verdict, held, code, need }: Verdict): VerdictAlone => ({
  verdict,
  held,
  code,
  need,
});

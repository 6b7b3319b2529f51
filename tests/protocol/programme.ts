import path from 'node:path';
import { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { createOneTimeCode } from '#server/auth/one-time-codes.ts';
import { addPerson } from '#server/auth/persons.ts';
import { readSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import {
  newUuid,
  openServerStore,
  type ServerStore,
  type StoreLocation,
  systemDependencies,
} from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { type ServerProcess, spawnServer } from '#tests/support/server/built-server.ts';
import { databaseOfGroup, embedded, type StoreLocations } from '#tests/support/server/stores.ts';
import { makeFolder, makeFolderUntilExit, removeFolder } from '#tests/support/temporary/make-folder.ts';

const sealingFile = path.join(makeFolderUntilExit('sealing').folder, 'sealing.key');

export const argumentsOf = (storeLocation: StoreLocation): readonly string[] => [
  ...(storeLocation.kind === 'postgres'
    ? ['--database-url', storeLocation.url]
    : ['--data', storeLocation.folder]),
  '--sealing-key',
  sealingFile,
];

/**
 * A real server process on a store of its own. An administrator has access to that store beside it, as at the command
 * line. The process may be killed and started again on the same port.
 */
export class Programme {
  readonly storeLocation: StoreLocation;
  readonly store: ServerStore;
  #process: ServerProcess;

  private constructor(storeLocation: StoreLocation, store: ServerStore, serverProcess: ServerProcess) {
    this.storeLocation = storeLocation;
    this.store = store;
    this.#process = serverProcess;
  }

  static async start(storeLocation: StoreLocation): Promise<Programme> {
    return new Programme(
      storeLocation,
      await openServerStore(storeLocation, readSealingKeys(sealingFile)),
      await spawnServer('0', argumentsOf(storeLocation)),
    );
  }

  /** One programme on an engine for all tests of a group. */
  static async startOn({ name }: StoreLocations): Promise<Programme> {
    // The engine's own place would be gone with the first test.
    return Programme.start(
      name === embedded.name
        ? { kind: 'embedded', folder: makeFolder('programme') }
        : await databaseOfGroup(),
    );
  }

  get url(): string {
    return this.#process.url;
  }

  async newLog(): Promise<LogId> {
    const logId = LogId.parse(newUuid(systemDependencies));
    const entry = { log: logId, kind: 'mission', title: 'A mission', country: 'XA' } as const;
    await this.store.transaction().execute((tx) => addLog(tx, systemDependencies, entry));
    return logId;
  }

  /** A new person's laptop with a role in these logs. */
  async enrolled(role: Role, ...logIds: readonly LogId[]): Promise<Device> {
    const person = PersonId.parse(newUuid(systemDependencies));
    const lifetimeMs = 60 * 60_000;
    const { code } = await this.store.transaction().execute(async (tx) => {
      await addPerson(tx, systemDependencies, { person, name: `The ${role}`, role, inEveryLog: false });
      for (const log of logIds) await tx.insertInto('grants').values({ log, person, role }).execute();
      return createOneTimeCode(tx, systemDependencies, { purpose: 'enrol', person, lifetimeMs });
    });
    const device = new Device(this.url);
    const { status } = await device.enrol(code);
    if (status !== 200) throw new Error(`The device was not enrolled: ${status}`);
    return device;
  }

  /** Quarantined packs of a log at headquarters, with reason and sender. */
  parked(logId: LogId): Promise<{ payload: string; code: string; sender: string }[]> {
    return this.store
      .selectFrom('parked')
      .select(['payload', 'code', 'sender'])
      .where('log', '=', logId)
      .orderBy('received_ms')
      .execute();
  }

  /** Standard error of the server. */
  get errors(): readonly string[] {
    return this.#process.errors;
  }

  /** `kill -9`, without a restart. */
  async killServer(): Promise<void> {
    await this.#process.end('SIGKILL');
  }

  /** Start the killed server again at its address. */
  async restartServer(): Promise<void> {
    this.#process = await spawnServer(new URL(this.url).port, argumentsOf(this.storeLocation));
  }

  async end(): Promise<void> {
    this.#process.kill();
    await this.store.destroy();
    if (this.storeLocation.kind === 'embedded') await removeFolder(this.storeLocation.folder);
  }
}

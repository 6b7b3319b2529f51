import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { type CountingProxy, startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import {
  type PostgresProcess,
  queryPostgres,
  standbyName,
  startPostgres,
  startStandby,
} from '#tests/support/server/postgres-process.ts';
import type { ServerStore } from '#tests/support/server/server-process.ts';
import { makeFolderUntilExit, type RemovableFolder } from '#tests/support/temporary/make-folder.ts';

/** Time in which nothing may be acknowledged, since the standby would not have it. */
const cutOffMs = 1_500;

/**
 * A real PostgreSQL with a streaming standby, behind one address that moves to the standby when that is promoted. A
 * commit is acknowledged only when the standby has it on its disk.
 */
export class PostgresPair {
  #primary: PostgresProcess;
  #standby: PostgresProcess;
  readonly #address: CountingProxy;
  /** The way from the primary to its standby. */
  readonly #replication: CountingProxy;
  /** The sealing key outlives both data folders. */
  readonly #keys: RemovableFolder;

  private constructor(
    primary: PostgresProcess,
    standby: PostgresProcess,
    address: CountingProxy,
    replication: CountingProxy,
    keys: RemovableFolder,
  ) {
    this.#replication = replication;
    this.#primary = primary;
    this.#standby = standby;
    this.#address = address;
    this.#keys = keys;
  }

  static async start(): Promise<PostgresPair> {
    const primary = await startPostgres(true);
    const replication = await startCountingProxy(primary.url);
    const standby = await startStandby(replication.url);
    await queryPostgres(primary.url, `alter system set synchronous_standby_names = '${standbyName}'`);
    await queryPostgres(primary.url, 'select pg_reload_conf()');
    const address = await startCountingProxy(primary.url);
    const postgresPair = new PostgresPair(
      primary,
      standby,
      address,
      replication,
      makeFolderUntilExit('sealing-key'),
    );
    await postgresPair.#untilInSync();
    return postgresPair;
  }

  /** For a server, or a command beside it. */
  get store(): Exclude<ServerStore, string> {
    const url = new URL(this.#primary.url);
    url.port = new URL(this.#address.url).port;
    return { databaseUrl: url.href, sealingFile: path.join(this.#keys.folder, 'sealing.key') };
  }

  /** `kill -9` of the primary, which recovers at its place. */
  async killPrimary(): Promise<void> {
    await this.#primary.kill();
    await this.#primary.restart();
    await this.#untilInSync();
  }

  /**
   * The standby is cut off for a while, then `kill -9` ends the primary for good. The standby takes its address and gets
   * a standby of its own.
   */
  async failOver(): Promise<void> {
    const formerPostgresProcess = this.#primary;
    this.#replication.cut();
    await wait(cutOffMs);
    await formerPostgresProcess.kill();
    await queryPostgres(this.#standby.url, 'select pg_promote()');
    this.#primary = this.#standby;
    this.#address.turnTo(this.#primary.url);
    this.#replication.turnTo(this.#primary.url);
    this.#replication.restore();
    // Until it is there, no commit is acknowledged.
    this.#standby = await startStandby(this.#replication.url);
    await formerPostgresProcess.stop();
    await this.#untilInSync();
  }

  /** Every connection to it breaks, in the middle of statements and commits. */
  cutConnections(): void {
    this.#address.cut();
    this.#address.restore();
  }

  async stop(): Promise<void> {
    await this.#address.close();
    // The primary first: it waits for its standby.
    await this.#primary.stop();
    await this.#standby.stop();
    await this.#replication.close();
    await this.#keys.remove();
  }

  async #untilInSync(): Promise<void> {
    const states = async (): Promise<readonly unknown[]> =>
      (await queryPostgres(this.#primary.url, 'select sync_state from pg_stat_replication')).map(
        ({ sync_state }) => sync_state,
      );
    await expect.poll(states, { timeout: 60_000 }).toEqual(['sync']);
  }
}

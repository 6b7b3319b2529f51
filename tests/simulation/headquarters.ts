import { sql } from 'kysely';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { addLog } from '#server/admin/add-log.ts';
import { addPerson } from '#server/identity/persons.ts';
import { answerSync } from '#server/log/answer-sync.ts';
import { releaseOps } from '#server/log/release-ops.ts';
import type { Store } from '#server/store/open-store.ts';
import type { Tables } from '#server/store/tables.ts';
import type { SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import { documentsOf } from '#tests/server/registers-of.ts';
import type { DeviceKeys } from './seeded-ids.ts';

/** Headquarters as the road to it meets it; a planted bug stands in between. */
export interface Headquarters {
  sync(request: SyncRequest): Promise<SyncResponse>;
}

const logTables = ['logs', 'entries', 'chain_ends', 'held_ops', 'documents', 'document_places'] as const;
const peopleTables = ['grants', 'devices', 'persons', 'parked', 'audit'] as const;

/** What headquarters' backup holds of its log. */
export type Backup = ReadonlyMap<keyof Tables, readonly object[]>;

/** The real server's parts on a real embedded store, with one log in it. */
export class RealHeadquarters implements Headquarters {
  readonly store: Store;
  readonly log: LogId;
  readonly #nowMs: () => number;

  private constructor(store: Store, log: LogId, nowMs: () => number) {
    this.store = store;
    this.log = log;
    this.#nowMs = nowMs;
  }

  /** Begins with an empty store: what an earlier world left is gone. */
  static async open(store: Store, log: LogId, nowMs: () => number): Promise<RealHeadquarters> {
    await withoutReferences(store, async () => {
      for (const table of [...logTables, ...peopleTables]) await store.deleteFrom(table).execute();
    });
    const headquarters = new RealHeadquarters(store, log, nowMs);
    const entry = { log, kind: 'mission', title: 'A mission', country: 'XA' } as const;
    await store.transaction().execute((tx) => addLog(tx, headquarters.#surroundings, entry));
    return headquarters;
  }

  get #surroundings() {
    return { nowMs: this.#nowMs, randomBytes: (count: number) => Buffer.alloc(count) };
  }

  async addPerson(person: PersonId, name: string, role: Role): Promise<void> {
    await this.store.transaction().execute(async (tx) => {
      await addPerson(tx, this.#surroundings, { person, name, role, inEveryLog: false });
      await tx.insertInto('grants').values({ log: this.log, person, role }).execute();
    });
  }

  async addDevice({ device, publicKey }: DeviceKeys, person: PersonId): Promise<void> {
    await this.store
      .insertInto('devices')
      .values({
        device,
        public_key: publicKey,
        person,
        label: 'a laptop',
        platform: 'test',
        version: '0',
        recipient: null,
        enrolled_ms: this.#nowMs(),
        last_contact_ms: null,
        state: 'active',
        state_ms: this.#nowMs(),
      })
      .onConflict((conflict) => conflict.column('device').doNothing())
      .execute();
  }

  async sync(request: SyncRequest): Promise<SyncResponse> {
    const { person } = await this.store
      .selectFrom('devices')
      .select('person')
      .where('device', '=', request.device)
      .executeTakeFirstOrThrow();
    return answerSync(this.store, request, person, this.#nowMs());
  }

  /** The reviewer lets everything take effect that is held and can. */
  async releaseAll(by: PersonId): Promise<void> {
    const held = await this.store
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('released_place', 'is', null)
      .orderBy('device')
      .orderBy('n')
      .execute();
    for (const { device, n } of held)
      await releaseOps(this.store, { log: this.log, device, numbers: [n], by, nowMs: this.#nowMs() });
  }

  documents(): Promise<readonly Document[]> {
    return documentsOf(this.store, this.log);
  }

  /** Payloads in the order of their places, each with its device. */
  entries() {
    return this.store
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'payload'])
      .where('log', '=', this.log)
      .orderBy('place')
      .execute();
  }

  parked() {
    return this.store.selectFrom('parked').select(['code', 'payload']).execute();
  }

  /** Ops without effect now. */
  async heldNow(): Promise<ReadonlySet<string>> {
    const rows = await this.store
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('released_place', 'is', null)
      .execute();
    return new Set(rows.map(({ device, n }) => `${device}.${n}`));
  }

  async have(): Promise<Readonly<Record<DeviceId, number>>> {
    const rows = await this.store
      .selectFrom('chain_ends')
      .select(['device', 'n'])
      .orderBy('device')
      .execute();
    return Object.fromEntries(rows.map(({ device, n }) => [device, n]));
  }

  async backUp(): Promise<Backup> {
    const backup = new Map<keyof Tables, readonly object[]>();
    for (const table of logTables)
      backup.set(table, await this.store.selectFrom(table).selectAll().execute());
    return backup;
  }

  /** Loses everything since the backup. */
  async restore(backup: Backup): Promise<void> {
    await withoutReferences(this.store, async () => {
      for (const table of logTables) {
        await this.store.deleteFrom(table).execute();
        for (const row of backup.get(table) ?? [])
          await this.store
            .insertInto(table)
            .values(row as never) // a row of this very table
            .execute();
      }
    });
  }
}

/** Tables are emptied and filled as a whole, in any order. */
async function withoutReferences(store: Store, change: () => Promise<void>): Promise<void> {
  await sql`pragma foreign_keys = off`.execute(store);
  await change();
  await sql`pragma foreign_keys = on`.execute(store);
}

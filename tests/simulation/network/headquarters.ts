import { sql, type Transaction } from 'kysely';
import type { Document } from '#domain/document/document.ts';
import type { ErasedPart } from '#domain/document/erase-ops.ts';
import type { Dot, Op, Path } from '#domain/document/op.ts';
import { type DeviceId, type DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import type { Role } from '#domain/people/role.ts';
import { renewDeviceIdentity } from '#server/auth/device-enrolment.ts';
import { buildGrants, rolesByLogOf } from '#server/auth/grants.ts';
import { addPerson } from '#server/auth/persons.ts';
import { readServerKeys } from '#server/auth/server-identity.ts';
import { encryptSecret } from '#server/db/encryption/encrypted-secrets.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { openStoredPayload } from '#server/db/stored-packs.ts';
import type { DatabaseTables } from '#server/db/tables.ts';
import { handleSync } from '#server/log/handle-sync.ts';
import { addLog } from '#server/log/log-registry.ts';
import { readSnapshotPage } from '#server/log/read-snapshot.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { eraseFieldValues } from '#server/retention/erase-values.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { RenewRequest } from '#sync/protocol/renew-identity.ts';
import { encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { type EnrolResponse, SyncRequest } from '#sync/protocol/wire.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { DeviceKeys } from '#tests/support/random/seeded-ids.ts';
import { deviceRow } from '#tests/support/server/device-row.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { StoreFailure } from './store-failure.ts';

/** Headquarters' answer to one request. */
export type Said =
  | { readonly kind: 'answered'; readonly body: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

/** Headquarters as its clients meet it; a planted bug sits in between. */
export interface Headquarters {
  respond(asked: Asked): Promise<Said>;
  /** Do a part of it and answer nothing more. */
  respondAndCrash(asked: Asked): Promise<void>;
  /** Answer while the store fails from its n-th statement on; an open transaction is rolled back. */
  respondOnFailing(asked: Asked, atStatement: number): Promise<Said>;
}

/** A request with a valid signature. */
export interface Asked {
  readonly keys: DeviceKeys;
  readonly path: string;
  readonly body: string | null;
}

const logTables = [
  'logs',
  'entries',
  'chain_ends',
  'held_ops',
  'documents',
  'registers',
  'dead_dots',
  'document_places',
  'retention_list',
  'erased_fields',
] as const;
const peopleTables = [
  'grants',
  'group_members',
  'group_roles',
  'people_groups',
  'devices',
  'desks',
  'persons',
  'parked',
  'server',
] as const;

/** Content of headquarters' backup of its log. */
type Backup = ReadonlyMap<keyof DatabaseTables, readonly object[]>;

interface HeadquartersParts {
  readonly now: () => number;
  readonly random: Random;
  /** Limit of an answer or a page of a snapshot, for any request; null: only the request counts. */
  readonly mostBytes: number | null;
}

/** The real server's parts on a real embedded store, as they see one of its logs. */
export class RealHeadquarters implements Headquarters {
  readonly store: ServerStore;
  readonly log: LogId;
  /** Ops of its packs as a laptop reads them: a pack that a laptop refuses throws. */
  readonly packOps = decodeOnce((payload) => {
    const opened = decodePayload(payload);
    if (!opened.ok) throw new Error(`A stored pack cannot be read: ${opened.refusal.why}`);
    return opened.value.ops;
  });
  readonly #storedOps = decodeOnce((payload) => openStoredPayload(payload).ops);
  #backup: Backup | null = null;
  readonly #nowMs: () => number;
  readonly #mostBytes: number;
  readonly #random: Random;

  private constructor(store: ServerStore, log: LogId, { now, random, mostBytes }: HeadquartersParts) {
    this.store = store;
    this.log = log;
    this.#nowMs = now;
    this.#mostBytes = mostBytes ?? Number.POSITIVE_INFINITY;
    this.#random = random;
  }

  /** Begins with an empty store: rows of an earlier world are gone. */
  static async open(store: ServerStore, log: LogId, parts: HeadquartersParts): Promise<RealHeadquarters> {
    await withoutReferences(store, async (tx) => {
      for (const table of [...logTables, ...peopleTables]) await tx.deleteFrom(table).execute();
    });
    return RealHeadquarters.openMission(store, log, parts);
  }

  /** Open a mission in the store, beside those that are there. */
  static async openMission(
    store: ServerStore,
    log: LogId,
    parts: HeadquartersParts,
  ): Promise<RealHeadquarters> {
    const headquarters = new RealHeadquarters(store, log, parts);
    const entry = { log, kind: 'mission', title: 'A mission', country: 'XA' } as const;
    await store.transaction().execute((tx) => addLog(tx, headquarters.dependencies, entry));
    return headquarters;
  }

  get dependencies() {
    return { nowMs: this.#nowMs, randomBytes: (count: number) => Buffer.from(this.#random.bytes(count)) };
  }

  async addPerson(person: PersonId, name: string, role: Role): Promise<void> {
    await this.store.transaction().execute(async (tx) => {
      await addPerson(tx, this.dependencies, { person, name, role, inEveryLog: false });
      await tx.insertInto('grants').values({ log: this.log, person, role }).execute();
    });
  }

  /** The person has this role in the mission. */
  async give(person: PersonId, role: Role): Promise<void> {
    await this.store
      .insertInto('grants')
      .values({ log: this.log, person, role })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async addDevice({ device, publicKey }: DeviceKeys, person: PersonId): Promise<void> {
    await this.store
      .insertInto('devices')
      .values(deviceRow(device, publicKey, person, this.#nowMs()))
      .onConflict((conflict) => conflict.column('device').doNothing())
      .execute();
  }

  /** All devices of a person, former ones too. */
  async devicesOf(person: PersonId): Promise<readonly DeviceId[]> {
    const rows = await this.store
      .selectFrom('devices')
      .select('device')
      .where('person', '=', person)
      .execute();
    return rows.map(({ device }) => device);
  }

  /** Enrolment data of a person. */
  async enrolResponse(person: PersonId, name: string): Promise<EnrolResponse> {
    const grants = await buildGrants(this.store, await rolesByLogOf(this.store, person));
    const key = (await readServerKeys(this.store))?.publicKey ?? 'key';
    return { person, name, server: { name: 'HQ', recipients: [], key }, grants, lease: 45 };
  }

  async respond({ keys, path, body }: Asked): Promise<Said> {
    const caller = await this.store
      .selectFrom('devices')
      .select('person')
      .where('device', '=', keys.device)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (caller === undefined) return { kind: 'refused', status: 401, code: 'device' };
    const [route = '', query = ''] = path.split('?');
    if (route === '/api/v1/sync') {
      const asked = SyncRequest.parse(JSON.parse(body ?? ''));
      const request = { ...asked, budget: Math.min(asked.budget, this.#mostBytes) };
      // As in the route: another device's name in a request that this one signed.
      if (request.device !== keys.device) return { kind: 'refused', status: 400, code: 'malformed' };
      return said(JSON.stringify(await handleSync(this.store, request, caller.person, this.#nowMs())));
    }
    if (route === '/api/v1/renew')
      return this.#renew(keys.device, RenewRequest.parse(JSON.parse(body ?? '')));
    const log = LogId.parse(/^\/api\/v1\/logs\/([^/]+)\/snapshot$/.exec(route)?.[1]);
    // As in the route: nobody sees whether there is such a mission.
    if (log !== this.log && !(await rolesByLogOf(this.store, caller.person)).has(log))
      return { kind: 'refused', status: 404, code: 'not-found' };
    return said(await this.#snapshot(log, new URLSearchParams(query)));
  }

  async respondAndCrash(asked: Asked): Promise<void> {
    const request = asked.path === '/api/v1/sync' ? SyncRequest.parse(JSON.parse(asked.body ?? '')) : null;
    // Each pack is a transaction of its own: packs behind the crash are missing.
    const part = request && { ...request, packs: request.packs.slice(0, request.packs.length - 1) };
    await this.respond(part === null ? asked : { ...asked, body: JSON.stringify(part) });
  }

  async respondOnFailing(asked: Asked, atStatement: number): Promise<Said> {
    const failure = new StoreFailure(atStatement);
    // A view of the same tables: other requests go on.
    const failing = new RealHeadquarters(this.store.withPlugin(failure), this.log, {
      now: this.#nowMs,
      random: this.#random,
      mostBytes: this.#mostBytes,
    });
    return failing.respond(asked).catch((error: unknown): Said => {
      if (error !== failure) throw error;
      return { kind: 'refused', status: 503, code: 'store-unavailable' };
    });
  }

  async #renew(former: DeviceId, request: RenewRequest): Promise<Said> {
    const renewed = deviceIdOf(Buffer.from(request.deviceKey, 'base64url'));
    const done = await renewDeviceIdentity(this.store, this.dependencies, { former, renewed, request });
    return done.ok ? said(renewalAnswer) : { kind: 'refused', status: 401, code: done.refusal.kind };
  }

  async #snapshot(log: LogId, query: URLSearchParams): Promise<string> {
    const number = (name: string): number | undefined =>
      query.has(name) ? Number(query.get(name)) : undefined;
    const page = await readSnapshotPage(this.store, log, {
      after: query.get('after') ?? undefined,
      place: number('place'),
      bytes: Math.min(number('bytes') ?? 1, this.#mostBytes),
    });
    return query.has('columns') ? encodeSnapshotPage(page) : JSON.stringify(page);
  }

  /** The reviewer releases every held op that can take effect. */
  async releaseAll(by: PersonId): Promise<void> {
    const held = await this.store
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('released_place', 'is', null)
      .orderBy('device')
      .orderBy('n')
      .execute();
    for (const { device, n } of held)
      await releaseHeldOps(this.store, { log: this.log, device, numbers: [n], by, nowMs: this.#nowMs() });
  }

  documents(): Promise<readonly Document[]> {
    return documentsOf(this.store, this.log);
  }

  /** Payloads in the order of their places, each with its device; of an erased mission none. */
  entries() {
    return this.store
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'payload'])
      .where('log', '=', this.log)
      .where('payload', '!=', '')
      .orderBy('place')
      .execute();
  }

  parked() {
    return this.store.selectFrom('parked').select(['log', 'code', 'payload']).execute();
  }

  /** Ops without effect now. */
  /** The held ops, with the kind of their reason. */
  async heldNow(): Promise<ReadonlyMap<string, HoldReason['kind']>> {
    const rows = await this.store
      .selectFrom('held_ops')
      .select(['device', 'n', 'reason'])
      .where('log', '=', this.log)
      .where('released_place', 'is', null)
      .execute();
    return new Map(
      rows.map(({ device, n, reason }) => [`${device}.${n}`, (JSON.parse(reason) as HoldReason).kind]), // written by the judge
    );
  }

  async have(): Promise<Readonly<Record<DeviceId, number>>> {
    const rows = await this.store
      .selectFrom('chain_ends')
      .select(['device', 'n'])
      .where('log', '=', this.log)
      .orderBy('device')
      .execute();
    return Object.fromEntries(rows.map(({ device, n }) => [device, n]));
  }

  /** Has a key to sign its erasures. */
  async takeKey({ publicKey, privateKey }: DeviceKeys, first: PersonId): Promise<void> {
    const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    await this.store
      .insertInto('server')
      .values({
        id: 'server',
        name: 'HQ',
        public_key: publicKey,
        private_key: encryptSecret(this.store, { table: 'server', row: publicKey }, key),
        first_person: first,
        recovery_identity: null,
        recovery_recipient: null,
      })
      .execute();
  }

  /**
   * Erase the content of a field. Returns the ops erased by this, in their earlier form. Done at one moment, even with
   * requests under way.
   */
  erase(doc: DocumentId, path: Path, part: ErasedPart): Promise<readonly Op[]> {
    return this.store.transaction().execute(async (tx) => {
      const keys = await readServerKeys(tx);
      if (keys === null) throw new Error('Headquarters has no key');
      const before = await this.#opsIn(tx);
      await eraseFieldValues(tx, keys, this.log, [{ doc, path, part }], this.#nowMs());
      const after = await this.#opsIn(tx);
      // A pack that did not change has the same ops.
      return [...before.values()].filter((op) => {
        const now = after.get(op.dot);
        return op !== now && JSON.stringify(op) !== JSON.stringify(now);
      });
    });
  }

  /** Present content of its packs. */
  opsNow(): Promise<ReadonlyMap<Dot, Op>> {
    return this.store.transaction().execute((tx) => this.#opsIn(tx));
  }

  async #opsIn(tx: Transaction<DatabaseTables>): Promise<ReadonlyMap<Dot, Op>> {
    const packs = await tx
      .selectFrom('entries')
      .select('payload')
      .where('log', '=', this.log)
      .where('kind', '=', 'pack')
      .where('payload', '!=', '')
      .execute();
    return new Map(
      packs.flatMap(({ payload }) => this.#storedOps(payload).map((op) => [op.dot, op] as const)),
    );
  }

  /** At one moment, even with requests under way. */
  async backUp(): Promise<void> {
    this.#backup = await this.store.transaction().execute(async (tx) => {
      const backup = new Map<keyof DatabaseTables, readonly object[]>();
      for (const table of logTables) backup.set(table, await tx.selectFrom(table).selectAll().execute());
      return backup;
    });
  }

  /** Lose everything since its last backup; returns whether there is one. */
  async restore(): Promise<boolean> {
    const backup = this.#backup;
    if (backup === null) return false;
    await withoutReferences(this.store, async (tx) => {
      for (const table of logTables) {
        await tx.deleteFrom(table).execute();
        for (const row of backup.get(table) ?? [])
          await tx
            .insertInto(table)
            .values(row as never) // a row of this very table
            .execute();
      }
    });
    return true;
  }
}

/** A payload never changes and is read often: a world decodes each once. */
function decodeOnce(decode: (payload: string) => readonly Op[]): (payload: string) => readonly Op[] {
  const known = new Map<string, readonly Op[]>();
  return (payload) => {
    const ops = known.get(payload) ?? decode(payload);
    known.set(payload, ops);
    return ops;
  };
}

/** In place of enrolment data; no test reads it. */
export const renewalAnswer = '{"known":true}';

const said = (body: string): Said => ({ kind: 'answered', body });

/** Tables are emptied and filled as a whole, in any order, and nobody meets a part of it. */
async function withoutReferences(
  store: ServerStore,
  change: (tx: Transaction<DatabaseTables>) => Promise<void>,
): Promise<void> {
  await sql`pragma foreign_keys = off`.execute(store);
  await store.transaction().execute(change);
  await sql`pragma foreign_keys = on`.execute(store);
}

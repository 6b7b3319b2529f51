import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { addPerson } from '#server/auth/persons.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { handleSync } from '#server/log/handle-sync.ts';
import { addLog } from '#server/log/log-registry.ts';
import { readSnapshotPage } from '#server/log/read-snapshot.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import { deviceRow } from './device-row.ts';
import type { Headquarters, Member, PresentedDevice, SnapshotAsk } from './headquarters.ts';
import { nowMs } from './pack-writer.ts';
import { documentsOf } from './registers-of.ts';
import { testDependencies } from './test-headquarters.ts';

/** The real server's parts behind the transport of a device's store, without HTTP between them. */
export class RealHeadquarters implements Headquarters {
  readonly nowMs = nowMs;
  readonly #store: ServerStore;
  readonly #people = new Map<string, PersonId>();

  private constructor(store: ServerStore) {
    this.#store = store;
  }

  /** @param programmeId the log of the programme, where there is one */
  static async withLog(store: ServerStore, log: LogId, programmeId?: LogId): Promise<RealHeadquarters> {
    const mission = { log, kind: 'mission', title: 'A mission', country: 'XA' } as const;
    await store.transaction().execute(async (tx) => {
      await addLog(tx, testDependencies, mission);
      if (programmeId === undefined) return;
      const entry = { log: programmeId, kind: 'programme', title: 'A programme', country: null } as const;
      await addLog(tx, testDependencies, entry);
    });
    return new RealHeadquarters(store);
  }

  async enrol({ device, publicKey }: PresentedDevice, { person, name, roles }: Member): Promise<void> {
    this.#people.set(device, person);
    // Keys of a member's roles are log ids; Object.entries forgets that.
    const byLog = Object.entries(roles) as [LogId, readonly Role[]][];
    const grants = byLog.flatMap(([log, ofLog]) => ofLog.map((role) => ({ log, person, role })));
    const [role] = grants.map((grant) => grant.role);
    if (role === undefined) throw new Error('A member has a role');
    await this.#store.transaction().execute(async (tx) => {
      await addPerson(tx, testDependencies, { person, name, role, inEveryLog: false });
      await tx.insertInto('grants').values(grants).execute();
      await tx
        .insertInto('devices')
        .values(deviceRow(device, publicKey, person, nowMs))
        .execute();
    });
  }

  sync(syncRequest: SyncRequest): Promise<SyncResponse> {
    const personId = this.#people.get(syncRequest.device);
    if (personId === undefined) throw new Error('An unknown device is refused before this');
    return handleSync(this.#store, syncRequest, personId, nowMs);
  }

  snapshot(logId: LogId, snapshotAsk: SnapshotAsk): Promise<SnapshotPage> {
    return readSnapshotPage(this.#store, logId, snapshotAsk);
  }

  async packs(logId: LogId): Promise<readonly string[]> {
    const rows = await this.#store
      .selectFrom('entries')
      .select('payload')
      .where('log', '=', logId)
      .where('kind', '=', 'pack')
      .orderBy('place')
      .execute();
    return rows.flatMap(({ payload }) => payload ?? []);
  }

  async document(logId: LogId, documentId: DocumentId): Promise<Document | undefined> {
    return (await documentsOf(this.#store, logId)).find((one) => one.doc === documentId);
  }
}

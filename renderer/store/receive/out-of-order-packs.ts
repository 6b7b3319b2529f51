import { Dexie } from 'dexie';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import type { OutOfOrderRow, PackRow } from '../db/rows.ts';
import type { ArrivedPack } from '../db/stored-packs.ts';
import { openPackOfLog } from './open-entries.ts';

/** Packs of one log that wait for their predecessors (M6), during one transaction. */
export class OutOfOrderPacks {
  readonly #db: FieldDatabase;
  #packs: readonly ArrivedPack[];

  private constructor(db: FieldDatabase, arrivedPacks: readonly ArrivedPack[]) {
    this.#db = db;
    this.#packs = arrivedPacks;
  }

  /**
   * Open the stored packs. One beyond today's bounds goes into quarantine (J4d): an earlier version kept it, and nothing
   * would ever take it from there. Runs inside the caller's transaction, over `early` and `parked`.
   */
  static async open(db: FieldDatabase, logId: LogId, nowMs: number): Promise<OutOfOrderPacks> {
    const rows = await db.early
      .where('[log+device+first]')
      .between([logId, Dexie.minKey, Dexie.minKey], [logId, Dexie.maxKey, Dexie.maxKey])
      .toArray();
    const arrivedPacks: ArrivedPack[] = [];
    for (const row of rows) {
      const openedPackEntry = openPackOfLog(logId, row, row.held);
      if (openedPackEntry.kind === 'pack') {
        arrivedPacks.push(row.isCarried ? { ...openedPackEntry, isCarried: true } : openedPackEntry);
        continue;
      }
      await quarantineUnreadable(db, { ...openedPackEntry, sig: row.sig, held: row.held }, nowMs);
      await db.early.delete([logId, row.device, row.first]);
    }
    return new OutOfOrderPacks(db, arrivedPacks);
  }

  get packs(): readonly ArrivedPack[] {
    return this.#packs;
  }

  /** Devices with packs that wait. */
  get devices(): ReadonlySet<DeviceId> {
    return new Set(this.#packs.map(({ row }) => row.device));
  }

  /** Pack that waits under the number of this one. */
  find({ device, first }: PackRow): ArrivedPack | undefined {
    return this.#packs.find(({ row }) => row.device === device && row.first === first);
  }

  /** Keep a pack, instead of one with its number. */
  async put(arrivedPack: ArrivedPack): Promise<void> {
    const { row, held, isCarried } = arrivedPack;
    const there = this.find(row);
    this.#packs = [...this.#packs.filter((pack) => pack !== there), arrivedPack];
    await this.#db.early.put({ ...row, held, ...(isCarried && { isCarried }) } satisfies OutOfOrderRow);
  }

  /**
   * Take the first pack of a device that begins at a number or before.
   * @returns null when none does.
   */
  async takeNext(deviceId: DeviceId, upTo: number): Promise<ArrivedPack | null> {
    const [nextPack] = this.#packs
      .filter(({ row }) => row.device === deviceId && row.first <= upTo)
      .sort((a, b) => a.row.first - b.row.first);
    if (nextPack === undefined) return null;
    this.#packs = this.#packs.filter((pack) => pack !== nextPack);
    await this.#db.early.delete([nextPack.row.log, deviceId, nextPack.row.first]);
    return nextPack;
  }
}

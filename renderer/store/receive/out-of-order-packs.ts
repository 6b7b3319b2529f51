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

  private constructor(db: FieldDatabase, packs: readonly ArrivedPack[]) {
    this.#db = db;
    this.#packs = packs;
  }

  /**
   * Open the stored packs. One beyond today's bounds goes into quarantine (J4d): an earlier version kept it, and nothing
   * would ever take it from there. Runs inside the caller's transaction, over `early` and `parked`.
   */
  static async open(db: FieldDatabase, log: LogId, nowMs: number): Promise<OutOfOrderPacks> {
    const rows = await db.early
      .where('[log+device+first]')
      .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
      .toArray();
    const packs: ArrivedPack[] = [];
    for (const row of rows) {
      const opened = openPackOfLog(log, row, row.held);
      if (opened.kind === 'pack') {
        packs.push(row.isCarried ? { ...opened, isCarried: true } : opened);
        continue;
      }
      await quarantineUnreadable(db, { ...opened, sig: row.sig, held: row.held }, nowMs);
      await db.early.delete([log, row.device, row.first]);
    }
    return new OutOfOrderPacks(db, packs);
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
  async put(arrived: ArrivedPack): Promise<void> {
    const { row, held, isCarried } = arrived;
    const there = this.find(row);
    this.#packs = [...this.#packs.filter((pack) => pack !== there), arrived];
    await this.#db.early.put({ ...row, held, ...(isCarried && { isCarried }) } satisfies OutOfOrderRow);
  }

  /**
   * Take the first pack of a device that begins at a number or before.
   * @returns null when none does.
   */
  async takeNext(device: DeviceId, upTo: number): Promise<ArrivedPack | null> {
    const [next] = this.#packs
      .filter(({ row }) => row.device === device && row.first <= upTo)
      .sort((a, b) => a.row.first - b.row.first);
    if (next === undefined) return null;
    this.#packs = this.#packs.filter((pack) => pack !== next);
    await this.#db.early.delete([next.row.log, device, next.row.first]);
    return next;
  }
}

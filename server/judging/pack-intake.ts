import type { IntakeWarnings } from '#api/console-api.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import { type DiskRoom, lowDisk } from '../db/disk-room.ts';
import { StoreFailedError } from '../db/store-health.ts';
import { UsageBudget } from './usage-budget.ts';

/**
 * Amounts that headquarters takes of one person, from all laptops: a laptop may take a new identity at any time. Bytes
 * count by the day.
 */
interface IntakeQuota {
  /** Payloads of accepted packs. */
  readonly acceptedBytes: number;
  /** Payloads of refused packs and forks, kept whole for a person; of further ones hash and reason are kept. */
  readonly refusedBytes: number;
  /** Documents that begin within an hour. */
  readonly newDocuments: number;
}

const mebibyte = 1024 * 1024;

/**
 * A laptop that comes home after 45 days brings some tens of MiB, also where it carries packs of colleagues. A person
 * who sends all the time adds at most about 0.3 GB a day to the store.
 */
export const generousIntakeQuota: IntakeQuota = {
  acceptedBytes: 128 * mebibyte,
  refusedBytes: 4 * mebibyte,
  // The largest mission in one go: a restored headquarters gets all of it from the first laptop.
  newDocuments: 5_000,
};

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Room of a refused pack without its content: hash, reason, sender and index. */
const hashOnlyBytes = 1024;

/** Thrown when a person has brought as much as they may for now. Nothing was judged, and the pack may come later. */
export class IntakeQuotaExceeded extends Error {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super('The person has brought as much as they may for now');
    this.waitSeconds = waitSeconds;
  }
}

/** Judged pack; `keepsRefused` as it was admitted. */
interface CountedPack {
  readonly bytes: number;
  readonly verdict: Verdict;
  /** Documents that began with it. */
  readonly newDocuments: number;
  readonly keepsRefused: boolean;
}

/** Bounds of the bytes and documents that devices' packs add to the store. Counted in memory: a restart begins a new day for all. */
export class PackIntake {
  readonly #quota: IntakeQuota;
  readonly #room: DiskRoom;
  readonly #accepted: UsageBudget<PersonId>;
  readonly #refused: UsageBudget<PersonId>;
  readonly #documents: UsageBudget<PersonId>;
  readonly #reported = new Map<PersonId, number>();

  constructor(intakeQuota: IntakeQuota, diskRoom: DiskRoom) {
    this.#quota = intakeQuota;
    this.#room = diskRoom;
    this.#accepted = new UsageBudget(intakeQuota.acceptedBytes, dayMs);
    this.#refused = new UsageBudget(intakeQuota.refusedBytes, dayMs);
    this.#documents = new UsageBudget(intakeQuota.newDocuments, hourMs);
  }

  /**
   * Decide about a pack before it is judged.
   * @returns whether its content is kept where it is refused
   * @throws IntakeQuotaExceeded; StoreFailedError `store-full` for a large pack on a disk with little room
   */
  async admit(personId: PersonId, bytes: number, nowMs: number): Promise<boolean> {
    const waitSeconds = this.waitSeconds(personId, nowMs);
    if (waitSeconds > 0) throw new IntakeQuotaExceeded(waitSeconds);
    const isLow = await this.#room.isLow(nowMs);
    if (isLow && bytes > lowDisk.packBytes)
      throw new StoreFailedError({ code: 'store-full', cause: 'little room, so large packs wait' });
    return !isLow && this.#refused.waitSeconds(personId, nowMs) === 0;
  }

  /** Return the seconds until a person's laptops may bring packs again; 0: now. The operator is told of a wait. */
  waitSeconds(personId: PersonId, nowMs: number): number {
    const waitSeconds = this.#waitSecondsOf(personId, nowMs);
    if (waitSeconds > 0) this.#report(personId, nowMs);
    return waitSeconds;
  }

  #waitSecondsOf(personId: PersonId, nowMs: number): number {
    return Math.max(
      this.#accepted.waitSeconds(personId, nowMs),
      this.#documents.waitSeconds(personId, nowMs),
    );
  }

  /** Count a judged pack. */
  count(
    personId: PersonId,
    { bytes, verdict, newDocuments, keepsRefused }: CountedPack,
    nowMs: number,
  ): void {
    const { verdict: kind } = verdict;
    if (newDocuments > 0) this.#documents.spend(personId, newDocuments, nowMs);
    if (kind === 'accepted') this.#accepted.spend(personId, bytes, nowMs);
    if (kind !== 'refused' && kind !== 'fork') return;
    if (keepsRefused) this.#refused.spend(personId, bytes, nowMs);
    else this.#accepted.spend(personId, hashOnlyBytes, nowMs);
  }

  async warnings(nowMs: number): Promise<IntakeWarnings> {
    return {
      isDiskLow: await this.#room.isLow(nowMs),
      waitingPeople: [...new Set([...this.#accepted.waiting(nowMs), ...this.#documents.waiting(nowMs)])],
    };
  }

  /** Tell the operator, once a person and day. */
  #report(personId: PersonId, nowMs: number): void {
    if (nowMs - (this.#reported.get(personId) ?? Number.NEGATIVE_INFINITY) < dayMs) return;
    this.#reported.set(personId, nowMs);
    const mib = Math.round(this.#quota.acceptedBytes / mebibyte);
    console.error(
      `intake-quota: a laptop of person ${personId} has brought as much as headquarters takes of one person (${mib} MiB a day, ${this.#quota.newDocuments} new records an hour): ` +
        'the rest waits there, and nothing is lost; revoke the laptop where nobody expects so much of it',
    );
  }
}

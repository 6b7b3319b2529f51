import { type Dot, deviceOfDot, isTextOp, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type ForkedIdentity, putMeta, readMeta } from '../db/meta.ts';

/**
 * Watch for ops that may refer to a discarded branch (P2). This device gave up its former identity because two copies
 * of it wrote. A third device's op that replaces `former.n` may refer to the n of the quarantined branch. It then
 * replaces, unseen, headquarters' value under that number.
 */
export class ForkWatch {
  readonly #own: DeviceId;
  readonly #forks: readonly ForkedIdentity[];
  readonly #suspects = new Set<Dot>();

  constructor(ownDeviceId: DeviceId, forkedIdentities: readonly ForkedIdentity[]) {
    this.#own = ownDeviceId;
    this.#forks = forkedIdentities;
  }

  static async load(db: FieldDatabase, ownDeviceId: DeviceId, logId: LogId): Promise<ForkWatch> {
    return ForkWatch.fromForks((await readMeta(db, 'forks')) ?? [], ownDeviceId, logId);
  }

  static fromForks(
    forkedIdentities: readonly ForkedIdentity[],
    ownDeviceId: DeviceId,
    logId: LogId,
  ): ForkWatch {
    return new ForkWatch(
      ownDeviceId,
      forkedIdentities.filter((forkedIdentity) => forkedIdentity.log === logId),
    );
  }

  /** Check an op that was applied. */
  checkOp(op: Op): void {
    if (this.#forks.length === 0) return;
    const authorDeviceId = deviceOfDot(op.dot);
    const isOfFormer = this.#forks.some(({ device }) => device === authorDeviceId);
    const dots = isOfFormer || authorDeviceId === this.#own || isTextOp(op) ? [op.dot] : op.over;
    for (const dot of dots) if (this.#mayMeanOther(dot, op)) this.#suspects.add(dot);
  }

  /** Save the suspects for a later check; runs inside the caller's transaction. */
  async saveSuspects(db: FieldDatabase): Promise<void> {
    if (this.#suspects.size === 0) return;
    const forkedIdentities = (await readMeta(db, 'forks')) ?? [];
    const ours = (forkedIdentity: ForkedIdentity): readonly Dot[] =>
      this.#forks.some(({ log, device }) => log === forkedIdentity.log && device === forkedIdentity.device)
        ? [...this.#suspects].filter((dot) => deviceOfDot(dot) === forkedIdentity.device)
        : [];
    await putMeta(
      db,
      'forks',
      forkedIdentities.map((forkedIdentity) => ({
        ...forkedIdentity,
        suspects: [...new Set([...forkedIdentity.suspects, ...ours(forkedIdentity)])],
      })),
    );
  }

  /** An op replaces values of its own register only, and nobody else has an op that was in no pack. */
  #mayMeanOther(dot: Dot, { doc, path }: Op): boolean {
    return this.#forks.some(
      ({ device, upTo, signed }) =>
        device === deviceOfDot(dot) &&
        numberOfDot(dot) > upTo &&
        (signed?.some((one) => one.dot === dot && one.doc === doc && one.path === path) ?? true),
    );
  }
}

import { areJsonEqual } from '#base/json.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  highestSeenNumber,
  isTextOp,
  numberOfDot,
  type Op,
  type ValueOp,
} from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type FieldDatabase, ownOpTables } from '../db/database.ts';
import {
  type ForkedIdentity,
  putMeta,
  readCachedMeta,
  readLogRow,
  readMeta,
  readStoredDocuments,
} from '../db/meta.ts';
import { opFromRow } from '../db/rows.ts';
import { documentSharesOf } from '../db/stored-packs.ts';
import type { Journal } from '../journal/journal.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import type { UncommittedEntries } from '../write/uncommitted-entries.ts';

/**
 * Watch for ops that may refer to a discarded branch (P2). This device gave up its former identity because two copies
 * of it wrote. A third device's op that replaces `former.n` may refer to the n of the quarantined branch. It then
 * replaces, unseen, headquarters' value under that number.
 */
export class ForkWatch {
  readonly #own: DeviceId;
  readonly #forks: readonly ForkedIdentity[];
  readonly #suspects = new Set<Dot>();

  constructor(own: DeviceId, forks: readonly ForkedIdentity[]) {
    this.#own = own;
    this.#forks = forks;
  }

  static async load(db: FieldDatabase, own: DeviceId, log: LogId): Promise<ForkWatch> {
    return ForkWatch.fromForks((await readMeta(db, 'forks')) ?? [], own, log);
  }

  static fromForks(forks: readonly ForkedIdentity[], own: DeviceId, log: LogId): ForkWatch {
    return new ForkWatch(
      own,
      forks.filter((fork) => fork.log === log),
    );
  }

  /** Check an op that was applied. */
  checkOp(op: Op): void {
    if (this.#forks.length === 0) return;
    const author = deviceOfDot(op.dot);
    const isOfFormer = this.#forks.some(({ device }) => device === author);
    const dots = isOfFormer || author === this.#own || isTextOp(op) ? [op.dot] : op.over;
    for (const dot of dots) if (this.#mayMeanOther(dot, op)) this.#suspects.add(dot);
  }

  /** Save the suspects for a later check; runs inside the caller's transaction. */
  async saveSuspects(db: FieldDatabase): Promise<void> {
    if (this.#suspects.size === 0) return;
    const forks = (await readMeta(db, 'forks')) ?? [];
    const ours = (fork: ForkedIdentity): readonly Dot[] =>
      this.#forks.some(({ log, device }) => log === fork.log && device === fork.device)
        ? [...this.#suspects].filter((dot) => deviceOfDot(dot) === fork.device)
        : [];
    await putMeta(
      db,
      'forks',
      forks.map((fork) => ({ ...fork, suspects: [...new Set([...fork.suspects, ...ours(fork)])] })),
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

interface RewriteDependencies {
  readonly db: FieldDatabase;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
}

/**
 * Write values again that only a third device's op replaced, since it may have referred to another branch. The new own
 * ops replace nothing, so that a person sees both values and decides (M1, P2). Present values stay as they are. Runs
 * under the mutex.
 * @returns whether any op was written.
 */
export async function rewriteReplacedValues(parts: RewriteDependencies): Promise<boolean> {
  const { db, device, journal, uncommitted } = parts;
  const forks = (await readCachedMeta(db, 'forks')) ?? [];
  let hasWritten = false;
  for (const fork of forks.filter(({ suspects }) => suspects.length > 0)) {
    const row = await readLogRow(db, fork.log);
    if (row.returning) continue;
    const dead = await valuesReplacedByOthers(db, device, fork);
    const next = highestSeenNumber(row.have, device) + 1;
    const [first, ...others] = dead.map((op, at) => ({ ...op, dot: dotOf(device, next + at), over: [] }));
    if (first !== undefined) await journal.append([{ kind: 'ops', log: fork.log, ops: [first, ...others] }]);
    try {
      await db.transaction('rw', ownOpTables(db), async () => {
        if (first !== undefined) await saveRewrittenOps(db, fork.log, [first, ...others]);
        await clearForkSuspects(db, fork);
      });
    } catch (error) {
      if (first !== undefined && journal.isThere)
        uncommitted.add({ kind: 'ops', log: fork.log, ops: [first, ...others] });
      throw error;
    }
    hasWritten ||= first !== undefined;
  }
  return hasWritten;
}

async function valuesReplacedByOthers(
  db: FieldDatabase,
  own: DeviceId,
  fork: ForkedIdentity,
): Promise<readonly ValueOp[]> {
  const { log, device, suspects } = fork;
  const { held } = await readLogRow(db, log);
  const dead: ValueOp[] = [];
  for (const dot of suspects) {
    const row = await db.ops.get([log, device, numberOfDot(dot)]);
    if (row === undefined || dot in held) continue;
    const op = opFromRow(row);
    if (isTextOp(op) || op.erased === true) continue;
    const heads = (await db.documents.get([log, op.doc]))?.registers[op.path]?.heads ?? [];
    if (heads.some((head) => head.dot === dot || areJsonEqual(head.value, op.value))) continue;
    const replacing = (await db.ops.where('[log+doc]').equals([log, op.doc]).toArray()).filter(
      (other) => 'over' in other && other.over.includes(dot),
    );
    // The device itself, or this one, which knows the valid branch, replaced it deliberately.
    if (replacing.every((other) => other.device !== device && other.device !== own)) dead.push(op);
  }
  return dead;
}

async function saveRewrittenOps(db: FieldDatabase, log: LogId, ops: readonly ValueOp[]): Promise<void> {
  const documents = await readStoredDocuments(
    db,
    log,
    ops.map(({ doc }) => doc),
  );
  const transaction = new LogTransaction(await readLogRow(db, log), documents);
  for (const op of ops) transaction.applyOp(op, false);
  transaction.addWaiting(documentSharesOf(ops), Math.min(...ops.map(({ stamp }) => stamp[0])));
  await commitLogTransaction(db, transaction, null);
}

async function clearForkSuspects(db: FieldDatabase, seen: ForkedIdentity): Promise<void> {
  const forks = (await readMeta(db, 'forks')) ?? [];
  await putMeta(
    db,
    'forks',
    forks.map((fork) =>
      fork.log === seen.log && fork.device === seen.device ? { ...fork, suspects: [] } : fork,
    ),
  );
}

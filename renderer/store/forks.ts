import { equalJson } from '#domain/base/json.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op, type ValueOp } from '#domain/document/op.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { readStored } from './documents/read-stored.ts';
import type { Journal } from './journal.ts';
import { knownMeta } from './known-rows.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import { type Fork, putMeta, readMeta } from './meta.ts';
import type { Owed } from './owed.ts';
import { ownTables } from './own-tables.ts';
import { opOf } from './rows.ts';
import { saveWork } from './save-work.ts';
import { sharesOf } from './waiting.ts';

/**
 * Watches for ops that may have meant another branch than everybody has (P2). This device gave up its former identity
 * because two copies of it wrote; an op of a third device that replaces `former.n` may have seen the n of the branch
 * that was parked, and then replaces, unseen, what headquarters has under that number.
 */
export class Forks {
  readonly #own: DeviceId;
  readonly #forks: readonly Fork[];
  readonly #suspects = new Set<Dot>();

  constructor(own: DeviceId, forks: readonly Fork[]) {
    this.#own = own;
    this.#forks = forks;
  }

  static async read(db: FieldDatabase, own: DeviceId, log: LogId): Promise<Forks> {
    return Forks.of((await readMeta(db, 'forks')) ?? [], own, log);
  }

  static of(forks: readonly Fork[], own: DeviceId, log: LogId): Forks {
    return new Forks(
      own,
      forks.filter((fork) => fork.log === log),
    );
  }

  /** An op was taken. */
  see(op: Op): void {
    if (this.#forks.length === 0) return;
    const author = deviceOf(op.dot);
    const isOfFormer = this.#forks.some(({ device }) => device === author);
    const dots = isOfFormer || author === this.#own || isTextOp(op) ? [op.dot] : op.over;
    for (const dot of dots) if (this.#isBeyondFork(dot)) this.#suspects.add(dot);
  }

  /** Writes down what is to be looked at; runs inside the caller's transaction. */
  async keep(db: FieldDatabase): Promise<void> {
    if (this.#suspects.size === 0) return;
    const forks = (await readMeta(db, 'forks')) ?? [];
    const ours = (fork: Fork): readonly Dot[] =>
      this.#forks.some(({ log, device }) => log === fork.log && device === fork.device)
        ? [...this.#suspects].filter((dot) => deviceOf(dot) === fork.device)
        : [];
    await putMeta(
      db,
      'forks',
      forks.map((fork) => ({ ...fork, suspects: [...new Set([...fork.suspects, ...ours(fork)])] })),
    );
  }

  #isBeyondFork(dot: Dot): boolean {
    return this.#forks.some(({ device, upTo }) => device === deviceOf(dot) && numberOf(dot) > upTo);
  }
}

export interface RemakeParts {
  readonly db: FieldDatabase;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly owed: Owed;
}

/**
 * Makes values anew that only a third device's op has replaced, which may have meant another branch: as own ops that
 * replace nothing, so that a person sees both and decides (M1, P2). A value that still stands is left alone. Returns
 * whether anything was written; belongs into a turn of its own.
 */
export async function remakeDead(parts: RemakeParts): Promise<boolean> {
  const { db, device, journal, owed } = parts;
  const forks = (await knownMeta(db, 'forks')) ?? [];
  let hasWritten = false;
  for (const fork of forks.filter(({ suspects }) => suspects.length > 0)) {
    const row = await readLogRow(db, fork.log);
    if (row.returning) continue;
    const dead = await deadByOthers(db, device, fork);
    const next = seenUpTo(row.have, device) + 1;
    const [first, ...others] = dead.map((op, at) => ({ ...op, dot: dotOf(device, next + at), over: [] }));
    if (first !== undefined) await journal.append([{ kind: 'ops', log: fork.log, ops: [first, ...others] }]);
    try {
      await db.transaction('rw', ownTables(db), async () => {
        if (first !== undefined) await keepRemade(db, fork.log, [first, ...others]);
        await forgetSuspects(db, fork);
      });
    } catch (error) {
      if (first !== undefined && journal.isThere)
        owed.owe({ kind: 'ops', log: fork.log, ops: [first, ...others] });
      throw error;
    }
    hasWritten ||= first !== undefined;
  }
  return hasWritten;
}

async function deadByOthers(db: FieldDatabase, own: DeviceId, fork: Fork): Promise<readonly ValueOp[]> {
  const { log, device, suspects } = fork;
  const { held } = await readLogRow(db, log);
  const dead: ValueOp[] = [];
  for (const dot of suspects) {
    const row = await db.ops.get([log, device, numberOf(dot)]);
    if (row === undefined || dot in held) continue;
    const op = opOf(row);
    if (isTextOp(op) || op.erased === true) continue;
    const heads = (await db.documents.get([log, op.doc]))?.registers[op.path]?.heads ?? [];
    if (heads.some((head) => head.dot === dot || equalJson(head.value, op.value))) continue;
    const replacing = (await db.ops.where('[log+doc]').equals([log, op.doc]).toArray()).filter(
      (other) => 'over' in other && other.over.includes(dot),
    );
    // The device itself, or we who know the branch that counts, replaced it knowingly.
    if (replacing.every((other) => other.device !== device && other.device !== own)) dead.push(op);
  }
  return dead;
}

async function keepRemade(db: FieldDatabase, log: LogId, ops: readonly ValueOp[]): Promise<void> {
  const documents = await readStored(
    db,
    log,
    ops.map(({ doc }) => doc),
  );
  const work = new LogWork(await readLogRow(db, log), documents);
  for (const op of ops) work.take(op, false);
  work.wait(sharesOf(ops), Math.min(...ops.map(({ stamp }) => stamp[0])));
  await saveWork(db, work, null);
}

async function forgetSuspects(db: FieldDatabase, seen: Fork): Promise<void> {
  const forks = (await readMeta(db, 'forks')) ?? [];
  await putMeta(
    db,
    'forks',
    forks.map((fork) =>
      fork.log === seen.log && fork.device === seen.device ? { ...fork, suspects: [] } : fork,
    ),
  );
}

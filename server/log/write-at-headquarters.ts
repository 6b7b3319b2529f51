import { merge, type Stamp, tick } from '#domain/clock/hlc.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Json } from '#domain/base/json.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { Document } from '#domain/document/document.ts';
import { sourcesOf } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, numberOf } from '#domain/document/dot.ts';
import type { Kind, Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { contextOf, isRemovalContext } from '#domain/document/removal-context.ts';
import { mayRead } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { limits } from '#sync/protocol/limits.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { countForPack } from '#sync/protocol/take-pack.ts';
import { judgeOps } from '#sync/server/judge.ts';
import { noTextBefore } from '#sync/server/judge-texts.ts';
import { rolesAtHeadquarters } from '../access/directory.ts';
import { signText } from '../identity/ed25519.ts';
import { type Desk, deskOf, keepDeskStamp } from '../identity/desks.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { loadDocuments } from '../views/load-documents.ts';
import { appendAt, chainEnd } from './append-pack.ts';
import { lockLog } from './log-lock.ts';
import { loadTaken } from './taken-ops.ts';

/** What somebody at headquarters writes into a register; `over`: the heads that they saw there and replace. */
export type HeadquartersWrite = { readonly doc: DocumentId; readonly kind: Kind; readonly path: Path } & (
  | { readonly value: Json; readonly over: readonly Dot[] }
  | { readonly text: string }
);

/** `absent`: no such log for this person. `held`: what would be held of a laptop is refused here, to a person's face. */
export type HeadquartersRefusal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'held'; readonly path: Path; readonly reason: HoldReason };

/**
 * Documents of the log as they are now, and what is to be written on top of them; nothing comes in between. An `R` is
 * the caller's own refusal, by which nothing is written.
 */
export type DecideWrites<R> = (
  documents: ReadonlyMap<DocumentId, Document>,
) => Result<readonly HeadquartersWrite[], R>;

export interface WritingAtHeadquarters<R> {
  readonly person: PersonId;
  readonly log: LogId;
  /** The documents that are written or looked at. */
  readonly docs: readonly DocumentId[];
  readonly decide: DecideWrites<R>;
}

/**
 * The way of a console's act into a log: ops by the person's desk, judged as a laptop's are and appended as its packs
 * are, all of them or none. Answers their dots. Runs within the caller's transaction, so that an audit line goes with it.
 * What came between the person's look and this moment stays beside as another head (M1).
 */
export async function writeAtHeadquarters<R = never>(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { person, log, docs, decide }: WritingAtHeadquarters<R>,
): Promise<Result<readonly Dot[], HeadquartersRefusal | R>> {
  const roles = await rolesAtHeadquarters(tx, log, person);
  // Asked before the lock: strangers hold no log up.
  if (!mayRead(roles) && !roles.includes('admin')) return refuse({ kind: 'absent' });
  const place = await lockLog(tx, log);
  const desk = place === undefined ? null : await deskOf(tx, surroundings, person);
  if (place === undefined || desk === null) return refuse({ kind: 'absent' });

  const documents = await loadDocuments(tx, log, docs);
  const writes = decide(documents);
  if (!writes.ok) return writes;
  if (writes.value.length === 0) return ok([]);

  const end = await chainEnd(tx, { log, device: desk.device });
  const ops = opsOf(
    desk,
    end.n,
    writes.value,
    documents,
    stampBefore(desk, documents, surroundings.nowMs()),
    surroundings,
  );
  const taken = await loadTaken(tx, log, ops, { device: desk.device, n: end.n });
  const [held] = judgeOps(ops, roles, taken, sourcesOf(documents), noTextBefore).held;
  if (held !== undefined) {
    const path = ops[held.n - end.n - 1]?.path;
    if (path === undefined) throw new Error('What is held was written');
    return refuse({ kind: 'held', path, reason: held.reason });
  }
  await append(tx, { log, person, desk, roles, nowMs: surroundings.nowMs() }, ops, end.hash, place);
  const last = ops.at(-1);
  if (last !== undefined) await keepDeskStamp(tx, person, last.stamp);
  return ok(ops.flatMap(({ path, dot }) => (isRemovalContext(path) ? [] : [dot])));
}

/** The desk's clock after all that stands in these documents: what is written now counts as later than that. */
function stampBefore(desk: Desk, documents: ReadonlyMap<DocumentId, Document>, nowMs: number): Stamp {
  let stamp = desk.stamp;
  for (const { registers } of documents.values())
    for (const { heads } of Object.values(registers))
      for (const head of heads) stamp = merge(stamp, head.stamp, nowMs);
  return stamp;
}

/** With each removal goes its context (M5). */
function opsOf(
  { device }: Desk,
  lastNumber: number,
  writes: readonly HeadquartersWrite[],
  documents: ReadonlyMap<DocumentId, Document>,
  before: Stamp,
  { nowMs }: Surroundings,
): readonly Op[] {
  const ops: Op[] = [];
  let stamp = before;
  const add = (write: HeadquartersWrite): Op => {
    stamp = tick(stamp, nowMs());
    const op = { dot: dotOf(device, lastNumber + ops.length + 1), stamp, ...write };
    ops.push(op);
    return op;
  };
  for (const write of writes) {
    const op = add(write);
    const context = contextOf(op, documents.get(op.doc));
    if (context !== null) add({ doc: op.doc, kind: op.kind, ...context, over: [] });
  }
  return ops;
}

interface Appending {
  readonly log: LogId;
  readonly person: PersonId;
  readonly desk: Desk;
  readonly roles: readonly Role[];
  readonly nowMs: number;
}

async function append(
  tx: StoreTransaction,
  { log, person, desk, roles, nowMs }: Appending,
  ops: readonly Op[],
  end: ReturnType<typeof sha256Of>,
  firstPlace: number,
): Promise<void> {
  let [left, prev, place] = [ops, end, firstPlace];
  while (left.length > 0) {
    const some = left.slice(0, countForPack(left, limits.packBytes));
    left = left.slice(some.length);
    const payload = encodePayload(log, prev, some);
    const hash = sha256Of(payload);
    const [first] = some;
    if (first === undefined) throw new Error('A pack holds at least one op');
    const verdict = await appendAt(
      tx,
      {
        pack: { payload, sig: signText(desk.key, payload).toString('base64url') },
        hash,
        opened: { log, device: desk.device, first: numberOf(first.dot), prev, ops: some },
        author: person,
        sender: desk.device,
        nowMs,
      },
      place,
      roles,
    );
    // They were judged just now, under the same lock.
    if (verdict.verdict !== 'accepted' || verdict.held !== undefined)
      throw new Error(`A pack of headquarters was ${verdict.held === undefined ? verdict.verdict : 'held'}`);
    prev = hash;
    place += 1;
  }
}

import { mergeTimestamp, type HlcTimestamp, nextTimestamp } from '#domain/clock/hlc.ts';
import { ok, refuse, type Result } from '#base/result.ts';
import type { JsonValue } from '#base/json.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { Document } from '#domain/document/document.ts';
import { documentSourcesOf } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import type { DocumentKind, Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { causalContextWriteFor, isCausalContextPath } from '#domain/document/causal-context.ts';
import { mayReadLog } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { countOpsForPack, encodePayload } from '#sync/protocol/pack-codec.ts';
import { judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { rolesInConsole } from '../auth/grants.ts';
import { signText } from '../auth/ed25519.ts';
import { type ConsoleDevice, consoleDeviceOf, saveConsoleDeviceStamp } from '../auth/console-device.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { appendPackAtPlace, readChainEnd } from './append-pack.ts';
import { lockLog } from './write-pack-entry.ts';
import { loadTakenDots } from './judge-input.ts';

/** What somebody at headquarters writes into a register; `over`: the heads that they saw there and replace. */
export type ConsoleWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue; readonly over: readonly Dot[] }
  | { readonly text: string }
);

/** `absent`: no such log for this person. `held`: what would be held of a laptop is refused here, to a person's face. */
export type ConsoleWriteRefusal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'held'; readonly path: Path; readonly reason: HoldReason };

/**
 * Documents of the log as they are now, and what is to be written on top of them; nothing comes in between. An `R` is
 * the caller's own refusal, by which nothing is written.
 */
export type DecideConsoleWrites<R> = (
  documents: ReadonlyMap<DocumentId, Document>,
) => Result<readonly ConsoleWrite[], R>;

export interface ConsoleOpsRequest<R> {
  readonly person: PersonId;
  readonly log: LogId;
  /** The documents that are written or looked at. */
  readonly docs: readonly DocumentId[];
  readonly decide: DecideConsoleWrites<R>;
}

/**
 * The way of a console's act into a log: ops by the person's desk, judged as a laptop's are and appended as its packs
 * are, all of them or none. Answers their dots. Runs within the caller's transaction, so that an audit line goes with it.
 * What came between the person's look and this moment stays beside as another head (M1).
 */
export async function appendConsoleOps<R = never>(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { person, log, docs, decide }: ConsoleOpsRequest<R>,
): Promise<Result<readonly Dot[], ConsoleWriteRefusal | R>> {
  const roles = await rolesInConsole(tx, log, person);
  // Asked before the lock: strangers hold no log up.
  if (!mayReadLog(roles) && !roles.includes('admin')) return refuse({ kind: 'absent' });
  const place = await lockLog(tx, log);
  const desk = place === undefined ? null : await consoleDeviceOf(tx, dependencies, person);
  if (place === undefined || desk === null) return refuse({ kind: 'absent' });

  const documents = await loadDocuments(tx, log, docs);
  const writes = decide(documents);
  if (!writes.ok) return writes;
  if (writes.value.length === 0) return ok([]);

  const end = await readChainEnd(tx, { log, device: desk.device });
  const ops = buildConsoleOps(
    desk,
    end.n,
    writes.value,
    documents,
    latestKnownStamp(desk, documents, dependencies.nowMs()),
    dependencies,
  );
  const taken = await loadTakenDots(tx, log, ops, { device: desk.device, n: end.n });
  const [held] = judgePackOps(ops, roles, taken, documentSourcesOf(documents), noTextAuthorship).held;
  if (held !== undefined) {
    const path = ops[held.n - end.n - 1]?.path;
    if (path === undefined) throw new Error('What is held was written');
    return refuse({ kind: 'held', path, reason: held.reason });
  }
  await appendConsolePacks(
    tx,
    { log, person, desk, roles, nowMs: dependencies.nowMs() },
    ops,
    end.hash,
    place,
  );
  const last = ops.at(-1);
  if (last !== undefined) await saveConsoleDeviceStamp(tx, person, last.stamp);
  return ok(ops.flatMap(({ path, dot }) => (isCausalContextPath(path) ? [] : [dot])));
}

/** The desk's clock after all that stands in these documents: what is written now counts as later than that. */
function latestKnownStamp(
  desk: ConsoleDevice,
  documents: ReadonlyMap<DocumentId, Document>,
  nowMs: number,
): HlcTimestamp {
  let stamp = desk.stamp;
  for (const { registers } of documents.values())
    for (const { heads } of Object.values(registers))
      for (const head of heads) stamp = mergeTimestamp(stamp, head.stamp, nowMs);
  return stamp;
}

/** With each removal goes its context (M5). */
function buildConsoleOps(
  { device }: ConsoleDevice,
  lastNumber: number,
  writes: readonly ConsoleWrite[],
  documents: ReadonlyMap<DocumentId, Document>,
  before: HlcTimestamp,
  { nowMs }: RuntimeDependencies,
): readonly Op[] {
  const ops: Op[] = [];
  let stamp = before;
  const add = (write: ConsoleWrite): Op => {
    stamp = nextTimestamp(stamp, nowMs());
    const op = { dot: dotOf(device, lastNumber + ops.length + 1), stamp, ...write };
    ops.push(op);
    return op;
  };
  for (const write of writes) {
    const op = add(write);
    const context = causalContextWriteFor(op, documents.get(op.doc));
    if (context !== null) add({ doc: op.doc, kind: op.kind, ...context, over: [] });
  }
  return ops;
}

interface ConsolePackContext {
  readonly log: LogId;
  readonly person: PersonId;
  readonly desk: ConsoleDevice;
  readonly roles: readonly Role[];
  readonly nowMs: number;
}

async function appendConsolePacks(
  tx: StoreTransaction,
  { log, person, desk, roles, nowMs }: ConsolePackContext,
  ops: readonly Op[],
  end: ReturnType<typeof sha256Of>,
  firstPlace: number,
): Promise<void> {
  let [left, prev, place] = [ops, end, firstPlace];
  while (left.length > 0) {
    const some = left.slice(0, countOpsForPack(left, wireLimits.packBytes));
    left = left.slice(some.length);
    const payload = encodePayload(log, prev, some);
    const hash = sha256Of(payload);
    const [first] = some;
    if (first === undefined) throw new Error('A pack holds at least one op');
    const verdict = await appendPackAtPlace(
      tx,
      {
        pack: { payload, sig: signText(desk.key, payload).toString('base64url') },
        hash,
        opened: { log, device: desk.device, first: numberOfDot(first.dot), prev, ops: some },
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

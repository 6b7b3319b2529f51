import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type HlcTimestamp, mergeTimestamp, nextTimestamp } from '#domain/clock/hlc.ts';
import { causalContextWriteFor, isCausalContextPath } from '#domain/document/causal-context.ts';
import type { Document } from '#domain/document/document.ts';
import { documentSourcesOf } from '#domain/document/document-draft.ts';
import { type DocumentKind, type Dot, dotOf, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { HoldReason } from '#domain/kinds/admit-op.ts';
import { mayReadLog } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { countOpsForPack } from '#sync/protocol/pack-size.ts';
import { judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { type ConsoleDevice, consoleDeviceOf, saveConsoleDeviceStamp } from '../auth/console-device.ts';
import { signText } from '../auth/ed25519.ts';
import { rolesInConsole } from '../auth/roles-in-log.ts';
import { lockLog } from '../db/log-lock.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { appendPackAtPlace, readChainEnd } from './append-pack.ts';
import { loadDocumentRoom, loadTakenDots } from './judge-input.ts';

/** Value that a person at headquarters writes into a register; `over`: the heads that they saw and replace. */
export type ConsoleWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue; readonly over: readonly Dot[] }
  | { readonly text: string }
);

/**
 * `absent`: no such log for this person. `held`: ops that would be held from a laptop are refused here, since the
 * person can react.
 */
export type ConsoleWriteRefusal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'held'; readonly path: Path; readonly reason: HoldReason };

/**
 * Decide writes on the present documents of the log, without a change in between. `R` is the caller's own refusal,
 * after which nothing is written.
 */
type DecideConsoleWrites<R> = (
  documents: ReadonlyMap<DocumentId, Document>,
) => Result<readonly ConsoleWrite[], R>;

export interface ConsoleOpsRequest<R> {
  readonly person: PersonId;
  readonly log: LogId;
  /** Documents that are written or read. */
  readonly docs: readonly DocumentId[];
  readonly decide: DecideConsoleWrites<R>;
  /** True where `decide` checks each item that a partner writes (docs/requirements.md E5). */
  readonly checksPartner?: boolean;
  /** Roles by which the ops are judged besides the person's own in this log; `decide` bounds their paths. */
  readonly furtherRoles?: readonly Role[];
}

/**
 * Append a console act to a log. The console device's ops are judged and appended as a laptop's, all or none. Returns
 * their dots. Runs within the caller's transaction, so that an audit line commits with it. Ops that arrived after the
 * person's look stay beside as further heads (M1).
 */
export async function appendConsoleOps<R = never>(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { person, log, docs, decide, checksPartner = false, furtherRoles = [] }: ConsoleOpsRequest<R>,
): Promise<Result<readonly Dot[], ConsoleWriteRefusal | R>> {
  const ownRoles = await rolesInConsole(tx, log, person);
  // Checked before the lock, so that strangers delay no log.
  const isLetIn =
    mayReadLog(ownRoles) || ownRoles.includes('admin') || (checksPartner && ownRoles.includes('partner'));
  if (!isLetIn) return refuse({ kind: 'absent' });
  const roles = [...ownRoles, ...furtherRoles];
  const place = await lockLog(tx, log);
  const consoleDevice = place === undefined ? null : await consoleDeviceOf(tx, dependencies, person);
  if (place === undefined || consoleDevice === null) return refuse({ kind: 'absent' });

  const documents = await loadDocuments(tx, log, docs);
  const writes = decide(documents);
  if (!writes.ok) return writes;
  if (writes.value.length === 0) return ok([]);

  const chainEnd = await readChainEnd(tx, { log, device: consoleDevice.device });
  const ops = buildConsoleOps(
    consoleDevice,
    chainEnd.n,
    writes.value,
    documents,
    latestKnownStamp(consoleDevice, documents, dependencies.nowMs()),
    dependencies,
  );
  const taken = {
    ...(await loadTakenDots(tx, log, ops, { device: consoleDevice.device, n: chainEnd.n })),
    room: await loadDocumentRoom(tx, log, ops, documents),
  };
  const [heldOp] = judgePackOps(ops, roles, taken, documentSourcesOf(documents), noTextAuthorship).held;
  if (heldOp !== undefined) {
    const path = ops[heldOp.n - chainEnd.n - 1]?.path;
    if (path === undefined) throw new Error('A held op has no path in this pack');
    return refuse({ kind: 'held', path, reason: heldOp.reason });
  }
  await appendConsolePacks(
    tx,
    { log, person, consoleDevice, roles, nowMs: dependencies.nowMs() },
    ops,
    chainEnd.hash,
    place,
  );
  const lastOp = ops.at(-1);
  if (lastOp !== undefined) await saveConsoleDeviceStamp(tx, person, lastOp.stamp);
  return ok(ops.flatMap(({ path, dot }) => (isCausalContextPath(path) ? [] : [dot])));
}

/** Return a timestamp after all those in these documents, so that new writes count as later. */
function latestKnownStamp(
  consoleDevice: ConsoleDevice,
  documents: ReadonlyMap<DocumentId, Document>,
  nowMs: number,
): HlcTimestamp {
  let hlcTimestamp = consoleDevice.stamp;
  for (const { registers } of documents.values())
    for (const { heads } of Object.values(registers))
      for (const head of heads) hlcTimestamp = mergeTimestamp(hlcTimestamp, head.stamp, nowMs);
  return hlcTimestamp;
}

/** Build the ops; each removal has its causal context (M5). */
function buildConsoleOps(
  { device }: ConsoleDevice,
  lastNumber: number,
  consoleWrites: readonly ConsoleWrite[],
  documents: ReadonlyMap<DocumentId, Document>,
  previousHlcTimestamp: HlcTimestamp,
  { nowMs }: RuntimeDependencies,
): readonly Op[] {
  const ops: Op[] = [];
  let hlcTimestamp = previousHlcTimestamp;
  const add = (consoleWrite: ConsoleWrite): Op => {
    hlcTimestamp = nextTimestamp(hlcTimestamp, nowMs());
    const op = { dot: dotOf(device, lastNumber + ops.length + 1), stamp: hlcTimestamp, ...consoleWrite };
    ops.push(op);
    return op;
  };
  for (const consoleWrite of consoleWrites) {
    const op = add(consoleWrite);
    const context = causalContextWriteFor(op, documents.get(op.doc));
    if (context !== null) add({ doc: op.doc, kind: op.kind, ...context, over: [] });
  }
  return ops;
}

interface ConsolePackContext {
  readonly log: LogId;
  readonly person: PersonId;
  readonly consoleDevice: ConsoleDevice;
  readonly roles: readonly Role[];
  readonly nowMs: number;
}

async function appendConsolePacks(
  tx: StoreTransaction,
  { log, person, consoleDevice, roles, nowMs }: ConsolePackContext,
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
    const [firstOp] = some;
    if (firstOp === undefined) throw new Error('A pack holds at least one op');
    const { verdict } = await appendPackAtPlace(
      tx,
      {
        pack: { payload, sig: signText(consoleDevice.key, payload).toString('base64url') },
        hash,
        opened: { log, device: consoleDevice.device, first: numberOfDot(firstOp.dot), prev, ops: some },
        author: person,
        sender: consoleDevice.device,
        nowMs,
        keepsRefused: true,
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

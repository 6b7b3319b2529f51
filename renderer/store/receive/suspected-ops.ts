import { registerAt } from '#domain/document/document.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  isTextOp,
  numberOfDot,
  type Op,
  type TextOp,
  type ValueOp,
} from '#domain/document/op.ts';
import { isClientIdOf } from '#domain/document/text-client-id.ts';
import { clientsAheadOfText, parsedUpdateOf } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  admitText,
  admitValue,
  dotsReferencedBy,
  TextRuns,
  textsReferencedBy,
} from '#domain/kinds/admit-op.ts';
import { isWaitingForRoom, waitForRoom } from '#sync/client/chain-checks.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readPacksFrom } from '../db/pack-chain.ts';
import { opFromRow, type PackRow } from '../db/rows.ts';
import { openStoredPack } from '../db/stored-packs.ts';
import type { LogTransaction } from '../write/log-transaction.ts';

// M2, M4 and J5 without headquarters. Only headquarters knows the writers of unbound Yjs ids, retired devices, and ids that
// a renewed device may continue. Ops held here by mistake count once headquarters has judged them.

/** True for an imported op that must stay without effect until headquarters has judged it. */
export function isSuspectedOp(transaction: LogTransaction, ownDeviceId: DeviceId, op: Op): boolean {
  if (deviceOfDot(op.dot) === ownDeviceId) return false;
  if (lacksRoom(transaction, op.dot)) return true;
  return isTextOp(op)
    ? !isAdmittedText(op, textRunsBefore(transaction, op))
    : !isAdmittedValue(transaction, op);
}

const lacksRoom = ({ chainChecks }: LogTransaction, dot: Dot): boolean =>
  isWaitingForRoom(chainChecks, deviceOfDot(dot), numberOfDot(dot));

const isAdmittedValue = (transaction: LogTransaction, valueOp: ValueOp): boolean =>
  admitValue(valueOp, transaction, (path) => registerAt(transaction.viewOf(valueOp.doc), path)?.text).ok;

const textRunsBefore = (transaction: LogTransaction, op: TextOp): TextRuns =>
  TextRuns.fromText(registerAt(transaction.viewOf(op.doc), op.path)?.text);

const isAdmittedText = (op: TextOp, textRuns: TextRuns): boolean =>
  admitText(op, textRuns, { devices: [deviceOfDot(op.dot)], usedUnbound: () => true }).ok;

/**
 * Release suspected ops that fit by now: packs of several devices come in any order. An op that references own content
 * which is unknown here waits for headquarters: this device may have lost it.
 */
export async function rejudgeSuspectedOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  ownDeviceId: DeviceId,
): Promise<void> {
  const textOps: TextOp[] = [];
  for (const dot of transaction.row.suspected ?? []) {
    const op = await readSuspectedOp(db, transaction, dot);
    if (op === undefined || namesOwnContent(op, ownDeviceId) || lacksRoom(transaction, dot)) continue;
    if (isTextOp(op)) textOps.push(op);
    else if (isAdmittedValue(transaction, op)) transaction.releaseOp(dot);
  }
  releaseFittingTexts(transaction, textOps);
}

/** A text that fits may make another one fit. */
function releaseFittingTexts(transaction: LogTransaction, textOps: readonly TextOp[]): void {
  const texts = new Map<string, TextRuns>();
  for (let left = textOps, count = -1; left.length !== count; ) {
    count = left.length;
    left = left.filter((op) => {
      const at = `${op.doc} ${op.path}`;
      const textRuns = texts.get(at) ?? textRunsBefore(transaction, op);
      const textUpdate = parsedUpdateOf(op);
      if (textUpdate === null || !isAdmittedText(op, textRuns)) return true;
      texts.set(at, textRuns.withUpdate(textUpdate));
      transaction.releaseOp(op.dot);
      return false;
    });
  }
}

const namesOwnContent = (op: Op, ownDeviceId: DeviceId): boolean =>
  isTextOp(op)
    ? [...(parsedUpdateOf(op)?.deletes.keys() ?? [])].some((client) => isClientIdOf(client, ownDeviceId))
    : dotsReferencedBy(op).some((dot) => deviceOfDot(dot) === ownDeviceId) ||
      textsReferencedBy(op).some(namesOwnText(ownDeviceId));

const namesOwnText =
  (ownDeviceId: DeviceId) =>
  ([, vector]: readonly [unknown, string]): boolean =>
    clientsAheadOfText(vector, undefined).some((client) => isClientIdOf(client, ownDeviceId));

async function readSuspectedOp(
  db: FieldDatabase,
  transaction: LogTransaction,
  dot: Dot,
): Promise<Op | undefined> {
  const isIt = (row: { readonly device: DeviceId; readonly n: number }): boolean =>
    dotOf(row.device, row.n) === dot;
  const opRow =
    transaction.newOps.find(isIt) ??
    (await db.ops.get([transaction.row.log, deviceOfDot(dot), numberOfDot(dot)]));
  return opRow && opFromRow(opRow);
}

/**
 * Take the effect from a chain's ops that headquarters refused as `held-full` (J5c). Its copy is without them, and it
 * names none of them as held.
 */
export async function suspectRefusedOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  { log, device, first }: PackRow,
): Promise<void> {
  transaction.changeChainChecks((checks) => waitForRoom(checks, device));
  for (const packRow of await readPacksFrom(db, log, device, first - 1))
    for (const { dot, doc } of openStoredPack(packRow).ops) transaction.suspectOp(dot, doc);
}

/**
 * Release ops that this device itself held, once headquarters has their chain and its log was read to the end. By then
 * it has named the ops that it holds; the others count.
 */
export function releaseJudgedOps(transaction: LogTransaction): void {
  if (!transaction.row.caughtUp) return;
  for (const dot of transaction.row.suspected ?? []) {
    const chainCheck = transaction.chainChecks[deviceOfDot(dot)];
    if (chainCheck === undefined || numberOfDot(dot) < chainCheck.from) transaction.releaseOp(dot);
  }
}

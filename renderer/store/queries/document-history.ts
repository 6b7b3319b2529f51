import { compareTimestamps } from '#domain/clock/hlc.ts';
import { isTextOp, type Dot, deviceOfDot, numberOfDot, type Path } from '#domain/document/op.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import type { Register } from '#domain/document/document.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readBaseRow } from '../write/fold-document.ts';
import { readLogRow } from '../db/log-rows.ts';
import { type BaseRow, isAtServer, opFromRow } from '../db/rows.ts';
import type { HistoryEntry } from '../store-api.ts';
import { readHeldOpVisibility, readOwnDevice } from './session-queries.ts';
import type { AnswerQuery } from './live-query.ts';

/**
 * Ops of one document at or below a path (all with an empty one), newest first. Of a snapshot, or of ops pruned here,
 * only the values of that time exist.
 */
export const answerDocumentHistory: AnswerQuery<'history'> = async (sources, { log, doc, below }) => {
  const { db } = sources;
  const rows = await db.ops.where('[log+doc]').equals([log, doc]).toArray();
  const base = await readBaseRow(db, log, doc);
  const logRow = await readLogRow(db, log);
  const own = await readOwnDevice(sources);
  const isThere = (device: DeviceId, n: number): boolean =>
    device === own ? n <= logRow.acked : isAtServer(logRow, device, n);
  const sees = await readHeldOpVisibility(sources);
  const isHeld = (dot: Dot): boolean => dot in logRow.held;
  const ops = rows.map(opFromRow).filter(({ dot }) => !isHeld(dot) || sees(log, dot));
  const inBase = baseValuesOf(base).filter(({ dot }) => !ops.some((op) => op.dot === dot));
  const here = new Set([...ops, ...inBase].map(({ dot }) => dot));
  const entries = ops.map((op) => ({
    dot: op.dot,
    path: op.path,
    stamp: op.stamp,
    value: isTextOp(op) ? undefined : op.value,
    isText: isTextOp(op),
    ...(op.erased && { erased: op.erased }),
    ...(!isTextOp(op) && op.over.some((dot) => !here.has(dot)) && { olderAtHeadquarters: true as const }),
  }));
  return [...entries, ...inBase]
    .filter(({ path }) => !isCausalContextPath(path))
    .filter(({ path }) => below === '' || path === below || path.startsWith(`${below}/`))
    .sort((a, b) => compareTimestamps(stampOfEntry(b), stampOfEntry(a)))
    .map((entry) => ({
      ...entry,
      device: deviceOfDot(entry.dot),
      where: isThere(deviceOfDot(entry.dot), numberOfDot(entry.dot)) ? 'headquarters' : 'laptop',
      held: isHeld(entry.dot),
    }));
};

/** Values of the base; the values that they replaced are only at headquarters. */
function baseValuesOf(base: BaseRow | undefined) {
  // Keys of a parsed record are paths; Object.entries forgets that.
  const registers = Object.entries(base?.registers ?? {}) as [Path, Register][];
  return registers.flatMap(([path, { heads }]) =>
    heads.map(({ dot, stamp, value }) => ({
      dot,
      path,
      stamp,
      value,
      isText: false,
      olderAtHeadquarters: true as const,
    })),
  );
}

const stampOfEntry = ({ dot, stamp }: { readonly dot: Dot; readonly stamp: HistoryEntry['stamp'] }) => ({
  stamp,
  device: deviceOfDot(dot),
});

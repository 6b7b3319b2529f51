import { admitOp, type HoldReason } from '#domain/document/admit-op.ts';
import { admitText, TextRuns } from '#domain/document/admit-text.ts';
import { dotsNamedBy, textsNamedBy } from '#domain/document/admit-value.ts';
import { type Dot, deviceOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op, type ValueOp } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRow } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import { type DocumentRow, type LogRow, opOf } from '../rows.ts';
import { readOwnDevice } from './own-device.ts';
import type { Answer } from './question.ts';
import { readPeople } from './session.ts';

/** One document with all that its screen needs; null when this device has no such document. */
export const answerDocument: Answer<'document'> = async (sources, { log, doc }) => {
  const { db, live } = sources;
  const row = await db.documents.get([log, doc]);
  if (row === undefined) return null;
  const grants = await readMeta(db, 'grants');
  const logRow = await readLogRow(db, log);
  const roles = grants?.logs[log] ?? [];
  return {
    log,
    document: { doc, kind: row.kind, registers: row.registers },
    roles,
    people: await readPeople(db, live),
    acked: logRow.acked,
    held: await readOwnHeld(db, await readOwnDevice(sources), logRow, row, roles),
  };
};

/** This device sees all reasons but one: headquarters lacks a value or words that the op names (M2, M4). */
function reasonOf(op: Op, roles: readonly Role[], document: DocumentRow): HoldReason | null {
  const admitted = admitOp(op, roles, document);
  if (!admitted.ok) return admitted.refusal;
  if (!isTextOp(op)) return namesColleague(op) ? { kind: 'aheadOfValue' } : null;
  const author = { devices: [deviceOf(op.dot)], usedUnbound: () => true };
  const fits = admitText(op, TextRuns.of(document.registers[op.path]?.text), author);
  return fits.ok ? { kind: 'aheadOfText' } : fits.refusal;
}

const namesColleague = (op: ValueOp): boolean =>
  dotsNamedBy(op).some((dot) => deviceOf(dot) !== deviceOf(op.dot)) || textsNamedBy(op).length > 0;

/**
 * Own ops of the document that headquarters holds (J5). The wire does not say why; asking the same rule here mostly
 * finds the reason, and null says that this device does not see it.
 */
async function readOwnHeld(
  db: FieldDatabase,
  device: DeviceId,
  { log, held }: LogRow,
  document: DocumentRow,
  roles: readonly Role[],
): Promise<Readonly<Record<Dot, HoldReason | null>>> {
  // Keys of a parsed record are dots; Object.entries forgets that.
  const dots = (Object.entries(held) as [Dot, DocumentId][])
    .filter(([dot, doc]) => doc === document.doc && deviceOf(dot) === device)
    .map(([dot]) => dot);
  const ops = await db.ops.bulkGet(dots.map((dot) => [log, device, numberOf(dot)] as const));
  return Object.fromEntries(
    ops.flatMap((row) => {
      if (row === undefined) return [];
      const op = opOf(row);
      return [[op.dot, reasonOf(op, roles, document)]];
    }),
  );
}

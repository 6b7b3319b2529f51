import { Dexie } from 'dexie';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { FieldDatabase } from '../database.ts';
import type { InTurn } from '../in-turn.ts';
import { readLogRow } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import { eraseNotes } from '../notes/erase-notes.ts';
import { type DueNotesParts, tellOfErasures } from '../notes/erase-due-notes.ts';
import { doubtsOf, type LogRow } from '../rows.ts';
import type { OnlyHere, TakeOffResult } from '../store-api.ts';
import { eraseMission, type EraseParts } from './erase-mission.ts';
import { readLacking } from './unsent.ts';

export interface TakeOffParts extends Omit<EraseParts, 'device'>, Pick<DueNotesParts, 'write'> {
  readonly device: () => DeviceId;
  readonly inTurn: InTurn;
  readonly nowMs: () => number;
}

/**
 * Takes a mission off this laptop (domain.md E, rule 6), as the retention clock would, once headquarters has everything of
 * it that is here; it keeps its own, and the mission can be brought back from there. What is nowhere else, as interview
 * notes are, goes only where the person said so; headquarters is told how many notes went.
 */
export async function takeOffMission(
  parts: TakeOffParts,
  log: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<TakeOffResult> {
  const { db, inTurn, nowMs } = parts;
  const first = await inTurn(() => readRefusal(parts, log, onlyHere));
  if (first !== null) return first;
  if (onlyHere === 'erase') {
    await inTurn(() => eraseNotesOf(parts, log));
    await tellOfErasures(parts);
  }
  return inTurn(async () => {
    // Somebody wrote meanwhile, or a sync brought something.
    const second = await readRefusal(parts, log, onlyHere);
    if (second !== null) return second;
    const row = await readLogRow(db, log);
    if (row.erased === undefined)
      await eraseMission({ ...parts, device: parts.device() }, row, nowMs(), {
        title: await readTitle(db, log),
      });
    return { kind: 'takenOff' };
  });
}

/** Why the mission may not go now; null when it may. Of what headquarters has not answered yet nobody knows. */
async function readRefusal(
  { db, device }: TakeOffParts,
  log: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<TakeOffResult | null> {
  const row = await readLogRow(db, log);
  if (row.erased !== undefined) return null;
  const { unsent, isLacking } = await readLacking(db, device(), row);
  if (isLacking || !isAllHere(row)) return { kind: 'refused', reason: { kind: 'notAtHeadquarters', unsent } };
  const found = await readOnlyHere(db, log);
  const isAny = found.notes + found.setAside > 0;
  return isAny && onlyHere === 'keep' ? { kind: 'refused', reason: { kind: 'onlyHere', ...found } } : null;
}

const isAllHere = ({ snapshot, caughtUp, asksHave }: LogRow): boolean =>
  snapshot === undefined && caughtUp && asksHave !== true;

/** What of a mission is on no other machine that this laptop knows of. */
export async function readOnlyHere(db: FieldDatabase, log: LogId): Promise<OnlyHere> {
  const [row, notes, parked, early] = await Promise.all([
    readLogRow(db, log),
    db.notes.where('log').equals(log).count(),
    db.parked.filter(({ text }) => text.includes(log)).count(),
    db.early
      .where('[log+device+first]')
      .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
      .filter(({ isCarried }) => isCarried === true)
      .count(),
  ]);
  const refused = Object.values(doubtsOf(row)).filter(({ step }) => step === 'rest').length;
  return { notes, setAside: parked + early + refused };
}

async function eraseNotesOf({ db, journal, nowMs }: TakeOffParts, log: LogId): Promise<void> {
  const ids = (await db.notes.where('log').equals(log).toArray()).map((note) => note.id);
  const [id] = ids;
  if (id === undefined) return;
  const atMs = nowMs();
  const on = new Date(atMs).toISOString().slice(0, 10);
  await eraseNotes({ db, journal }, ids, { id, log, atMs, group: 'interviewNotes', count: ids.length, on });
}

async function readTitle(db: FieldDatabase, log: LogId): Promise<string> {
  const rows = await db.summaries
    .where('[log+doc]')
    .between([log, Dexie.minKey], [log, Dexie.maxKey])
    .toArray();
  const title = rows.find(({ kind }) => kind === missionKind)?.title ?? '';
  return title || ((await readMeta(db, 'grants'))?.about?.[log]?.title ?? '');
}

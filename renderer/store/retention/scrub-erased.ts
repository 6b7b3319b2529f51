import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { Journal } from '../journal.ts';
import { type JournalEntry, packEntryOf } from '../journal-entry.ts';
import { readMeta } from '../meta.ts';
import type { PackRow } from '../rows.ts';
import { erasedOpsOf, erasedText, isErasedBy } from './erased-text.ts';

export interface ScrubErasedParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly device: DeviceId;
}

/**
 * Makes unreadable in the journal's files what headquarters erased single values of: each entry that has their words is
 * written again without them, and then blanked. Own numbers so stay without a hole (P2). Of former identities nothing is
 * written again but what was adopted from them, in its order. What a crash cuts off is done again: the note of what is to
 * go is let go at the end. Throws `JournalRefused` when the disk refuses. Belongs into a turn.
 */
export async function scrubErased({ db, journal, device }: ScrubErasedParts): Promise<void> {
  const packs = await readMeta(db, 'erasedPacks');
  if (packs === undefined) return;
  const without = entryWithout(packs);
  const adoptions: JournalEntry[] = [];
  const others: JournalEntry[] = [];
  let isAny = false;
  for await (const { entries } of journal.read())
    for (const entry of entries) {
      const left = without(entry);
      isAny ||= left !== null;
      // From the first on, all of them: the last one says who this laptop is.
      if (entry.kind === 'adopted' && (left !== null || adoptions.length > 0)) adoptions.push(left ?? entry);
      else if (left !== null && !isOfOther(left, device)) others.push(left);
    }
  if (isAny) {
    await journal.append([...adoptions, ...others]);
    await journal.blank((entry) => without(entry) !== null);
  }
  await db.meta.delete('erasedPacks');
}

/** An entry without the words that are erased in these packs; null where it has none of them. */
export function entryWithout(packs: readonly PackRow[]): (entry: JournalEntry) => JournalEntry | null {
  const erased = erasedOpsOf(packs);
  const byHash = new Map(packs.map((pack) => [pack.hash, pack]));
  return (entry) => {
    switch (entry.kind) {
      case 'ops': {
        if (!entry.ops.some((op) => isErasedBy(op, erased))) return null;
        const [first, ...rest] = opsWithout(entry.ops, erased);
        return first === undefined ? null : { ...entry, ops: [first, ...rest] };
      }
      case 'pack': {
        const pack = byHash.get(entry.hash);
        return pack === undefined || pack.payload === entry.pack.payload ? null : packEntryOf(pack);
      }
      case 'adopted': {
        if (!entry.logs.some(({ ops }) => ops.some((op) => isErasedBy(op, erased)))) return null;
        return { ...entry, logs: entry.logs.map((log) => ({ ...log, ops: opsWithout(log.ops, erased) })) };
      }
      case 'parked': {
        const text = packs.reduce(
          (left, pack) => erasedText(left, pack, opsOf(pack, erased)) ?? left,
          entry.text,
        );
        return text === entry.text ? null : { ...entry, text };
      }
      case 'grants':
      case 'mark':
      case 'runs':
      case 'note':
      case 'notesErased':
      case 'logErased':
      case 'logBack':
        return null;
    }
  };
}

const opsWithout = (ops: readonly Op[], erased: ReadonlyMap<Dot, Op>): readonly Op[] =>
  ops.map((op) => erased.get(op.dot) ?? op);

const opsOf = (pack: PackRow, erased: ReadonlyMap<Dot, Op>): readonly Op[] =>
  [...erased.values()].filter((op) => deviceOf(op.dot) === pack.device);

function isOfOther(entry: JournalEntry, device: DeviceId): boolean {
  switch (entry.kind) {
    case 'pack':
      return entry.device !== device;
    case 'ops':
      return entry.ops.some((op) => deviceOf(op.dot) !== device);
    default:
      return false;
  }
}

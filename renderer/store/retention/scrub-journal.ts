import { deviceOf } from '#domain/document/dot.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { Journal } from '../journal.ts';
import type { JournalEntry, LogErasedEntry } from '../journal-entry.ts';
import { readTerms } from '../tidy-journal.ts';
import { adoptionWithout, goesWith, staysOp } from './what-stays.ts';

/**
 * Makes everything in the journal's files unreadable that does not stay of erased missions. An entry goes whole; what else
 * stands in it is written again before. Asked again it goes on. Belongs into a turn.
 */
export async function scrubJournal(
  {
    db,
    journal,
    device,
  }: { readonly db: FieldDatabase; readonly journal: Journal; readonly device: DeviceId },
  erased: readonly LogErasedEntry[],
): Promise<void> {
  const isGone = (entry: JournalEntry): boolean => erased.some((one) => goesWith(one, entry));
  const stays = await readWhatStays({ db, journal, device }, erased, isGone);
  if (stays === null) return;
  if (stays.length > 0) await journal.append(stays);
  await journal.blank(isGone);
}

/** What has to be written again; null when nothing goes. */
async function readWhatStays(
  { db, journal, device }: Parameters<typeof scrubJournal>[0],
  erased: readonly LogErasedEntry[],
  isGone: (entry: JournalEntry) => boolean,
): Promise<readonly JournalEntry[] | null> {
  const adoptions: JournalEntry[] = [];
  const counts: JournalEntry[] = [];
  let [isAny, hasTerms] = [false, false];
  for await (const { entries } of journal.read())
    for (const entry of entries) {
      const goes = isGone(entry);
      isAny ||= goes;
      hasTerms ||= goes && entry.kind === 'grants';
      // From the first on, all of them: the last one says who this laptop is.
      if (entry.kind === 'adopted' && (goes || adoptions.length > 0))
        adoptions.push(erased.reduce((left, one) => adoptionWithout(one, left), entry));
      if (entry.kind === 'ops' && goes) counts.push(...countsIn(entry, device, erased));
    }
  if (!isAny) return null;
  const terms = hasTerms ? await readTerms(db) : null;
  return [...adoptions, ...counts, ...(terms === null ? [] : [terms])];
}

/** Numbers that were journaled in one entry with what goes. Those of a former identity live on in what was adopted. */
function countsIn(
  { kind, log, ops }: Extract<JournalEntry, { kind: 'ops' }>,
  device: DeviceId,
  erased: readonly LogErasedEntry[],
): readonly JournalEntry[] {
  const [first, ...others] = ops.filter(
    (op) => deviceOf(op.dot) === device && erased.some((one) => one.log === log && staysOp(one, op)),
  );
  return first === undefined ? [] : [{ kind, log, ops: [first, ...others] }];
}

import { deviceOfDot, dotOf, type Op, opKeyOf } from '#domain/document/op.ts';
import type { TextDraftId } from '#domain/draft/text-draft.ts';
import type { DeviceId } from '#domain/ids.ts';
import { decodeStoredPayload } from '#sync/protocol/pack-codec.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type FieldErasure, opsWithoutErased, quarantinedTextWithout } from '../db/field-erasure.ts';
import { readCachedMeta } from '../db/meta.ts';
import type { Journal } from './journal.ts';
import type { IdentityAdoptionEntry, JournalEntry, OwnPackEntry } from './journal-entry.ts';

/**
 * Make erased fields unreadable in the journal's files. Each entry with such content is written again without it, and
 * then blanked. Own numbers so stay without a hole (P2). Of former identities only adoptions are written again, in
 * order. After a crash it runs again, since the list of erasures is deleted last. Runs under the mutex.
 * @throws `JournalRefused` when the disk refuses.
 */
export async function scrubErased({
  db,
  journal,
  device,
}: {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly device: DeviceId;
}): Promise<void> {
  const fieldErasures = await readCachedMeta(db, 'erasedWords');
  if (fieldErasures === undefined) return;
  const lookAt = createEntryScrubber(fieldErasures, await readJournalHistory(journal));
  const adoptions: JournalEntry[] = [];
  const otherJournalEntries: JournalEntry[] = [];
  let isAny = false;
  for await (const { entries } of journal.read())
    for (const journalEntry of entries) {
      const { has, left } = lookAt(journalEntry);
      isAny ||= has;
      // From the first match on, all of them: the last one says which identity this laptop has.
      if (journalEntry.kind === 'adopted' && (has || adoptions.length > 0))
        adoptions.push(left ?? journalEntry);
      else if (has && left !== null && !isOfFormerIdentity(left, device)) otherJournalEntries.push(left);
    }
  if (isAny) {
    if (adoptions.length + otherJournalEntries.length > 0)
      await journal.append([...adoptions, ...otherJournalEntries]);
    await journal.blank((entry) => lookAt(entry).has);
  }
  await db.meta.delete('erasedWords');
}

/** Facts of earlier entries that decide on the content of others. */
interface JournalHistory {
  readonly adoptions: readonly IdentityAdoptionEntry[];
  /** Revision of each draft that counts; infinite for a draft that was saved or discarded. */
  readonly draftRevisions: ReadonlyMap<TextDraftId, number>;
}

async function readJournalHistory(journal: Journal): Promise<JournalHistory> {
  const adoptionEntries: IdentityAdoptionEntry[] = [];
  const draftRevisions = new Map<TextDraftId, number>();
  const raise = (textDraftId: TextDraftId, revision: number): void =>
    void draftRevisions.set(textDraftId, Math.max(draftRevisions.get(textDraftId) ?? 0, revision));
  for await (const { entries } of journal.read())
    for (const journalEntry of entries) {
      if (journalEntry.kind === 'adopted') adoptionEntries.push(journalEntry);
      if (journalEntry.kind === 'draft') raise(journalEntry.draft.id, journalEntry.draft.revision);
      if (journalEntry.kind === 'draftsErased')
        for (const textDraftId of journalEntry.ids) raise(textDraftId, Number.POSITIVE_INFINITY);
    }
  return { adoptions: adoptionEntries, draftRevisions };
}

/**
 * Erased ops of all logs by `opKeyOf`. An op is erased in any entry that has it. An earlier version could put an op of one
 * mission into an entry of another one.
 */
interface ErasedOps {
  readonly all: ReadonlyMap<string, Op>;
  /** Those under former identities. */
  readonly former: ReadonlyMap<string, Op>;
}

function groupErasedOps(
  fieldErasures: readonly FieldErasure[],
  adoptionEntries: readonly IdentityAdoptionEntry[],
): ErasedOps {
  const erased = new Map(fieldErasures.flatMap(({ ops }) => ops.map((op) => [opKeyOf(op), op] as const)));
  const former = opsOfFormerIdentities(erased, adoptionEntries);
  return { all: new Map([...erased, ...former]), former };
}

/**
 * Erased ops under former identities: headquarters erases the op that it has. The journal also has the ops from which
 * that op was made (P2), through any number of identities.
 */
function opsOfFormerIdentities(
  erased: ReadonlyMap<string, Op>,
  adoptionEntries: readonly IdentityAdoptionEntry[],
): ReadonlyMap<string, Op> {
  const former = new Map<string, Op>();
  for (const { from, logs } of adoptionEntries.toReversed())
    for (const { upTo, ops, numbers } of logs)
      for (const [at, op] of ops.entries()) {
        const gone = erased.get(opKeyOf(op)) ?? former.get(opKeyOf(op));
        if (gone === undefined) continue;
        const before = { ...gone, dot: dotOf(from, numbers?.[at] ?? upTo + 1 + at) };
        if (!erased.has(opKeyOf(before))) former.set(opKeyOf(before), before);
      }
  return former;
}

/** Whether an entry has erased content, and the entry without it; null when nothing of it must stay. */
interface ScrubResult {
  readonly has: boolean;
  readonly left: JournalEntry | null;
}

function createEntryScrubber(
  fieldErasures: readonly FieldErasure[],
  { adoptions, draftRevisions }: JournalHistory,
): (journalEntry: JournalEntry) => ScrubResult {
  const erasedOps = groupErasedOps(fieldErasures, adoptions);
  const opsLeft = (ops: readonly Op[]): readonly Op[] | null => opsWithoutErased(ops, erasedOps.all);
  const packs = new Map(
    fieldErasures.flatMap((fieldErasure) => fieldErasure.packs.map((pack) => [pack.hash, pack] as const)),
  );
  return (journalEntry): ScrubResult => {
    switch (journalEntry.kind) {
      case 'ops': {
        const [firstOp, ...rest] = opsLeft(journalEntry.ops) ?? [];
        return firstOp === undefined
          ? nothingToScrub
          : { has: true, left: { ...journalEntry, ops: [firstOp, ...rest] } };
      }
      case 'pack': {
        const known = packs.get(journalEntry.hash);
        if (known === undefined)
          return isInUnsentPack(journalEntry, erasedOps.former) ? { has: true, left: null } : nothingToScrub;
        if (known.payload === journalEntry.pack.payload) return nothingToScrub;
        return { has: true, left: known.pack && { ...journalEntry, pack: known.pack } };
      }
      case 'adopted': {
        const has = journalEntry.logs.some(({ ops }) => opsLeft(ops) !== null);
        const logs = journalEntry.logs.map((adoptedLogOps) => ({
          ...adoptedLogOps,
          ops: opsLeft(adoptedLogOps.ops) ?? adoptedLogOps.ops,
        }));
        return has ? { has, left: { ...journalEntry, logs } } : nothingToScrub;
      }
      case 'parked': {
        const text = fieldErasures.reduce(
          (left, fieldErasure) => quarantinedTextWithout(left, fieldErasure) ?? left,
          journalEntry.text,
        );
        return text === journalEntry.text ? nothingToScrub : { has: true, left: { ...journalEntry, text } };
      }
      case 'draft': {
        // A record may have got the erased text from it, and nobody needs what a draft was before.
        const isPast = (draftRevisions.get(journalEntry.draft.id) ?? 0) > journalEntry.draft.revision;
        return isPast ? { has: true, left: null } : nothingToScrub;
      }
      case 'grants':
      case 'mark':
      case 'runs':
      case 'note':
      case 'deviceRecord':
      case 'notesErased':
      case 'deviceRecordsErased':
      case 'draftsErased':
      case 'logErased':
      case 'logBack':
        return nothingToScrub;
    }
  };
}

/** True for erased content in a pack that was never sent: its ops continue in an adoption (P2). */
function isInUnsentPack({ device, pack }: OwnPackEntry, ops: ReadonlyMap<string, Op>): boolean {
  if (![...ops.values()].some(({ dot }) => deviceOfDot(dot) === device)) return false;
  const decoded = decodeStoredPayload(pack.payload);
  return decoded.ok && opsWithoutErased(decoded.value.ops, ops) !== null;
}

const nothingToScrub: ScrubResult = { has: false, left: null };

function isOfFormerIdentity(journalEntry: JournalEntry, deviceId: DeviceId): boolean {
  if (journalEntry.kind === 'pack') return journalEntry.device !== deviceId;
  return journalEntry.kind === 'ops' && journalEntry.ops.some((op) => deviceOfDot(op.dot) !== deviceId);
}

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
  const words = await readCachedMeta(db, 'erasedWords');
  if (words === undefined) return;
  const lookAt = createEntryScrubber(words, await readJournalHistory(journal));
  const adoptions: JournalEntry[] = [];
  const others: JournalEntry[] = [];
  let isAny = false;
  for await (const { entries } of journal.read())
    for (const entry of entries) {
      const { has, left } = lookAt(entry);
      isAny ||= has;
      // From the first match on, all of them: the last one says which identity this laptop has.
      if (entry.kind === 'adopted' && (has || adoptions.length > 0)) adoptions.push(left ?? entry);
      else if (has && left !== null && !isOfFormerIdentity(left, device)) others.push(left);
    }
  if (isAny) {
    if (adoptions.length + others.length > 0) await journal.append([...adoptions, ...others]);
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
  const adoptions: IdentityAdoptionEntry[] = [];
  const draftRevisions = new Map<TextDraftId, number>();
  const raise = (id: TextDraftId, revision: number): void =>
    void draftRevisions.set(id, Math.max(draftRevisions.get(id) ?? 0, revision));
  for await (const { entries } of journal.read())
    for (const entry of entries) {
      if (entry.kind === 'adopted') adoptions.push(entry);
      if (entry.kind === 'draft') raise(entry.draft.id, entry.draft.revision);
      if (entry.kind === 'draftsErased') for (const id of entry.ids) raise(id, Number.POSITIVE_INFINITY);
    }
  return { adoptions, draftRevisions };
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
  words: readonly FieldErasure[],
  adoptions: readonly IdentityAdoptionEntry[],
): ErasedOps {
  const erased = new Map(words.flatMap(({ ops }) => ops.map((op) => [opKeyOf(op), op] as const)));
  const former = opsOfFormerIdentities(erased, adoptions);
  return { all: new Map([...erased, ...former]), former };
}

/**
 * Erased ops under former identities: headquarters erases the op that it has. The journal also has the ops from which
 * that op was made (P2), through any number of identities.
 */
function opsOfFormerIdentities(
  erased: ReadonlyMap<string, Op>,
  adoptions: readonly IdentityAdoptionEntry[],
): ReadonlyMap<string, Op> {
  const former = new Map<string, Op>();
  for (const { from, logs } of adoptions.toReversed())
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
  words: readonly FieldErasure[],
  { adoptions, draftRevisions }: JournalHistory,
): (entry: JournalEntry) => ScrubResult {
  const erased = groupErasedOps(words, adoptions);
  const opsLeft = (ops: readonly Op[]): readonly Op[] | null => opsWithoutErased(ops, erased.all);
  const packs = new Map(words.flatMap((one) => one.packs.map((pack) => [pack.hash, pack] as const)));
  return (entry): ScrubResult => {
    switch (entry.kind) {
      case 'ops': {
        const [first, ...rest] = opsLeft(entry.ops) ?? [];
        return first === undefined
          ? nothingToScrub
          : { has: true, left: { ...entry, ops: [first, ...rest] } };
      }
      case 'pack': {
        const known = packs.get(entry.hash);
        if (known === undefined)
          return isInUnsentPack(entry, erased.former) ? { has: true, left: null } : nothingToScrub;
        if (known.payload === entry.pack.payload) return nothingToScrub;
        return { has: true, left: known.pack && { ...entry, pack: known.pack } };
      }
      case 'adopted': {
        const has = entry.logs.some(({ ops }) => opsLeft(ops) !== null);
        const logs = entry.logs.map((one) => ({ ...one, ops: opsLeft(one.ops) ?? one.ops }));
        return has ? { has, left: { ...entry, logs } } : nothingToScrub;
      }
      case 'parked': {
        const text = words.reduce((left, one) => quarantinedTextWithout(left, one) ?? left, entry.text);
        return text === entry.text ? nothingToScrub : { has: true, left: { ...entry, text } };
      }
      case 'draft': {
        // A record may have got the erased text from it, and nobody needs what a draft was before.
        const isPast = (draftRevisions.get(entry.draft.id) ?? 0) > entry.draft.revision;
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

function isOfFormerIdentity(entry: JournalEntry, device: DeviceId): boolean {
  if (entry.kind === 'pack') return entry.device !== device;
  return entry.kind === 'ops' && entry.ops.some((op) => deviceOfDot(op.dot) !== device);
}

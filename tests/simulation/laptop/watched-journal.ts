import { canonicalJson } from '#base/json.ts';
import { isCausalContextPath, itemRemovedBy } from '#domain/document/causal-context.ts';
import type { Document } from '#domain/document/document.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import { openStoredPack } from '#renderer/store/db/stored-packs.ts';
import { isErasureCount } from '#renderer/store/journal/erased-log-entries.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { type MadeOp, type Oracle, type Sights, wordsIn } from '../verdict/oracle.ts';

/** A write under way. */
export interface Intent {
  readonly writes: readonly RegisterWrite[];
  readonly saw: Sights;
  made: readonly MadeOp[];
}

interface WatchParts {
  readonly oracle: Oracle;
  readonly intents: readonly Intent[];
  /** The present writer here. */
  readonly author: () => { readonly laptop: string; readonly person: PersonId; readonly atMs: number };
  /** Present documents here, if any. */
  readonly documents: (logId: LogId, documentIds: readonly DocumentId[]) => Promise<readonly Document[]>;
  /** Append that the mission is erased. */
  readonly erase: (append: () => ReturnType<Journal['append']>) => ReturnType<Journal['append']>;
}

/** A journal that also tells the oracle which ops went into it. */
export const watchedJournal = (
  journal: Journal,
  { oracle, intents, author, documents, erase }: WatchParts,
): Journal => ({
  ...journal,
  append: async (journalEntries) => {
    for (const journalEntry of journalEntries) {
      if (journalEntry.kind === 'pack') oracle.sign(openStoredPack(journalEntry.pack).ops);
      if (journalEntry.kind !== 'ops') continue;
      const intentOf = (ops: readonly Op[]) =>
        intents.find((one) => one.made.length === 0 && isAbout(one.writes, ops));
      // Nobody writes the retention clock's numbers and the context of a removal.
      const all = journalEntry.ops.filter((op) => !isErasureCount(op) && !isCausalContextPath(op.path));
      // Nor the rest of an erased value, unless a person decides a conflict for it.
      const written = intentOf(all) === undefined ? all.filter((op) => !isLeftOfErased(op)) : all;
      const intent = intentOf(written);
      // An entry appended again, as at a start or after a fork, is known, unless somebody writes the same just now.
      const isKnown = written.every((op) => oracle.knows(op));
      if (isKnown && (intent === undefined || written.every((op) => oracle.knowsAsIs(op)))) continue;
      if (intent === undefined) throw new Error('Ops that nobody has written');
      const by = author();
      const removedIn = written.filter((op) => itemRemovedBy(op.path) !== null).map(({ doc }) => doc);
      intent.made = oracle.make(written, by, await documents(journalEntry.log, removedIn), intent.saw);
    }
    const append = () => journal.append(journalEntries);
    return isErasure(journalEntries) ? erase(append) : append();
  },
});

/** The rest of an erased op; made again under another identity it is no longer marked so (P2). */
const isLeftOfErased = (op: Op): boolean =>
  op.erased === true || (isTextOp(op) ? wordsIn(op).length === 0 : op.value === null);

/** By the retention clock: a mission that a person removes comes back. */
const isErasure = (journalEntries: readonly JournalEntry[]): boolean =>
  journalEntries.some((entry) => entry.kind === 'logErased' && entry.off === undefined);

const isAbout = (registerWrites: readonly RegisterWrite[], ops: readonly Op[]): boolean =>
  registerWrites.length === ops.length && registerWrites.every((write, at) => isOf(write, ops[at]));

function isOf(registerWrite: RegisterWrite, op: Op | undefined): boolean {
  if (op === undefined || op.doc !== registerWrite.doc || op.path !== registerWrite.path) return false;
  if ('text' in registerWrite) return 'text' in op && op.text === registerWrite.text;
  return 'value' in op && canonicalJson(op.value) === canonicalJson(registerWrite.value);
}

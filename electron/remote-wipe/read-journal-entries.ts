import { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { JournalState } from '#renderer/store/journal/journal-state.ts';
import type { ShellJournal } from '../journal/shell-journal.ts';

/** Decrypt a frame with the vault's key; null for a foreign or damaged frame. */
export type DecryptFrame = (frame: Uint8Array) => Uint8Array | null;

/** Yield the readable entries of the journal. Damaged ones are left out; the rest is still worth sending. */
export async function* readJournalEntries(
  journal: ShellJournal,
  openFrame: DecryptFrame,
): AsyncGenerator<JournalEntry> {
  for (const file of await journal.files()) {
    const { frames } = await journal.read(file);
    for (const frame of frames) {
      const entry = parseJournalEntry(openFrame(frame));
      if (entry) yield entry;
    }
  }
}

export async function readJournalState(
  journal: ShellJournal,
  openFrame: DecryptFrame,
): Promise<JournalState> {
  const state = new JournalState();
  for await (const entry of readJournalEntries(journal, openFrame)) state.applyEntry(entry);
  return state;
}

function parseJournalEntry(bytes: Uint8Array | null): JournalEntry | null {
  if (bytes === null) return null;
  try {
    return JournalEntry.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null; // not JSON: damaged
  }
}

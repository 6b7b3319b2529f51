import { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import type { ShellJournal } from '../journal/shell-journal.ts';

/** Decrypt a frame with the vault's key; null for a foreign or damaged frame. */
export type DecryptFrame = (frameBytes: Uint8Array) => Uint8Array | null;

/** Yield the readable entries of the journal. Damaged ones are left out; the rest is still worth sending. */
export async function* readJournalEntries(
  shellJournal: ShellJournal,
  openFrame: DecryptFrame,
): AsyncGenerator<JournalEntry> {
  for (const file of await shellJournal.files()) {
    const { frames } = await shellJournal.read(file);
    for (const frame of frames) {
      const journalEntry = parseJournalEntry(openFrame(frame));
      if (journalEntry) yield journalEntry;
    }
  }
}

function parseJournalEntry(bytes: Uint8Array | null): JournalEntry | null {
  if (bytes === null) return null;
  try {
    return JournalEntry.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null; // not JSON: damaged
  }
}

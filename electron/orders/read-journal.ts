import { JournalEntry } from '#renderer/store/journal-entry.ts';
import { JournalState } from '#renderer/store/journal-state.ts';
import type { ShellJournal } from '../vault/journal/journal.ts';

/** Opens a sealed frame with the vault's key; null for one that is not ours or damaged. */
export type OpenFrame = (frame: Uint8Array) => Uint8Array | null;

/** What the journal holds, as far as it can be read: what is damaged is left out, and no reason to send nothing. */
export async function* readEntries(
  journal: ShellJournal,
  openFrame: OpenFrame,
): AsyncGenerator<JournalEntry> {
  for (const file of await journal.files()) {
    const { frames } = await journal.read(file);
    for (const frame of frames) {
      const entry = entryIn(openFrame(frame));
      if (entry) yield entry;
    }
  }
}

export async function readJournalState(journal: ShellJournal, openFrame: OpenFrame): Promise<JournalState> {
  const state = new JournalState();
  for await (const entry of readEntries(journal, openFrame)) state.take(entry);
  return state;
}

function entryIn(bytes: Uint8Array | null): JournalEntry | null {
  if (bytes === null) return null;
  try {
    return JournalEntry.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null; // not JSON: damaged
  }
}

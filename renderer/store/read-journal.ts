import type { Journal } from './journal.ts';
import type { JournalAccount } from './journal-account.ts';
import { JournalState } from './journal-state.ts';

/** Reads the whole journal, a file at a time, and keeps the account of what is in which. */
export async function readJournal(journal: Journal, account: JournalAccount): Promise<JournalState> {
  const state = new JournalState();
  account.clear();
  for await (const { file, entries, damaged } of journal.read()) {
    account.note(file, entries, damaged);
    for (const entry of entries) state.take(entry);
  }
  return state;
}

import { type SessionEntry, SessionEntryType } from './session-entry.ts';

/** Choice of session notes; null and an absent part are no limit. */
export interface EntryFilter {
  /** Id of a session; empty for the workshop as a whole. */
  readonly session: string | null;
  readonly type: SessionEntryType | null;
  readonly tag: string | null;
}

export const noEntryFilter: EntryFilter = { session: null, type: null, tag: null };

/** Notes that pass the filter, in their order. */
export const filterEntries = (
  entries: readonly SessionEntry[],
  { session, type, tag }: EntryFilter,
): readonly SessionEntry[] =>
  entries.filter(
    (entry) =>
      (session === null || entry.session === session) &&
      (type === null || entry.type === type) &&
      (tag === null || entry.tags.includes(tag)),
  );

/** Tags of notes, each once, in alphabetical order of their letters. */
export const tagsOf = (tagged: readonly { readonly tags: readonly string[] }[]): readonly string[] =>
  [...new Set(tagged.flatMap(({ tags }) => tags))].toSorted();

/** Notes with one session or one type; `key` is its id. */
export interface EntryGroup {
  readonly key: string;
  readonly entries: readonly SessionEntry[];
}

export type EntryGrouping = 'session' | 'type';

/**
 * Notes by session in the order of the agenda, or by type. Notes of the workshop as a whole come first, with
 * those of removed sessions. Empty groups are left out.
 */
export function groupEntries(
  entries: readonly SessionEntry[],
  by: EntryGrouping,
  sessions: readonly string[],
): readonly EntryGroup[] {
  const known = new Set(sessions);
  const keyOf = (entry: SessionEntry): string =>
    by === 'type' ? entry.type : known.has(entry.session) ? entry.session : '';
  const keys: readonly string[] = by === 'type' ? SessionEntryType.options : ['', ...sessions];
  return keys
    .map((key) => ({ key, entries: entries.filter((entry) => keyOf(entry) === key) }))
    .filter((group) => group.entries.length > 0);
}

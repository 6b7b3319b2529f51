import * as z from 'zod';
import { groupByKey } from '#base/group.ts';
import { Confidentiality } from '../assessment/finding.ts';
import { type Document, readValueAt, valueAt } from '../document/document.ts';
import { appendToList } from '../document/list-order.ts';
import { type Path, type PathValue, pathOf } from '../document/op.ts';
import { orderedItemIds } from '../document/written-order.ts';
import { DocumentId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { isBelowMinimumCell, isNobody, nobody, type PeopleCount } from '../privacy/cell-suppression.ts';

/** Type of a session note (docs/requirements.md C6). */
export const SessionEntryType = z.enum([
  'key-point',
  'question',
  'agreed-action',
  'parking-lot',
  'risk',
  'good-practice',
]);
export type SessionEntryType = z.infer<typeof SessionEntryType>;

/** Item of an action plan that was made from an agreed action. */
export const PlanItemLink = z.readonly(z.object({ doc: DocumentId, item: z.string().min(1).max(64) }));
export type PlanItemLink = z.infer<typeof PlanItemLink>;

/** A typed note of a session (docs/requirements.md C6). Texts are empty where nothing was written. */
export interface SessionEntry {
  readonly id: string;
  /** Id of its session; empty for the workshop as a whole. */
  readonly session: string;
  readonly type: SessionEntryType;
  readonly text: string;
  readonly speaker: string;
  readonly institution: string;
  readonly institutionType: string;
  /** Owner institution of an agreed action. */
  readonly owner: string;
  readonly due: string | null;
  readonly tags: readonly string[];
  /** Ids of indicators. */
  readonly about: readonly string[];
  readonly mark: Confidentiality;
  readonly planItem: PlanItemLink | null;
  readonly order: string;
}

const EntryText = z.string();
const EntryTexts = z.readonly(z.array(EntryText));

/** Notes that are not removed, in their order. A part that does not parse has its default. */
export const readSessionEntries = (workshop: Document | undefined): readonly SessionEntry[] =>
  orderedItemIds(workshop, 'entries').map((id) => {
    const at = `entries/${id}`;
    const text = (part: string): string => readValueAt(workshop, `${at}/${part}`, EntryText, '');
    return {
      id,
      session: text('session'),
      type: readValueAt(workshop, `${at}/type`, SessionEntryType, 'key-point'),
      text: text('text'),
      speaker: text('speaker'),
      institution: text('institution'),
      institutionType: text('institution-type'),
      owner: text('owner'),
      due: readValueAt(workshop, `${at}/due`, IsoDay.nullable(), null),
      tags: readValueAt(workshop, `${at}/tags`, EntryTexts, []),
      about: readValueAt(workshop, `${at}/about`, EntryTexts, []),
      mark: readValueAt(workshop, `${at}/mark`, Confidentiality, 'C'),
      planItem: readValueAt(workshop, `${at}/plan-item`, PlanItemLink.nullable(), null),
      order: text('order'),
    };
  });

/** A new note at the end of the list. The id is made by the caller, once. */
export function createSessionEntry(
  sessionEntries: readonly SessionEntry[],
  id: string,
  { session, type, text }: Pick<SessionEntry, 'session' | 'type' | 'text'>,
): readonly PathValue[] {
  const at = (part: string): Path => pathOf('entries', id, part);
  return [
    { path: at('session'), value: session },
    { path: at('type'), value: type },
    { path: at('text'), value: text },
    ...appendToList('entries', sessionEntries, id),
  ];
}

/** A typed line that becomes a note. */
export interface EntryDraft {
  readonly session: string;
  readonly type: SessionEntryType;
  readonly text: string;
  /** Confidentiality of a risk; null while it is not chosen. */
  readonly mark: Confidentiality | null;
}

/** Writes of a new note; null while it has no text, or as a risk no confidentiality (docs/requirements.md C6). */
export function decideNewEntry(
  sessionEntries: readonly SessionEntry[],
  id: string,
  { mark, ...draft }: EntryDraft,
): readonly PathValue[] | null {
  const text = draft.text.trim();
  const isRisk = draft.type === 'risk';
  if (text === '' || (isRisk && mark === null)) return null;
  return [
    ...createSessionEntry(sessionEntries, id, { ...draft, text }),
    ...(isRisk ? [{ path: pathOf('entries', id, 'mark'), value: mark }] : []),
  ];
}

/** Return whether notes of a session hide their speakers: by the session's own switch, else by the workshop's. */
export function isNonAttributed(workshop: Document | undefined, session: string): boolean {
  const own = session === '' ? undefined : valueAt(workshop, `sessions/${session}/non-attribution`);
  return (own ?? valueAt(workshop, 'non-attribution')) === true;
}

/** Type that replaces the types of fewer than five participants. */
const mergedInstitutionType = 'OTH';

/**
 * A note as everybody may read it (docs/requirements.md E, rule 3). Without attribution it has no speaker and no
 * institution. The type of its institution takes their place, and one of fewer than five participants is merged.
 * @param participantsByType number of participants of each type of institution
 */
function entryWithoutAttribution(
  entry: SessionEntry,
  participantsByType: ReadonlyMap<string, PeopleCount>,
): SessionEntry {
  const { institutionType } = entry;
  const peopleCount = participantsByType.get(institutionType) ?? nobody;
  const isSmall = isNobody(peopleCount) || isBelowMinimumCell(peopleCount);
  return {
    ...entry,
    speaker: '',
    institution: '',
    institutionType: institutionType !== '' && isSmall ? mergedInstitutionType : institutionType,
  };
}

/** Notes as everybody may read them, by the switch of each one's session. */
export const readAttributedEntries = (
  workshop: Document | undefined,
  participantsByType: ReadonlyMap<string, PeopleCount>,
): readonly SessionEntry[] =>
  readSessionEntries(workshop).map((entry) =>
    isNonAttributed(workshop, entry.session) ? entryWithoutAttribution(entry, participantsByType) : entry,
  );

/** Writes that remove the speakers and institutions of notes, after the switch of their session was turned on. */
export const removeAttribution = (sessionEntries: readonly SessionEntry[]): readonly PathValue[] =>
  sessionEntries.flatMap(({ id, speaker, institution }) => [
    ...(speaker === '' ? [] : [{ path: pathOf('entries', id, 'speaker'), value: null }]),
    ...(institution === '' ? [] : [{ path: pathOf('entries', id, 'institution'), value: null }]),
  ]);

/** Choice of session notes; null and an absent part are no limit. */
export interface EntryFilter {
  /** Id of a session; empty for the workshop as a whole. */
  readonly session: string | null;
  readonly type: SessionEntryType | null;
  readonly tag: string | null;
}

/** Notes that pass the filter, in their order. */
export const filterEntries = (
  sessionEntries: readonly SessionEntry[],
  { session, type, tag }: EntryFilter,
): readonly SessionEntry[] =>
  sessionEntries.filter(
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
  sessionEntries: readonly SessionEntry[],
  by: EntryGrouping,
  sessions: readonly string[],
): readonly EntryGroup[] {
  const known = new Set(sessions);
  const keyOf = (entry: SessionEntry): string =>
    by === 'type' ? entry.type : known.has(entry.session) ? entry.session : '';
  const grouped = groupByKey(sessionEntries, keyOf);
  const keys: readonly string[] = by === 'type' ? SessionEntryType.options : ['', ...sessions];
  return keys
    .map((key) => ({ key, entries: grouped.get(key) ?? [] }))
    .filter((group) => group.entries.length > 0);
}

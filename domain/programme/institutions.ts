import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, dotsAt, valueAt } from '../document/document.ts';
import { type Dot, type Path, pathOf } from '../document/op.ts';
import { CountryCode } from '../mission/mission.ts';
import { foldSearchText, isOneErrorAway } from '../search/search-words.ts';

/**
 * Type of an institution (docs/requirements.md A1). The first twelve are codes of the built-in instrument. The others
 * take part in the programme and are seldom assessed.
 */
export const InstitutionType = z.enum([
  'COO',
  'MIN',
  'POL',
  'PRO',
  'JUD',
  'FOR',
  'CCA',
  'FIU',
  'NCB',
  'TRA',
  'OVR',
  'OTH',
  'permanent-mission',
  'un-entity',
  'regional-organization',
  'academia',
  'company',
  'civil-society',
]);
export type InstitutionType = z.infer<typeof InstitutionType>;

/** Return whether an institution of this type may belong to no State. */
export const mayHaveNoState = (type: InstitutionType): boolean => statelessTypes.includes(type);
const statelessTypes: readonly InstitutionType[] = [
  'OTH',
  'un-entity',
  'regional-organization',
  'academia',
  'company',
  'civil-society',
];

/** Level of a State's institution. `regional`: a province, region or member state of a federation. */
export const InstitutionLevel = z.enum(['national', 'regional', 'local']);
export type InstitutionLevel = z.infer<typeof InstitutionLevel>;

/** Languages of names in the register, in the order in which one replaces another that is missing. */
export const InstitutionNameLanguage = z.enum(['en', 'fr', 'ar', 'es', 'ru', 'zh']);
export type InstitutionNameLanguage = z.infer<typeof InstitutionNameLanguage>;

/** Most letters of a name, in UTF-16 code units. */
export const mostNameLetters = 200;
const nameLine = z.string().trim().min(1).max(mostNameLetters);

/** Names by language, at least one. */
const InstitutionNames = z.readonly(
  z
    .partialRecord(InstitutionNameLanguage, nameLine)
    .refine((names) => Object.values(names).some((name) => name !== undefined)),
);
type InstitutionNames = z.infer<typeof InstitutionNames>;

/** Most former and other names of one institution. */
export const mostOtherNames = 50;

/** Most institutions of a register. */
export const mostInstitutions = 5_000;

/** Institution of the programme's register. A renamed one keeps its former names: records are found by them. */
export const Institution = z.readonly(
  z
    .object({
      names: InstitutionNames,
      /** Former names, other languages, abbreviations, and spellings in records. */
      otherNames: z.readonly(z.array(nameLine).max(mostOtherNames)),
      type: InstitutionType,
      /** Null for one that is not a State's. */
      level: InstitutionLevel.nullable(),
      state: CountryCode.nullable(),
      /** It exists no longer. Its records keep it, new ones are not offered it. */
      isClosed: z.boolean(),
      /** Entry that replaces this one, after both were found to be the same. */
      mergedInto: z.guid().nullable(),
    })
    .refine(({ state, type }) => state !== null || mayHaveNoState(type)),
);
export type Institution = z.infer<typeof Institution>;

/** Progress of a State's partnership. */
export const PartnerStateStatus = z.enum(['proposed', 'agreed', 'ended']);
export type PartnerStateStatus = z.infer<typeof PartnerStateStatus>;

const optionalLine = z.string().trim().max(200);

/** Partner State, with its focal point: an institution and a function, never a person (docs/requirements.md A1). */
export const PartnerState = z.readonly(
  z.object({
    status: PartnerStateStatus,
    institution: z.guid().nullable(),
    function: optionalLine,
    /** Way to reach the focal point, for example through the Permanent Mission. */
    channel: optionalLine,
    /** Reference of the agreement. */
    agreement: optionalLine,
  }),
);
export type PartnerState = z.infer<typeof PartnerState>;

/** Register of an institution in the programme's document. */
export const institutionPath = (id: string): Path => pathOf('institutions', id);

/** Register of a partner State in the programme's document. */
export const partnerStatePath = (state: string): Path => pathOf('states', state);

/** Institution with its id, and the dots of the heads that a change replaces. */
export interface InstitutionEntry {
  readonly id: string;
  readonly value: Institution;
  readonly seen: readonly Dot[];
}

/** Institutions of a programme by id, and the ids by `institutionNameKey` of each name. */
export interface InstitutionRegister {
  readonly entries: ReadonlyMap<string, InstitutionEntry>;
  readonly idsByName: ReadonlyMap<string, readonly string[]>;
}

/** Read the institutions of the programmes' documents. Of values in conflict the later counts. */
export function readInstitutions(programmes: readonly (Document | undefined)[]): InstitutionRegister {
  return registerOf(programmes.flatMap((document) => itemsOf(document, 'institutions', Institution)));
}

/** Arrange entries as a register. */
export function registerOf(entries: readonly InstitutionEntry[]): InstitutionRegister {
  const idsByName = new Map<string, string[]>();
  for (const { id, value } of entries)
    for (const key of new Set(allNamesOf(value).map(institutionNameKey))) {
      const ids = idsByName.get(key) ?? [];
      ids.push(id);
      idsByName.set(key, ids);
    }
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), idsByName };
}

/** Read the partner States of a programme's document, by code. */
export const readPartnerStates = (document: Document | undefined) =>
  itemsOf(document, 'states', PartnerState).map(({ id, ...rest }) => ({ state: id, ...rest }));

function itemsOf<Value>(document: Document | undefined, list: string, holds: z.ZodType<Value>) {
  if (document === undefined) return [];
  return Object.keys(document.registers)
    .filter((path) => path.startsWith(`${list}/`))
    .toSorted()
    .flatMap((path) => {
      const { data } = holds.safeParse(valueAt(document, path));
      const seen = dotsAt(document, path as Path); // of a register of the document
      return data === undefined ? [] : [{ id: path.slice(list.length + 1), value: data, seen }];
    });
}

/** All names of an institution, the present ones first. */
export const allNamesOf = ({ names, otherNames }: Institution): readonly string[] => [
  ...InstitutionNameLanguage.options.flatMap((language) => names[language] ?? []),
  ...otherNames,
];

/** Names and aliases of institutions with their types, for texts that must name none. */
export const namedInstitutionsOf = (
  entries: Iterable<InstitutionEntry>,
): readonly { readonly name: string; readonly type: string | null }[] =>
  [...entries].flatMap(({ value }) => allNamesOf(value).map((name) => ({ name, type: value.type })));

/** Present name in a language, or in the first that has one. */
export function institutionNameIn(names: InstitutionNames, language: string): string {
  const { data } = InstitutionNameLanguage.safeParse(language);
  const own = data === undefined ? undefined : names[data];
  const others = InstitutionNameLanguage.options.flatMap((one) => names[one] ?? []);
  return own ?? others[0] ?? '';
}

/** Key of a name: case, accents, punctuation and spaces do not distinguish institutions. */
export const institutionNameKey = (name: string): string =>
  foldSearchText(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words that say nothing about an institution, in the form of `institutionNameKey`. */
const smallWords: ReadonlySet<string> = new Set(
  'a al and d da de del des di do du e el en et for l la le les los of pour the y в и по'.split(' '),
);

const wordsOfName = (name: string): readonly string[] =>
  institutionNameKey(name)
    .split(' ')
    .filter((word) => word !== '' && !smallWords.has(word))
    .map((word) => word.replace(/^و?ال(?=.{3})/u, ''))
    .toSorted();

/** Words of each name, by value of the register: typing compares with all of them at each key press. */
const wordsByInstitution = new WeakMap<Institution, readonly (readonly string[])[]>();

function wordsOf(institution: Institution): readonly (readonly string[])[] {
  const known = wordsByInstitution.get(institution) ?? allNamesOf(institution).map(wordsOfName);
  wordsByInstitution.set(institution, known);
  return known;
}

/** Return whether two names may be one: other order of words, small words, or one typing error in a word. */
function isAlike(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length > 0 &&
    one.length === other.length &&
    one.every((word, at) => {
      const against = other[at] ?? '';
      if (word === against) return true;
      return Math.abs(word.length - against.length) <= 1 && isOneErrorAway(word, against);
    })
  );
}

/** Return whether an institution may take part in work in a State: its own, or one of no State. */
const isOfState = ({ state }: Institution, country: string | null): boolean =>
  state === null || country === null || state === country;

/**
 * Present entries that may be the institution with one of these names, without `except`. An entry of another State is
 * none.
 */
export function findAlike(
  register: InstitutionRegister,
  names: readonly string[],
  country: string | null,
  except?: string,
): readonly InstitutionEntry[] {
  const sought = names.map(wordsOfName);
  return [...register.entries.values()].filter(
    ({ id, value }) =>
      id !== except &&
      value.mergedInto === null &&
      isOfState(value, country) &&
      wordsOf(value).some((words) => sought.some((one) => isAlike(one, words))),
  );
}

/** Present entries with the same words in a name as an earlier one of the same State, each with that one's id. */
export function duplicatesIn({ entries }: InstitutionRegister): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const duplicates = new Map<string, string>();
  for (const { id, value } of entries.values()) {
    if (value.mergedInto !== null) continue;
    const keys = wordsOf(value).flatMap((words) =>
      words.length === 0 ? [] : `${value.state ?? ''} ${words.join(' ')}`,
    );
    const same = keys.flatMap((key) => first.get(key) ?? []).find((other) => other !== id);
    if (same !== undefined) duplicates.set(id, same);
    for (const key of keys) if (!first.has(key)) first.set(key, id);
  }
  return duplicates;
}

/** Institution of a record, as the record has it. */
export interface RecordedInstitution {
  /** Id in the register; null for a record that was typed. */
  readonly ref: string | null;
  readonly name: string;
  /** State of its mission. */
  readonly country: string | null;
}

/**
 * Place of a record in the register. `text`: it has none, and its text is shown. `problem`: its id is of no entry, or
 * of one of another State.
 */
type FoundInstitution =
  | { readonly kind: 'registered'; readonly entry: InstitutionEntry }
  | { readonly kind: 'text'; readonly problem: 'unknown' | 'elsewhere' | null };

/**
 * Find the institution of a record: by its id, else by its text among the names of one institution of its State. Text
 * of the names of two is of neither.
 */
export function findInstitution(
  register: InstitutionRegister,
  { ref, name, country }: RecordedInstitution,
): FoundInstitution {
  const named = ref === null ? null : presentEntryOf(register, ref);
  if (named !== null && isOfState(named.value, country)) return { kind: 'registered', entry: named };
  const key = institutionNameKey(name);
  const ids = key === '' || country === null ? [] : (register.idsByName.get(key) ?? []);
  const byName = new Map(
    ids
      .flatMap((id) => presentEntryOf(register, id) ?? [])
      .filter(({ value }) => isOfState(value, country))
      .map((entry) => [entry.id, entry]),
  );
  const [only] = byName.values();
  if (only !== undefined && byName.size === 1) return { kind: 'registered', entry: only };
  return { kind: 'text', problem: ref === null ? null : named === null ? 'unknown' : 'elsewhere' };
}

/** Name of the institution of a record in a language: the present one, or the record's text without an entry. */
export const institutionNamesIn =
  (register: InstitutionRegister, language: string) =>
  (recorded: RecordedInstitution): string => {
    const found = findInstitution(register, recorded);
    return found.kind === 'registered' ? institutionNameIn(found.entry.value.names, language) : recorded.name;
  };

/** All names by which a search finds the record of an institution, the recorded one first. */
export function searchedNamesIn(
  register: InstitutionRegister,
  recorded: RecordedInstitution,
): readonly string[] {
  const found = findInstitution(register, recorded);
  const others = found.kind === 'registered' ? allNamesOf(found.entry.value) : [];
  return [...new Set([recorded.name, ...others])].filter((name) => name !== '');
}

/** Key by which records of one institution belong together. */
export function institutionKeyIn(register: InstitutionRegister, recorded: RecordedInstitution): string {
  const found = findInstitution(register, recorded);
  return found.kind === 'registered' ? found.entry.id : institutionNameKey(recorded.name);
}

/** Entry that an id leads to after merges; null for an unknown one, and for merges in a circle. */
export function presentEntryOf(register: InstitutionRegister, id: string): InstitutionEntry | null {
  const passed = new Set<string>();
  let entry = register.entries.get(id);
  while (entry !== undefined && entry.value.mergedInto !== null) {
    if (passed.has(entry.id)) return null;
    passed.add(entry.id);
    entry = register.entries.get(entry.value.mergedInto);
  }
  return entry ?? null;
}

export type InstitutionRefusal = {
  readonly kind: 'institutionUnknown' | 'institutionElsewhere' | 'mergeCircle' | 'registerFull' | 'namesFull';
};

/** Value of an institution after a change. Names that it loses become other names, so that records are still found. */
export function decideInstitution(
  register: InstitutionRegister,
  id: string,
  wanted: Institution | null,
): Result<Institution | null, InstitutionRefusal> {
  const before = register.entries.get(id)?.value;
  if (wanted === null) return ok(null);
  if (before === undefined && register.entries.size >= mostInstitutions)
    return refuse({ kind: 'registerFull' });
  if (wanted.mergedInto !== null) {
    const target = register.entries.get(wanted.mergedInto);
    if (target === undefined) return refuse({ kind: 'institutionUnknown' });
    const present = presentEntryOf(register, target.id);
    if (target.id === id || present === null || present.id === id) return refuse({ kind: 'mergeCircle' });
    if (target.value.state !== null && target.value.state !== wanted.state)
      return refuse({ kind: 'institutionElsewhere' });
  }
  const present = Object.values(wanted.names);
  const lost = Object.values(before?.names ?? {}).filter((name) => !present.includes(name));
  const otherNames = [...new Set([...wanted.otherNames, ...lost])].filter((name) => !present.includes(name));
  return otherNames.length > mostOtherNames ? refuse({ kind: 'namesFull' }) : ok({ ...wanted, otherNames });
}

/** Value of a partner State after a change. Its focal point is an institution of the State itself. */
export function decidePartnerState(
  register: InstitutionRegister,
  state: string,
  wanted: PartnerState | null,
): Result<PartnerState | null, InstitutionRefusal> {
  if (wanted === null || wanted.institution === null) return ok(wanted);
  const entry = presentEntryOf(register, wanted.institution);
  if (entry === null) return refuse({ kind: 'institutionUnknown' });
  return entry.value.state === state
    ? ok({ ...wanted, institution: entry.id })
    : refuse({ kind: 'institutionElsewhere' });
}

/** Read id and text of an institution from the facts of an assessment. */
export const recordedInstitutionOf = (
  facts: Readonly<Record<string, JsonValue | undefined>>,
  country: string | null,
): RecordedInstitution => ({
  ref: textOr(facts['institution/ref'], null),
  name: textOr(facts['institution/name'], ''),
  country,
});

const textOr = <Other>(value: JsonValue | undefined, other: Other): string | Other =>
  typeof value === 'string' ? value : other;

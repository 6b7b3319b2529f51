import * as z from 'zod';
import { addToDay, parseDayNumber } from '#base/civil-date.ts';
import { compareTexts, type JsonValue } from '#base/json.ts';
import type { Document, Register } from '../document/document.ts';
import type { DocumentKind, Path } from '../document/op.ts';
import { plainTextOfUpdate } from '../document/text-update.ts';
import { LogId } from '../ids.ts';
import { pathRuleOf } from '../kinds/document-kinds.ts';
import { IsoDay } from '../mission/mission-work.ts';
import type { PathRule } from '../path-rules/kind-schema.ts';
import { classesAboutPeople } from '../path-rules/path-classes.ts';
import type { Role } from '../people/role.ts';
import { comparableText } from './personal-data-hit.ts';

/** Kind of a person's request about their own personal data (docs/requirements.md E8). */
export const DataRequestKind = z.enum(['access', 'correction', 'objection', 'erasure']);
export type DataRequestKind = z.infer<typeof DataRequestKind>;

/** Return whether such a request includes erasure. A request for access does not. */
export const asksForErasure = (dataRequestKind: DataRequestKind): boolean => dataRequestKind !== 'access';

export const DataRequestOutcome = z.enum(['done', 'partly', 'refused']);
export type DataRequestOutcome = z.infer<typeof DataRequestOutcome>;

const singleLineText = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** Outcome of a request. A reason is given wherever not all of it was done. */
export const DataRequestAnswer = z.readonly(
  z
    .strictObject({
      on: IsoDay,
      outcome: DataRequestOutcome,
      reason: z.string().trim().max(2_000),
      /** Measures that were taken. */
      did: z.string().trim().max(4_000),
    })
    .refine(({ outcome, reason }) => outcome === 'done' || reason !== '', { path: ['reason'] }),
);
export type DataRequestAnswer = z.infer<typeof DataRequestAnswer>;

/**
 * A request in the register. There is no field for the person's name: the data-protection focal point knows it by
 * `reference`.
 */
export const DataRequest = z.readonly(
  z
    .strictObject({
      kind: DataRequestKind,
      receivedOn: IsoDay,
      /** By default `defaultDueDay`. */
      dueOn: IsoDay,
      /** The mission that it is about; null: the programme. */
      log: LogId.nullable(),
      /** Institution and function that forwarded it; empty where it came directly. */
      institution: singleLineText,
      function: singleLineText,
      reference: singleLineText.min(1),
      answer: DataRequestAnswer.nullable(),
    })
    .refine(({ receivedOn, dueOn }) => dueOn >= receivedOn, { path: ['dueOn'] })
    .refine(({ receivedOn, answer }) => answer === null || answer.on >= receivedOn, {
      path: ['answer', 'on'],
    }),
);
export type DataRequest = z.infer<typeof DataRequest>;

/** Days until a request is answered, unless the register gives another day. */
export const answerPeriodDays = 30;

/** Last day for the answer to a request that was received on this day. */
export const defaultDueDay = (receivedOn: string): string => addToDay(receivedOn, { days: answerPeriodDays });

const hourMs = 60 * 60 * 1_000;
/** Time in which an erasure that waits can be withdrawn. */
const withdrawalPeriodMs = 24 * hourMs;
/** Age of an entry from which its due day shortens that time: others had a week to notice an invented one. */
const knownEntryMs = 7 * 24 * hourMs;

/**
 * Time from which a waiting erasure is done without a second person: a day later. A request that has been in the register
 * for a week waits at most until the last hour of its due day (UTC).
 */
export function erasureFromMs({
  nowMs,
  registeredAtMs,
  dueOn,
}: {
  readonly nowMs: number;
  readonly registeredAtMs: number;
  /** Due day as it was first entered: a later correction brings no erasure forward. */
  readonly dueOn: string;
}): number {
  const fromMs = nowMs + withdrawalPeriodMs;
  if (nowMs - registeredAtMs < knownEntryMs) return fromMs;
  const lastHourMs = parseDayNumber(dueOn) * 24 * hourMs + 23 * hourMs;
  return Math.min(fromMs, Math.max(nowMs, lastHourMs));
}

/** Days before its due day from which a request is highlighted. */
const dueSoonDays = 7;

/** Urgency of an open request. */
export type DataRequestUrgency = 'open' | 'soon' | 'overdue';

/** Urgency of an open request on a day. On its due day it is not overdue yet. */
export function dataRequestUrgencyOf(dueOn: string, today: string): DataRequestUrgency {
  const daysLeft = parseDayNumber(dueOn) - parseDayNumber(today);
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonDays ? 'soon' : 'open';
}

/** Compare for lists: open requests first, by due day; then answered ones, in the same order. */
export function compareDataRequests(a: DataRequest, b: DataRequest): number {
  if ((a.answer === null) !== (b.answer === null)) return a.answer === null ? -1 : 1;
  return compareTexts(a.dueOn, b.dueOn) || compareTexts(a.reference, b.reference);
}

/** Return whether a role keeps the register (docs/requirements.md A3). */
export const mayKeepDataRequests = (role: Role): boolean => role === 'dpo';

/**
 * Return whether a role reads the register: the focal point, and the programme manager, who answers for the
 * programme. Not an administrator, because it is confidential; their audit trail shows that a request was recorded
 * and answered.
 */
export const mayReadDataRequests = (role: Role): boolean => mayKeepDataRequests(role) || role === 'manager';

/** Words to search in records for a person's request about their data: a name, an e-mail address, a code. */
export const SearchWords = z
  .string()
  .trim()
  .max(200)
  // Fewer letters are found everywhere, and identify no person.
  .refine((words) => countLettersIn(words) >= minimumSearchLetters);

/** Largest number of missions in one search. */
export const maximumSearchedMissions = 50;

/** Smallest number of letters or digits of a search. */
export const minimumSearchLetters = 3;

const countLettersIn = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Test whether a value holds the words, at any depth. */
export type ValueMatcher = (value: JsonValue) => boolean;

/**
 * Create a matcher for words, also within other words: Arabic joins a name with the particle before it. Case,
 * accents, vowel marks and the space between words do not matter.
 */
export function createWordMatcher(words: string): ValueMatcher {
  const sought = normalizeForSearch(words.trim());
  const valueMatcher: ValueMatcher = (value) => {
    if (typeof value === 'string') return normalizeForSearch(value).includes(sought);
    if (typeof value === 'number') return String(value).includes(sought);
    if (value === null || typeof value === 'boolean') return false;
    return Array.isArray(value)
      ? value.some(valueMatcher)
      : Object.entries(value).some(([name, inner]) => valueMatcher(name) || valueMatcher(inner));
  };
  return valueMatcher;
}

const normalizeForSearch = (text: string): string => comparableText(text).replaceAll(/\s+/gu, ' ');

/** A field that holds the words. `atMs`: time of its newest value; null for texts of several writers. */
interface FoundField {
  readonly path: Path;
  readonly atMs: number | null;
}

/**
 * Places that hold the words now: words of people, and the codes of people in paths. A status, an order or a day names
 * nobody, and is not compared. The focal point reads no mission, and must not learn its answers by asking.
 */
export function findMatchingFields(
  { kind, registers }: Pick<Document, 'kind' | 'registers'>,
  valueMatcher: ValueMatcher,
): readonly FoundField[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(registers) as [Path, Register][]).flatMap(
    ([path, { heads, text }]): readonly FoundField[] => {
      const foundHeads = heads.filter(({ value }) => fieldHolds(kind, path, value, valueMatcher));
      if (foundHeads.length > 0)
        return [{ path, atMs: Math.max(...foundHeads.map(({ stamp: [atMs] }) => atMs)) }];
      return text !== undefined && fieldHolds(kind, path, plainTextOfUpdate(text), valueMatcher)
        ? [{ path, atMs: null }]
        : [];
    },
  );
}

/**
 * Return whether a field names somebody by the words: in its value where people write words, in its path where that has
 * codes of people. A field without a rule is compared whole.
 */
export function fieldHolds(
  documentKind: DocumentKind,
  path: Path,
  value: JsonValue,
  valueMatcher: ValueMatcher,
): boolean {
  const pathRule = pathRuleOf(documentKind, path);
  if (pathRule === undefined) return valueMatcher(path) || valueMatcher(value);
  const isOfPeople = classesAboutPeople.has(pathRule.rights);
  if (isOfPeople && valueMatcher(path)) return true;
  return (isOfPeople || takesWords(pathRule)) && valueMatcher(value);
}

const takesWords = ({ holds, erasable }: PathRule): boolean =>
  holds === 'text' || erasable !== 'never' || holds.safeParse('Words of a person').success;

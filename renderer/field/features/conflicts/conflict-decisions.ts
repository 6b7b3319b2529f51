import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { contestedAnswersOf, questionOfAnswerPath } from '#domain/assessment/answer-conflict.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import { compareTimestamps } from '#domain/clock/hlc.ts';
import { itemRemovedBy } from '#domain/document/causal-context.ts';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import { type DocumentKind, type Dot, deviceOfDot, type Path } from '#domain/document/op.ts';
import { hasNoUnseenEdits, unseenEdits } from '#domain/document/removal-conflicts.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { recordedInstitutionOf } from '#domain/programme/institutions.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { describeRegister, type RegisterDescription } from '#renderer/field/parts/describe-register.ts';
import type { ConflictEntry } from '#renderer/store/api/store-api.ts';

/**
 * Decision that only a person can make: a register with several values (M3), or a removal with a concurrent
 * edit (M5).
 */
export interface ConflictDecision {
  readonly id: string;
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly record: string;
  readonly description: RegisterDescription;
  /** The own one first, then the newest; equal values are one. A removal with a concurrent edit has two: removed, and not. */
  readonly values: readonly DecisionValue[];
  /** All heads of each register that it is about: a deciding write lists them (M3). */
  readonly over: ReadonlyMap<Path, readonly Dot[]>;
  /** M5: an edit of the removed item that its remover had not seen. */
  readonly wasEdited: boolean;
}

/** One of the values, its writer, and the value to write to keep it. */
export interface DecisionValue {
  readonly key: string;
  readonly writers: readonly { readonly device: DeviceId; readonly atMs: number }[];
  readonly value: JsonValue;
  readonly keep: readonly { readonly path: Path; readonly value: JsonValue }[];
  /** For a place in an agenda: the title of the session before; null for the first. */
  readonly after?: string | null;
  /** Text shown in place of it: the name of a person. */
  readonly shown?: string;
}

/** Contested answer of one question, which is decided as a whole. */
export interface AnswerDecision {
  readonly id: string;
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly record: string;
  readonly question: string;
}

/**
 * Answers that wait for a decision, each whole.
 * @param documents By document id; the answers of one that is not here yet are left out.
 */
export function answerDecisionsOf(
  entries: readonly ConflictEntry[],
  documents: ReadonlyMap<DocumentId, Document>,
  { institutionOf }: Pick<DecisionFacts, 'institutionOf'> = {},
): readonly AnswerDecision[] {
  const records = new Map(entries.map((entry) => [entry.doc, entry]));
  return [...records.values()].flatMap(({ log, doc, title }) => {
    const document = documents.get(doc);
    if (document === undefined) return [];
    return contestedAnswersOf(document).map((question) => ({
      id: `${doc} ${question}`,
      log,
      doc,
      record: recordNameOf(log, document, title, institutionOf),
      question,
    }));
  });
}

/**
 * Decisions between values of one register, in the order of the entries. Those of an answer are left out, since they are
 * decided as a whole.
 * @param documents By document id: names of sessions and evidence.
 */
export function conflictDecisionsOf(
  entries: readonly ConflictEntry[],
  documents: ReadonlyMap<DocumentId, Document>,
  { own = null, nameOf = () => null, institutionOf }: DecisionFacts = {},
): readonly ConflictDecision[] {
  return entries
    .flatMap((entry) => {
      const document = documents.get(entry.doc);
      const record = recordNameOf(entry.log, document, entry.title, institutionOf);
      if (isRemovalConflict(entry)) return [removalConflictDecision(entry, document, record)];
      const isOfAnswer = entry.kind === assessmentKind && questionOfAnswerPath(entry.path) !== null;
      return isOfAnswer ? [] : [registerConflictDecision(entry, document, record, nameOf)];
    })
    .map((decision) => ({ ...decision, values: sortOwnFirst(decision.values, own) }));
}

interface DecisionFacts {
  /** Device whose values come first. */
  readonly own?: DeviceId | null;
  /** Name of a person. */
  readonly nameOf?: (person: JsonValue) => string | null;
  /** Present name of the institution of a record; the recorded text by default. */
  readonly institutionOf?: InstitutionOf | undefined;
}

type InstitutionOf = (log: LogId, facts: ReturnType<typeof institutionFactsOf>) => string;

function sortOwnFirst(values: readonly DecisionValue[], own: DeviceId | null): readonly DecisionValue[] {
  const isOwn = ({ writers }: DecisionValue): boolean => writers.some(({ device }) => device === own);
  return [...values.filter(isOwn), ...values.filter((value) => !isOwn(value))];
}

type ConflictEntryHead = ConflictEntry['heads'][number];

function registerConflictDecision(
  entry: ConflictEntry,
  document: Document | undefined,
  record: string,
  nameOf: (person: JsonValue) => string | null,
): ConflictDecision {
  const base = decisionBaseOf(entry, document, record);
  const isPlace = base.description.valueKind === 'place';
  const shownAs = (value: JsonValue): { readonly shown?: string } => {
    const name = base.description.valueKind === 'person' ? nameOf(value) : null;
    return name === null ? {} : { shown: name };
  };
  return {
    ...base,
    values: mergeEqualValues(
      sortNewestFirst(entry.heads).map((head) => ({
        ...decisionValueOf(head, head.value, [{ path: entry.path, value: head.value }]),
        ...(isPlace && { after: titleOfSessionBefore(document, entry.path, head.value) }),
        ...shownAs(head.value),
      })),
    ),
    over: new Map([[entry.path, headDotsOf(entry)]]),
    wasEdited: false,
  };
}

/** Title of the session before one with this order. */
function titleOfSessionBefore(workshop: Document | undefined, path: Path, order: JsonValue): string | null {
  const [, own] = path.split('/');
  const sessions = readWorkshopSessions(workshop);
  const day = sessions.find(({ id }) => id === own)?.day ?? null;
  const before = sessions.filter(
    (one) => one.id !== own && one.day === day && typeof order === 'string' && one.order < order,
  );
  return before.at(-1)?.title ?? null;
}

/** Keeping the removal writes it again, now with the edit in its causal context; restoring revokes it. */
function removalConflictDecision(
  entry: ConflictEntry,
  document: Document | undefined,
  record: string,
): ConflictDecision {
  const { path } = entry;
  const removals = sortNewestFirst(entry.heads).map((head) =>
    decisionValueOf(head, true, [{ path, value: true }]),
  );
  const edits = document === undefined ? null : unseenEdits(document, itemRemovedBy(path) ?? '');
  const edit = edits?.values[0]?.head;
  const edited: DecisionValue = {
    key: `${path} edited`,
    writers: edit ? [{ device: deviceOfDot(edit.dot), atMs: edit.stamp[0] }] : [],
    value: false,
    keep: [{ path, value: false }],
  };
  return {
    ...decisionBaseOf(entry, document, record),
    values: [edited, ...mergeEqualValues(removals)],
    over: new Map([[path, headDotsOf(entry)]]),
    wasEdited: edits !== null && !hasNoUnseenEdits(edits),
  };
}

const isRemovalConflict = ({ path, heads }: ConflictEntry): boolean =>
  itemRemovedBy(path) !== null && heads.every(({ value }) => value === true);

/** Name of the record: an assessment by its institution, since many have the same title; a request by its authority. */
export const recordNameOf = (
  log: LogId,
  document: Document | undefined,
  title: string,
  institutionOf: InstitutionOf = (_, facts) => recordedInstitutionOf(facts, null).name,
): string =>
  (document === undefined ? '' : institutionOf(log, institutionFactsOf(document))) ||
  title ||
  plainTextAt(document, 'authority');

const decisionBaseOf = (
  { log, doc, kind, path }: ConflictEntry,
  document: Document | undefined,
  record: string,
) => ({
  id: `${doc} ${path}`,
  log,
  doc,
  kind,
  record,
  description: describeRegister(kind, path, document),
});

const headDotsOf = ({ heads }: ConflictEntry): readonly Dot[] => heads.map(({ dot }) => dot);

const sortNewestFirst = (heads: readonly ConflictEntryHead[]): readonly ConflictEntryHead[] =>
  heads.toSorted((a, b) => compareTimestamps(b, a));

const decisionValueOf = (
  head: ConflictEntryHead,
  value: JsonValue,
  keep: DecisionValue['keep'],
): DecisionValue => ({
  key: head.dot,
  writers: [{ device: head.device, atMs: head.stamp[0] }],
  value,
  keep,
});

/** Equal values are one to a person, with all their writers. */
function mergeEqualValues(values: readonly DecisionValue[]): readonly DecisionValue[] {
  return values
    .filter(({ value }, at) => values.findIndex((one) => areJsonEqual(one.value, value)) === at)
    .map((first) => {
      const writers = values
        .filter(({ value }) => areJsonEqual(value, first.value))
        .flatMap((same) => same.writers);
      const isFirst = (device: DeviceId, at: number): boolean =>
        writers.findIndex((one) => one.device === device) === at;
      return { ...first, writers: writers.filter(({ device }, at) => isFirst(device, at)) };
    });
}

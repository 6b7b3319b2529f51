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
  /** For an order in an agenda: the title of the session before; null for the first. */
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
  conflictEntries: readonly ConflictEntry[],
  documents: ReadonlyMap<DocumentId, Document>,
  { institutionOf }: Pick<DecisionFacts, 'institutionOf'> = {},
): readonly AnswerDecision[] {
  const records = new Map(conflictEntries.map((entry) => [entry.doc, entry]));
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
  conflictEntries: readonly ConflictEntry[],
  documents: ReadonlyMap<DocumentId, Document>,
  { own = null, nameOf = () => null, institutionOf }: DecisionFacts = {},
): readonly ConflictDecision[] {
  return conflictEntries
    .flatMap((conflictEntry) => {
      const document = documents.get(conflictEntry.doc);
      const record = recordNameOf(conflictEntry.log, document, conflictEntry.title, institutionOf);
      if (isRemovalConflict(conflictEntry)) return [removalConflictDecision(conflictEntry, document, record)];
      const isOfAnswer =
        conflictEntry.kind === assessmentKind && questionOfAnswerPath(conflictEntry.path) !== null;
      return isOfAnswer ? [] : [registerConflictDecision(conflictEntry, document, record, nameOf)];
    })
    .map((conflictDecision) => ({ ...conflictDecision, values: sortOwnFirst(conflictDecision.values, own) }));
}

interface DecisionFacts {
  /** Device whose values come first. */
  readonly own?: DeviceId | null;
  /** Name of a person. */
  readonly nameOf?: (person: JsonValue) => string | null;
  /** Present name of the institution of a record; the recorded text by default. */
  readonly institutionOf?: InstitutionOf | undefined;
}

type InstitutionOf = (logId: LogId, facts: ReturnType<typeof institutionFactsOf>) => string;

function sortOwnFirst(
  decisionValues: readonly DecisionValue[],
  ownDeviceId: DeviceId | null,
): readonly DecisionValue[] {
  const isOwn = ({ writers }: DecisionValue): boolean => writers.some(({ device }) => device === ownDeviceId);
  return [...decisionValues.filter(isOwn), ...decisionValues.filter((value) => !isOwn(value))];
}

type ConflictEntryHead = ConflictEntry['heads'][number];

function registerConflictDecision(
  conflictEntry: ConflictEntry,
  document: Document | undefined,
  record: string,
  nameOf: (person: JsonValue) => string | null,
): ConflictDecision {
  const base = decisionBaseOf(conflictEntry, document, record);
  const isOrder = base.description.valueKind === 'order';
  const shownAs = (value: JsonValue): { readonly shown?: string } => {
    const name = base.description.valueKind === 'person' ? nameOf(value) : null;
    return name === null ? {} : { shown: name };
  };
  return {
    ...base,
    values: mergeEqualValues(
      sortNewestFirst(conflictEntry.heads).map((entryHead) => ({
        ...decisionValueOf(entryHead, entryHead.value, [
          { path: conflictEntry.path, value: entryHead.value },
        ]),
        ...(isOrder && { after: titleOfSessionBefore(document, conflictEntry.path, entryHead.value) }),
        ...shownAs(entryHead.value),
      })),
    ),
    over: new Map([[conflictEntry.path, headDotsOf(conflictEntry)]]),
    wasEdited: false,
  };
}

/** Title of the session before one with this order. */
function titleOfSessionBefore(workshop: Document | undefined, path: Path, order: JsonValue): string | null {
  const [, own] = path.split('/');
  const sessions = readWorkshopSessions(workshop);
  const day = sessions.find(({ id }) => id === own)?.day ?? null;
  const previousSessions = sessions.filter(
    (session) =>
      session.id !== own && session.day === day && typeof order === 'string' && session.order < order,
  );
  return previousSessions.at(-1)?.title ?? null;
}

/** Keeping the removal writes it again, now with the edit in its causal context; restoring revokes it. */
function removalConflictDecision(
  conflictEntry: ConflictEntry,
  document: Document | undefined,
  record: string,
): ConflictDecision {
  const { path } = conflictEntry;
  const removals = sortNewestFirst(conflictEntry.heads).map((head) =>
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
    ...decisionBaseOf(conflictEntry, document, record),
    values: [edited, ...mergeEqualValues(removals)],
    over: new Map([[path, headDotsOf(conflictEntry)]]),
    wasEdited: edits !== null && !hasNoUnseenEdits(edits),
  };
}

const isRemovalConflict = ({ path, heads }: ConflictEntry): boolean =>
  itemRemovedBy(path) !== null && heads.every(({ value }) => value === true);

/** Name of the record: an assessment by its institution, since many have the same title; a request by its authority. */
export const recordNameOf = (
  logId: LogId,
  document: Document | undefined,
  title: string,
  institutionOf: InstitutionOf = (_, facts) => recordedInstitutionOf(facts, null).name,
): string =>
  (document === undefined ? '' : institutionOf(logId, institutionFactsOf(document))) ||
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

const sortNewestFirst = (entryHeads: readonly ConflictEntryHead[]): readonly ConflictEntryHead[] =>
  entryHeads.toSorted((a, b) => compareTimestamps(b, a));

const decisionValueOf = (
  entryHead: ConflictEntryHead,
  value: JsonValue,
  keep: DecisionValue['keep'],
): DecisionValue => ({
  key: entryHead.dot,
  writers: [{ device: entryHead.device, atMs: entryHead.stamp[0] }],
  value,
  keep,
});

/** Equal values are one to a person, with all their writers. */
function mergeEqualValues(decisionValues: readonly DecisionValue[]): readonly DecisionValue[] {
  return decisionValues
    .filter(
      ({ value }, at) =>
        decisionValues.findIndex((decisionValue) => areJsonEqual(decisionValue.value, value)) === at,
    )
    .map((firstDecisionValue) => {
      const writers = decisionValues
        .filter(({ value }) => areJsonEqual(value, firstDecisionValue.value))
        .flatMap((same) => same.writers);
      const isFirst = (deviceId: DeviceId, at: number): boolean =>
        writers.findIndex((one) => one.device === deviceId) === at;
      return { ...firstDecisionValue, writers: writers.filter(({ device }, at) => isFirst(device, at)) };
    });
}

import { textAtPath } from '#domain/assessment/text-at-path.ts';
import { equalJson, type Json } from '#domain/base/json.ts';
import { compareStamps } from '#domain/clock/hlc.ts';
import { removedBy } from '#domain/document/removal-context.ts';
import { isNothing, unseenEdits } from '#domain/document/unseen-edits.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { Kind } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { readSessions } from '#domain/workshop/read-sessions.ts';
import type { ConflictEntry } from '#renderer/store/store-api.ts';
import { type RegisterWords, wordsOf } from './register-words.ts';

/** Something that only a person can decide: a register with several values (M3), or a contested removal (M5). */
export interface Decision {
  readonly id: string;
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: Kind;
  /** What people call the record: an assessment by its institution, since many have the same title. */
  readonly record: string;
  readonly words: RegisterWords;
  /** Newest first; equal values are one. A contested removal has two: removed, and not. */
  readonly values: readonly DecisionValue[];
  /** All heads of each register that it is about: a deciding write lists them (M3). */
  readonly over: ReadonlyMap<Path, readonly Dot[]>;
  /** M5: somebody wrote in what was removed, and its remover had not seen that. */
  readonly wasEdited: boolean;
}

/** One of the values, who wrote it, and what to write to keep it. */
export interface DecisionValue {
  readonly key: string;
  readonly writers: readonly { readonly device: DeviceId; readonly atMs: number }[];
  readonly value: Json;
  readonly keep: readonly { readonly path: Path; readonly value: Json }[];
  /** For a place in an agenda: the title of the session before; null for the first. */
  readonly after?: string | null;
  /** What is shown in place of it: the name of a person. */
  readonly shown?: string;
}

/**
 * The decisions that wait, in the order of the entries. State and level of one answer are one thing to a person, so
 * when both are in conflict they are decided together. `documents` by document id: names of sessions and evidence;
 * `nameOf` a person.
 */
export function decisionsOf(
  entries: readonly ConflictEntry[],
  documents: ReadonlyMap<DocumentId, Document>,
  nameOf: (person: Json) => string | null = () => null,
): readonly Decision[] {
  return entries.flatMap((entry) => {
    const document = documents.get(entry.doc);
    if (isContestedRemoval(entry)) return [removalDecision(entry, document)];
    const level = entries.find((one) => one.doc === entry.doc && one.path === levelPathOf(entry.path));
    if (level) return [answerDecision(entry, level, document)];
    const state = entries.find((one) => one.doc === entry.doc && levelPathOf(one.path) === entry.path);
    return state ? [] : [registerDecision(entry, document, nameOf)];
  });
}

type Head = ConflictEntry['heads'][number];

function registerDecision(
  entry: ConflictEntry,
  document: Document | undefined,
  nameOf: (person: Json) => string | null,
): Decision {
  const base = baseOf(entry, document);
  const isPlace = base.words.sort === 'place';
  const shownAs = (value: Json): { readonly shown?: string } => {
    const name = base.words.sort === 'person' ? nameOf(value) : null;
    return name === null ? {} : { shown: name };
  };
  return {
    ...base,
    values: distinct(
      newestFirst(entry.heads).map((head) => ({
        ...valueOf(head, head.value, [{ path: entry.path, value: head.value }]),
        ...(isPlace && { after: sessionBefore(document, entry.path, head.value) }),
        ...shownAs(head.value),
      })),
    ),
    over: new Map([[entry.path, dotsOf(entry)]]),
    wasEdited: false,
  };
}

/** The title of the session that would stand before one with this order. */
function sessionBefore(workshop: Document | undefined, path: Path, order: Json): string | null {
  const [, own] = path.split('/');
  const sessions = readSessions(workshop);
  const day = sessions.find(({ id }) => id === own)?.day ?? null;
  const before = sessions.filter(
    (one) => one.id !== own && one.day === day && typeof order === 'string' && one.order < order,
  );
  return before.at(-1)?.title ?? null;
}

/** Each device wrote state and level together; what it wrote in one only, it left in the other as the newest says. */
function answerDecision(
  state: ConflictEntry,
  level: ConflictEntry,
  document: Document | undefined,
): Decision {
  const base = baseOf(state, document);
  const heads = newestFirst([...state.heads, ...level.heads]);
  const ofDevice = (entry: ConflictEntry, device: DeviceId): Json =>
    (newestFirst(entry.heads).find((head) => head.device === device) ?? newestFirst(entry.heads)[0])?.value ??
    null;
  const values = heads.map((head) => {
    const value = { state: ofDevice(state, head.device), level: ofDevice(level, head.device) };
    return valueOf(head, value, [
      { path: state.path, value: value.state },
      { path: level.path, value: value.level },
    ]);
  });
  return {
    ...base,
    words: { ...base.words, sort: 'answer' },
    values: distinct(values),
    over: new Map([
      [state.path, dotsOf(state)],
      [level.path, dotsOf(level)],
    ]),
    wasEdited: false,
  };
}

/** Keeping the removal writes it again, now in the knowledge of what was written; bringing back takes it back. */
function removalDecision(entry: ConflictEntry, document: Document | undefined): Decision {
  const { path } = entry;
  const removals = newestFirst(entry.heads).map((head) => valueOf(head, true, [{ path, value: true }]));
  const edits = document === undefined ? null : unseenEdits(document, removedBy(path) ?? '');
  const edit = edits?.values[0]?.head;
  const edited: DecisionValue = {
    key: `${path} edited`,
    writers: edit ? [{ device: deviceOf(edit.dot), atMs: edit.stamp[0] }] : [],
    value: false,
    keep: [{ path, value: false }],
  };
  return {
    ...baseOf(entry, document),
    values: [edited, ...distinct(removals)],
    over: new Map([[path, dotsOf(entry)]]),
    wasEdited: edits !== null && !isNothing(edits),
  };
}

const isContestedRemoval = ({ path, heads }: ConflictEntry): boolean =>
  removedBy(path) !== null && heads.every(({ value }) => value === true);

/** `answers/D5.4/level` for `answers/D5.4/state`; null for every other path. */
const levelPathOf = (path: Path): string | null =>
  /^answers\/[^/]+\/state$/.test(path) ? path.replace(/state$/, 'level') : null;

const baseOf = ({ log, doc, kind, title, path }: ConflictEntry, document: Document | undefined) => ({
  id: `${doc} ${path}`,
  log,
  doc,
  kind,
  record: textAtPath(document, 'institution/name') || title,
  words: wordsOf(kind, path, document),
});

const dotsOf = ({ heads }: ConflictEntry): readonly Dot[] => heads.map(({ dot }) => dot);

const newestFirst = (heads: readonly Head[]): readonly Head[] =>
  heads.toSorted((a, b) => compareStamps(b, a));

const valueOf = (head: Head, value: Json, keep: DecisionValue['keep']): DecisionValue => ({
  key: head.dot,
  writers: [{ device: head.device, atMs: head.stamp[0] }],
  value,
  keep,
});

/** Equal values are one to a person, with all who wrote it. */
function distinct(values: readonly DecisionValue[]): readonly DecisionValue[] {
  return values
    .filter(({ value }, at) => values.findIndex((one) => equalJson(one.value, value)) === at)
    .map((first) => {
      const writers = values
        .filter(({ value }) => equalJson(value, first.value))
        .flatMap((same) => same.writers);
      const isFirst = (device: DeviceId, at: number): boolean =>
        writers.findIndex((one) => one.device === device) === at;
      return { ...first, writers: writers.filter(({ device }, at) => isFirst(device, at)) };
    });
}

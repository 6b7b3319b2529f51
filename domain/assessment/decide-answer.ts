import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document, dotsAt, hasConflict, valueAt } from '../document/document.ts';
import { type Dot, isPathBelow, type Path, type PathValue } from '../document/op.ts';
import {
  type AnswerConflict,
  type AnswerField,
  type AnswerSide,
  answerFields,
  contestedEvidenceIds,
  contestedPathsBelow,
  contestKeyOf,
  questionOfAnswerPath,
} from './answer-conflict.ts';
import { explainedAnswerOf } from './explained-answer.ts';

/**
 * Writes that record a decision, over all values that the person saw. They close each register in conflict, and change
 * the others where the decided answer differs. Evidence that supports other questions too is decided there alike.
 * @param document Record as the person saw it.
 */
export function decidingWrites(
  document: Document,
  answerConflict: AnswerConflict,
  decidedAnswer: DecidedAnswer,
): readonly DecidingWrite[] {
  const prefix = `answers/${answerConflict.question}`;
  const wanted = new Map<Path, JsonValue>();
  for (const answerField of answerFields) {
    const path = `${prefix}/${answerField}` as Path; // a question id and a field make a path
    const given = decidedAnswer.values?.[answerField];
    const value = given === undefined ? (valueAt(decidedAnswer.side.document, path) ?? null) : given;
    if (document.registers[path] !== undefined || value !== null) wanted.set(path, value);
  }
  const explainedPath = `${prefix}/rationale-for` as Path; // as above
  // The person who decides has seen rationale and answer together.
  if (document.registers[explainedPath] !== undefined)
    wanted.set(
      explainedPath,
      explainedAnswerOf((field) => wanted.get(`${prefix}/${field}` as Path)),
    );
  for (const path of contestedPathsBelow(document, answerConflict.question)) {
    if (!isPathBelow(path, `${prefix}/evidence`) || path.endsWith('/removed')) continue;
    wanted.set(path, valueAt(decidedAnswer.side.document, path) ?? valueAt(document, path) ?? null);
  }
  for (const id of contestedEvidenceIds(answerConflict)) {
    const path = `${prefix}/evidence/${id}/removed` as Path; // both ids come from a path
    const isRemoved = !decidedAnswer.evidence.has(id);
    if (isRemoved || document.registers[path] !== undefined) wanted.set(path, isRemoved);
  }
  const writes = [...wanted].flatMap(([path, value]) => [
    { path, value, over: dotsAt(document, path) },
    ...copiesOf(document, path).map((copy) => ({ path: copy, value, over: dotsAt(document, copy) })),
  ]);
  const changed = writes.filter(({ path, value }) => isChange(document, path, value));
  // State and level are one answer: no copy of the record holds one without the other.
  const isRated = changed.some(({ path }) => path === `${prefix}/state` || path === `${prefix}/level`);
  return writes.filter(
    (write) => changed.includes(write) || (isRated && /\/(?:state|level)$/.test(write.path)),
  );
}

/** Answer that a person decided for. */
export interface DecidedAnswer {
  readonly side: AnswerSide;
  /** Values in place of those of the side, by field. */
  readonly values?: Readonly<Partial<Record<AnswerField, JsonValue>>>;
  /** Ids of the evidence that stays. */
  readonly evidence: ReadonlySet<string>;
}

/** A write with the dots that it replaces. */
interface DecidingWrite extends PathValue {
  readonly over: readonly Dot[];
}

const isChange = (document: Document, path: Path, value: JsonValue): boolean => {
  const register = document.registers[path];
  return hasConflict(register) || !areJsonEqual(valueAt(document, path) ?? null, value);
};

/** The same field of the same evidence under other questions, in conflict with the same values. */
function copiesOf(document: Document, path: Path): readonly Path[] {
  const [, question, area, ...item] = path.split('/');
  if (area !== 'evidence' || !hasConflict(document.registers[path])) return [];
  const key = contestKeyOf(document, path);
  return conflictPathsOf(document).filter(
    (one) =>
      one.endsWith(`/evidence/${item.join('/')}`) &&
      questionOfAnswerPath(one) !== question &&
      contestKeyOf(document, one) === key,
  );
}

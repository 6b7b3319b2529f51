import type { Json } from '../base/json.ts';
import { type Document, isRemoved, valueAt } from '../document/document.ts';
import { type PlacedNode, placedNodes } from '../instrument/difference/placed-nodes.ts';
import type { Instrument, Qid, Words } from '../instrument/instrument.ts';

/** Something that was answered, for which the form has no question. It stays in the record, visible and exportable. */
export interface ParkedAnswer {
  readonly qid: Qid;
  /** The register that holds it. */
  readonly path: string;
  readonly value: Json;
  /** The row of the repeat that it was given in; null outside. */
  readonly instance: string | null;
  /** What the version that it was given in calls it; null when that is not here. */
  readonly question: { readonly name: string; readonly label: Words | null } | null;
}

/**
 * The answers of an assessment that this instrument does not ask for, or asks for elsewhere: outside of the repeat that
 * they were given in, or in another one. `former` is the version that may know their questions.
 */
export function parkedAnswers(
  document: Document,
  instrument: Instrument,
  former: Instrument | null,
): readonly ParkedAnswer[] {
  const [now, before] = [placedNodes(instrument), former === null ? null : placedNodes(former)];
  return Object.keys(document.registers).flatMap((path): readonly ParkedAnswer[] => {
    const place = answerAt(path);
    if (place === null || isAsked(now.get(place.qid), place)) return [];
    const value = valueAt(document, path) ?? null;
    if (value === null || isRemovedAt(document, place)) return [];
    return [
      { qid: place.qid, path, value, instance: place.instance, question: wordsOf(before?.get(place.qid)) },
    ];
  });
}

interface AnswerPlace {
  readonly qid: Qid;
  readonly repeat: Qid | null;
  readonly instance: string | null;
}

/** Whose answer a register is; null for what is none, such as the order of a row. */
function answerAt(path: string): AnswerPlace | null {
  const [area, first = '', second = '', third = '', fourth, ...others] = path.split('/');
  if (area !== 'answers' || others.length > 0) return null;
  // Segments of a path are what ids may be.
  if (ofAQuestion.has(second) && third === '') return { qid: first as Qid, repeat: null, instance: null };
  return fourth === 'value' && second !== 'evidence'
    ? { qid: third as Qid, repeat: first as Qid, instance: second }
    : null;
}

/** What is recorded of a question, or of an indicator (domain.md B2). Evidence goes with the rating that it supports. */
const ofAQuestion: ReadonlySet<string> = new Set([
  'value',
  'state',
  'level',
  'na-reason',
  'rationale',
  'confidence',
]);

const isAsked = (placed: PlacedNode | undefined, { repeat }: AnswerPlace): boolean =>
  placed?.node.kind === 'question' && (placed.repeats.at(-1) ?? null) === repeat;

const isRemovedAt = (document: Document, { repeat, instance }: AnswerPlace): boolean =>
  repeat !== null && instance !== null && isRemoved(document, `answers/${repeat}/${instance}`);

const wordsOf = (placed: PlacedNode | undefined): ParkedAnswer['question'] =>
  placed === undefined ? null : { name: placed.path, label: placed.node.label ?? null };

import type { JsonValue } from '#base/json.ts';
import type { Instrument, LocalizedText, QuestionId } from '#forms/model/instrument.ts';
import { type PlacedNode, placedNodes } from '#forms/model/placed-nodes.ts';
import { type Document, isItemRemoved, valueAt } from '../document/document.ts';

/** An answer without a question in the form. It stays in the assessment, visible and exportable. */
export interface ParkedAnswer {
  readonly qid: QuestionId;
  /** The register that holds it. */
  readonly path: string;
  readonly value: JsonValue;
  /** The row of the repeat that it was given in; null outside. */
  readonly instance: string | null;
  /** Its question in the version that it was given in; null when that version is not here. */
  readonly question: { readonly name: string; readonly label: LocalizedText | null } | null;
}

/**
 * Answers that this instrument does not ask for, or asks for outside their repeat or in another one.
 * @param formerInstrument the version that may know their questions
 */
export function findParkedAnswers(
  document: Document,
  instrument: Instrument,
  formerInstrument: Instrument | null,
): readonly ParkedAnswer[] {
  const [now, before] = [
    placedNodes(instrument),
    formerInstrument === null ? null : placedNodes(formerInstrument),
  ];
  return Object.keys(document.registers).flatMap((path): readonly ParkedAnswer[] => {
    const answerLocation = answerLocationOf(path);
    if (answerLocation === null || isAskedAt(now.get(answerLocation.qid), answerLocation)) return [];
    const value = valueAt(document, path) ?? null;
    if (value === null || isRowRemoved(document, answerLocation)) return [];
    return [
      {
        qid: answerLocation.qid,
        path,
        value,
        instance: answerLocation.instance,
        question: questionTextOf(before?.get(answerLocation.qid)),
      },
    ];
  });
}

interface AnswerLocation {
  readonly qid: QuestionId;
  readonly repeat: QuestionId | null;
  readonly instance: string | null;
}

/** Question and row of a register; null for a register without a question, such as the order of a row. */
function answerLocationOf(path: string): AnswerLocation | null {
  const [area, first = '', second = '', third = '', fourth, ...others] = path.split('/');
  if (area !== 'answers' || others.length > 0) return null;
  // Segments of a path have the pattern of ids.
  if (questionRegisterNames.has(second) && third === '')
    return { qid: first as QuestionId, repeat: null, instance: null };
  return fourth === 'value' && second !== 'evidence'
    ? { qid: third as QuestionId, repeat: first as QuestionId, instance: second }
    : null;
}

/**
 * Registers of a question or an indicator (docs/requirements.md B2). Evidence goes with the rating that it supports.
 */
const questionRegisterNames: ReadonlySet<string> = new Set([
  'value',
  'state',
  'level',
  'na-reason',
  'rationale',
  'rationale-for',
  'confidence',
]);

const isAskedAt = (placedNode: PlacedNode | undefined, { repeat }: AnswerLocation): boolean =>
  placedNode?.node.kind === 'question' && (placedNode.repeats.at(-1) ?? null) === repeat;

const isRowRemoved = (document: Document, { repeat, instance }: AnswerLocation): boolean =>
  repeat !== null && instance !== null && isItemRemoved(document, `answers/${repeat}/${instance}`);

const questionTextOf = (placedNode: PlacedNode | undefined): ParkedAnswer['question'] =>
  placedNode === undefined ? null : { name: placedNode.path, label: placedNode.node.label ?? null };

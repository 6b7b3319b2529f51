import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import type { AnswerAddress, AnswerValue, Form, FormNode, InstanceId } from '#forms/engine/form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type Document, valueAt } from '../document/document.ts';
import { instrumentHashOf } from '../instrument/instrument-content.ts';
import type { RegisterValue } from './answer-registers.ts';
import { AssessmentStatus } from './assessment.ts';
import { RecordedCalculations, StoredAnswer } from './schema/stored-answer.ts';

/**
 * Calculations that a submission writes beside the status, unless they are there already. Null removes earlier ones.
 */
export function calculationsToRecord(
  form: Form,
  instrument: Instrument,
  document: Document,
): readonly RegisterValue[] {
  const of = { instrument: instrumentHashOf(instrument), answers: answersHash(document) };
  const fresh = new Map<string, JsonValue>();
  for (const [rowSegment, calculatedValues] of collectCalculatedValues(form.nodes()))
    for (const [part, some] of splitIntoParts(calculatedValues).entries())
      fresh.set(`${calculatedArea}/${rowSegment}/${part}`, { ...of, values: Object.fromEntries(some) });
  const stale = recordedCalculationPaths(document).filter((path) => !fresh.has(path));
  return [...fresh, ...stale.map((path) => [path, null] as const)].flatMap(([path, value]) =>
    areJsonEqual(valueAt(document, path) ?? null, value) ? [] : [{ path, value }],
  );
}

/**
 * Values that this very version recorded from these very answers. Undefined for the rest, and for all while the
 * assessment is worked on.
 */
export function recordedCalculationLookup(
  document: Document,
  instrument: Instrument,
): (answerAddress: AnswerAddress) => AnswerValue | undefined {
  const paths = recordedCalculationPaths(document);
  const assessmentStatus = AssessmentStatus.safeParse(valueAt(document, 'status')).data;
  if (recalculatingStatuses.has(assessmentStatus) || paths.length === 0) return () => undefined;
  const hash = instrumentHashOf(instrument);
  const answers = answersHash(document);
  const found = new Map<string, AnswerValue>();
  for (const path of paths) {
    const recordedCalculations = RecordedCalculations.safeParse(valueAt(document, path)).data;
    if (recordedCalculations?.instrument !== hash || recordedCalculations.answers !== answers) continue;
    const [, rowSegment = ''] = path.split('/');
    for (const [qid, answerValue] of Object.entries(recordedCalculations.values))
      if (answerValue !== null) found.set(`${rowSegment}/${qid}`, answerValue);
  }
  return ({ qid, instance }) => found.get(`${rowSegmentOf(instance)}/${qid}`);
}

const calculatedArea = 'calculated';

const recordedCalculationPaths = (document: Document): readonly string[] =>
  Object.keys(document.registers).filter((path) => path.startsWith(`${calculatedArea}/`));

/** Hash over the writes of the answer registers: it shows whether anything was answered since. */
function answersHash({ registers }: Document): string {
  const lines = Object.entries(registers)
    .filter(([path]) => path.startsWith('answers/') || path.startsWith('screening/'))
    .map(
      ([path, { heads }]) =>
        `${path} ${heads
          .map(({ dot }) => dot)
          .toSorted()
          .join(' ')}`,
    );
  return bytesToHex(sha256(utf8ToBytes(lines.toSorted().join('\n')))).slice(0, 32);
}

/** The form itself is a place of its own; no row has such an id. */
const rowSegmentOf = (row: InstanceId | null): string => row ?? 'form';

/** Before submission and after a return, calculations follow the answers again. */
const recalculatingStatuses: ReadonlySet<AssessmentStatus | undefined> = new Set([
  undefined,
  'draft',
  'fieldwork',
  'consolidated',
]);

type CalculatedValue = readonly [qid: string, value: JsonValue];

function collectCalculatedValues(all: readonly FormNode[]): ReadonlyMap<string, readonly CalculatedValue[]> {
  const found = new Map<string, CalculatedValue[]>();
  const walk = (formNodes: readonly FormNode[]): void => {
    for (const formNode of formNodes) {
      if (!formNode.isRelevant()) continue;
      if (formNode.kind === 'group') walk(formNode.nodes());
      if (formNode.kind === 'repeat')
        for (const formInstance of formNode.instances()) walk(formInstance.nodes());
      if (formNode.kind !== 'question' || formNode.definition.calculation === undefined) continue;
      const value = StoredAnswer.safeParse(formNode.value());
      if (!value.success || value.data === null) continue;
      const rowSegment = rowSegmentOf(formNode.address.instance);
      // A stored answer is JSON; its type names the file's fields and JSON's does not.
      const calculatedValue: CalculatedValue = [formNode.definition.qid, value.data as JsonValue];
      const beside = found.get(rowSegment);
      if (beside) beside.push(calculatedValue);
      else found.set(rowSegment, [calculatedValue]);
    }
  };
  walk(all);
  return found;
}

/** A register holds 64 KiB as JSON (`maximumValueBytes`); a letter takes three bytes at most. */
const maximumPartLetters = 20_000;

function splitIntoParts(
  calculatedValues: readonly CalculatedValue[],
): readonly (readonly CalculatedValue[])[] {
  const parts: CalculatedValue[][] = [];
  let letters = 0;
  for (const calculatedValue of calculatedValues) {
    const own = JSON.stringify(calculatedValue).length;
    const lastValues = parts.at(-1);
    letters += own;
    if (lastValues && letters <= maximumPartLetters) lastValues.push(calculatedValue);
    else {
      parts.push([calculatedValue]);
      letters = own;
    }
  }
  return parts;
}

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { equalJson, type Json } from '../base/json.ts';
import { type Document, valueAt } from '../document/document.ts';
import type { RegisterValue } from '../instrument/form/answer-registers.ts';
import type { Address, AnswerValue, Form, FormNode, InstanceId } from '../instrument/form/form.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { instrumentHash } from '../instrument/published/instrument-content.ts';
import { RecordedCalculations, StoredAnswer } from './answer-value.ts';
import { AssessmentStatus } from './assessment.ts';

/** What handing in writes beside the state, where it is not there already. Null takes back what was recorded before. */
export function calculationsToRecord(
  form: Form,
  instrument: Instrument,
  document: Document,
): readonly RegisterValue[] {
  const of = { instrument: instrumentHash(instrument), answers: answersHash(document) };
  const fresh = new Map<string, Json>();
  for (const [place, values] of calculatedIn(form.nodes()))
    for (const [part, some] of partsOf(values).entries())
      fresh.set(`${area}/${place}/${part}`, { ...of, values: Object.fromEntries(some) });
  const stale = recordedPaths(document).filter((path) => !fresh.has(path));
  return [...fresh, ...stale.map((path) => [path, null] as const)].flatMap(([path, value]) =>
    equalJson(valueAt(document, path) ?? null, value) ? [] : [{ path, value }],
  );
}

/**
 * What was recorded by this very version from these very answers; undefined for the rest, and for all while the assessment is
 * worked on.
 */
export function recordedCalculations(
  document: Document,
  instrument: Instrument,
): (at: Address) => AnswerValue | undefined {
  const paths = recordedPaths(document);
  const status = AssessmentStatus.safeParse(valueAt(document, 'status')).data;
  if (following.has(status) || paths.length === 0) return () => undefined;
  const hash = instrumentHash(instrument);
  const answers = answersHash(document);
  const found = new Map<string, AnswerValue>();
  for (const path of paths) {
    const recorded = RecordedCalculations.safeParse(valueAt(document, path)).data;
    if (recorded?.instrument !== hash || recorded.answers !== answers) continue;
    const [, place = ''] = path.split('/');
    for (const [qid, value] of Object.entries(recorded.values))
      if (value !== null) found.set(`${place}/${qid}`, value);
  }
  return ({ qid, instance }) => found.get(`${placeOf(instance)}/${qid}`);
}

const area = 'calculated';

const recordedPaths = (document: Document): readonly string[] =>
  Object.keys(document.registers).filter((path) => path.startsWith(`${area}/`));

/** Tells whether anything was answered since: of the writes that stand in the registers of answers. */
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
const placeOf = (row: InstanceId | null): string => row ?? 'form';

/** Before it is handed in, and when it comes back, calculations follow the answers again. */
const following: ReadonlySet<AssessmentStatus | undefined> = new Set([
  undefined,
  'draft',
  'fieldwork',
  'consolidated',
]);

type Calculated = readonly [qid: string, value: Json];

function calculatedIn(all: readonly FormNode[]): ReadonlyMap<string, readonly Calculated[]> {
  const found = new Map<string, Calculated[]>();
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      if (!node.isRelevant()) continue;
      if (node.kind === 'group') walk(node.nodes());
      if (node.kind === 'repeat') for (const row of node.instances()) walk(row.nodes());
      if (node.kind !== 'question' || node.definition.calculation === undefined) continue;
      const value = StoredAnswer.safeParse(node.value());
      if (!value.success || value.data === null) continue;
      const place = placeOf(node.address.instance);
      // A stored answer is JSON; its type names the file's fields and JSON's does not.
      const one: Calculated = [node.definition.qid, value.data as Json];
      const beside = found.get(place);
      if (beside) beside.push(one);
      else found.set(place, [one]);
    }
  };
  walk(all);
  return found;
}

/** A register holds 64 KiB as JSON (sync.md 2); a letter takes three bytes at most. */
const partLetters = 20_000;

function partsOf(values: readonly Calculated[]): readonly (readonly Calculated[])[] {
  const parts: Calculated[][] = [];
  let letters = 0;
  for (const one of values) {
    const own = JSON.stringify(one).length;
    const last = parts.at(-1);
    letters += own;
    if (last && letters <= partLetters) last.push(one);
    else {
      parts.push([one]);
      letters = own;
    }
  }
  return parts;
}

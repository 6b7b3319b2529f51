import type { JsonValue } from '#base/json.ts';
import { answerToText, isBlankAnswer } from '#forms/engine/answer-text.ts';
import type { AnswerValue, Form, FormInstance, FormNode, FormQuestion } from '#forms/engine/form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { State } from './golden-trace.ts';

export type Field = 'there' | 'rel' | 'v' | 'req' | 'ro' | 'viol' | 'opts' | 'label';

/** Our state of a node, in the terms of the traces. */
export interface Ours {
  readonly kind: 'container' | 'question';
  readonly rel: boolean;
  readonly v?: AnswerValue | null;
  readonly req?: boolean;
  readonly ro?: boolean;
  readonly viol?: string | null;
  readonly opts?: readonly string[];
  readonly label?: string | null;
  readonly isCalculated?: boolean;
  /** In a random order, which no two runs share. */
  readonly isShuffled?: boolean;
}

export type Check = (field: Field, theirs: unknown, our: unknown, isSame: boolean) => void;

/** Compare a node, field by field. */
export function compareState(expectedState: State, ours: Ours, check: Check): void {
  check('rel', expectedState.rel, ours.rel, expectedState.rel === ours.rel);
  if (expectedState.v === undefined || ours.kind === 'container') return;
  check('v', expectedState.v, ours.v, isSameValue(expectedState.v, ours.v, ours.isShuffled === true));
  check('req', expectedState.req, ours.req, expectedState.req === ours.req);
  check('ro', expectedState.ro, ours.ro, ours.isCalculated || expectedState.ro === ours.ro);
  check('viol', expectedState.viol, ours.viol, (expectedState.viol ?? null) === ours.viol);
  if (expectedState.opts !== undefined) {
    const isSame = isSameOffer(expectedState.opts, ours.opts ?? [], ours.isShuffled === true);
    check('opts', expectedState.opts, ours.opts, isSame);
  }
  check('label', expectedState.label, ours.label, sameWords(expectedState.label ?? null, ours.label));
}

/** The traces keep the first 200 letters. */
const sameWords = (a: string | null, b: string | null | undefined): boolean =>
  (a ?? '').trim() === (b ?? '').slice(0, 200).trim();

function isSameOffer(
  theirs: readonly string[] | string,
  ours: readonly string[],
  anyOrder: boolean,
): boolean {
  if (typeof theirs === 'string') return theirs === `#${ours.length}`;
  const inOrder = (codes: readonly string[]): string =>
    (anyOrder ? [...codes].toSorted(byCode) : codes).join('\n');
  return inOrder(theirs) === inOrder(ours);
}

const byCode = (a: string, b: string): number => a.localeCompare(b);

/** Blank is null, an empty text, an empty list or false, by the type of the question. */
function textOfTheirs(value: JsonValue): string {
  if (value === null || value === false) return '';
  if (value === true) return 'OK';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const uuid = /^(uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-/;

function isSameValue(theirs: JsonValue, ours: AnswerValue | null | undefined, anyOrder: boolean): boolean {
  if (anyOrder && Array.isArray(theirs) && Array.isArray(ours))
    return [...theirs].map(String).toSorted(byCode).join(' ') === [...ours].toSorted(byCode).join(' ');
  const text = textOfTheirs(theirs);
  const own = answerToText(ours ?? null);
  if (uuid.test(text) && uuid.test(own)) return true;
  return text === own;
}

/** The state of all nodes by their paths. */
export function snapshot(form: Form, instrument: Instrument): ReadonlyMap<string, Ours> {
  const found = new Map<string, Ours>([[`/${instrument.rootName}`, { kind: 'container', rel: true }]]);
  const visit = (node: FormNode | FormInstance): void => {
    switch (node.kind) {
      case 'question':
        found.set(node.path(), ofQuestion(node));
        return;
      case 'note':
        found.set(node.path(), {
          kind: 'question',
          rel: node.isRelevant(),
          v: null,
          req: false,
          ro: true,
          viol: null,
          label: node.label(),
        });
        return;
      case 'repeat':
        found.set(`${node.path()}#range`, { kind: 'container', rel: node.isRelevant() });
        node.instances().forEach(visit);
        return;
      case 'group':
      case 'instance':
        found.set(node.path(), { kind: 'container', rel: node.isRelevant() });
        node.nodes().forEach(visit);
    }
  };
  form.nodes().forEach(visit);
  return found;
}

function ofQuestion(formQuestion: FormQuestion): Ours {
  const rel = formQuestion.isRelevant();
  const hasChoices = formQuestion.definition.choices !== undefined;
  const opts = formQuestion.choices().map(({ name }) => name);
  const answerValue = rel ? offeredOnly(formQuestion.value(), hasChoices ? opts : null) : null;
  const req = formQuestion.isRequired();
  const viol = formQuestion.violation();
  // Kept choices that are not offered, and values of another type, count as blank for ODK.
  const theirs =
    viol === 'choice' || viol === 'type' ? (isBlankAnswer(answerValue) && req ? 'required' : null) : viol;
  return {
    kind: 'question',
    rel,
    v: answerValue,
    req,
    ro: formQuestion.isReadOnly(),
    viol: theirs,
    ...(hasChoices && { opts }),
    label: formQuestion.label(),
    isCalculated: formQuestion.definition.calculation !== undefined,
    isShuffled: isShuffled(formQuestion),
  };
}

function isShuffled({ definition: { choices } }: FormQuestion): boolean {
  if (choices === undefined) return false;
  if ('list' in choices) return choices.randomize !== undefined && choices.randomize.seed === undefined;
  return choices.nodeset.includes('randomize(');
}

function offeredOnly(answerValue: AnswerValue | null, offered: readonly string[] | null): AnswerValue | null {
  if (offered === null || answerValue === null) return answerValue;
  if (typeof answerValue === 'object' && !('blob' in answerValue))
    return answerValue.filter((code) => offered.includes(code));
  return offered.includes(answerToText(answerValue)) ? answerValue : null;
}

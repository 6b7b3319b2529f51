import { generateKeyBetween } from 'fractional-indexing';
import type { JsonValue } from '#base/json.ts';
import type { AnswerAddress, AnswerChange } from '#forms/engine/form.ts';
import type { Instrument, NodeDefinition, QuestionId } from '#forms/model/instrument.ts';
import { RowId, RowOrder, StoredAnswer } from './schema/stored-answer.ts';

/**
 * Order of a new row after the last of its repeat. Malformed keys of other programs are skipped, so a row can always
 * be added.
 */
export function rowOrderAfter(orders: readonly string[]): string {
  for (const last of orders.toSorted(compareDescending)) {
    try {
      return generateKeyBetween(last, null);
    } catch {
      // Not a key of this library; an earlier one may be.
    }
  }
  return generateKeyBetween(null, null);
}

const compareDescending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** Nodes of an instrument by id and by repeat: the part of a form that registers depend on. */
export interface FormShape {
  /** Every node by its id. */
  readonly nodes: ReadonlyMap<string, NodeDefinition>;
  /** The innermost repeat around each node; absent for those in none. */
  readonly repeatAround: ReadonlyMap<string, QuestionId>;
  /** Screening questions of a scored instrument; their answers have registers of their own. */
  readonly screening: ReadonlySet<string>;
}

/** Collect the shape of an instrument in one walk. */
export function formShapeOf(instrument: Instrument): FormShape {
  const nodes = new Map<string, NodeDefinition>();
  const repeatAround = new Map<string, QuestionId>();
  const walk = (among: readonly NodeDefinition[], repeatId: QuestionId | null): void => {
    for (const nodeDefinition of among) {
      nodes.set(nodeDefinition.qid, nodeDefinition);
      if (repeatId !== null) repeatAround.set(nodeDefinition.qid, repeatId);
      if (nodeDefinition.kind === 'group') walk(nodeDefinition.nodes, repeatId);
      if (nodeDefinition.kind === 'repeat') walk(nodeDefinition.nodes, nodeDefinition.qid);
    }
  };
  walk(instrument.nodes, null);
  return { nodes, repeatAround, screening: screeningQuestionsOf(instrument) };
}

/**
 * Screening questions of an instrument. Only scored instruments have a screening (docs/requirements.md B4); elsewhere
 * a group of that name is a plain group.
 */
function screeningQuestionsOf({ scoring, nodes }: Instrument): ReadonlySet<string> {
  const group = nodes.find(({ qid }) => qid === screeningGroupId);
  return new Set(scoring !== undefined && group?.kind === 'group' ? group.nodes.map(({ qid }) => qid) : []);
}

const screeningGroupId = 'screening';

/** Number of repeats around a node. */
function repeatDepthOf(formShape: FormShape, qid: string): number {
  const around = formShape.repeatAround.get(qid);
  return around === undefined ? 0 : 1 + repeatDepthOf(formShape, around);
}

/** One register with the value to write. */
export interface RegisterValue {
  readonly path: string;
  readonly value: JsonValue;
}

/** Path of the register of an answer. */
export function answerPathOf(
  { repeatAround, screening }: FormShape,
  { qid, instance }: AnswerAddress,
): string {
  if (screening.has(qid)) return `screening/${qid}`;
  const repeatId = repeatAround.get(qid);
  return instance === null || repeatId === undefined
    ? `answers/${qid}/value`
    : `answers/${repeatId}/${instance}/${qid}/value`;
}

/** Registers that a change writes. A new row writes its order; a removed one keeps its answers. */
export function registersOfChange(
  formShape: FormShape,
  answerChange: AnswerChange,
): readonly RegisterValue[] {
  switch (answerChange.kind) {
    case 'value':
      // A stored answer is JSON; its type names the file's fields and JSON's does not.
      return [{ path: answerPathOf(formShape, answerChange.at), value: answerChange.value as JsonValue }];
    case 'instance': {
      const row = `answers/${answerChange.repeat}/${answerChange.instance}`;
      const order = { path: `${row}/order`, value: answerChange.order };
      return answerChange.parent === null
        ? [order]
        : [order, { path: `${row}/parent`, value: answerChange.parent }];
    }
    case 'instanceRemoved':
      return [{ path: `answers/${answerChange.repeat}/${answerChange.instance}/removed`, value: true }];
  }
}

/**
 * Meaning of a path below `answers` or `screening` for a form. Null for a path outside the form, such as evidence.
 */
type AnswerRegister =
  | { readonly kind: 'value'; readonly at: AnswerAddress }
  /** Status or level of an indicator: expressions read both as one value. */
  | { readonly kind: 'rating'; readonly at: AnswerAddress }
  | { readonly kind: 'row'; readonly repeat: QuestionId; readonly instance: string };

/** Register in a form; null for a path that is no answer, such as evidence or a rationale. */
export function parseAnswerPath(path: string): AnswerRegister | null {
  const [area, first = '', second, third, fourth, ...others] = path.split('/');
  // Segments of a path have the pattern of ids.
  const questionId = first as QuestionId;
  if (area === 'screening')
    return second === undefined ? { kind: 'value', at: { qid: questionId, instance: null } } : null;
  if (area !== 'answers' || others.length > 0) return null;
  if (third === undefined && (second === 'state' || second === 'level'))
    return { kind: 'rating', at: { qid: questionId, instance: null } };
  if (third === undefined)
    return second === 'value' ? { kind: 'value', at: { qid: questionId, instance: null } } : null;
  if (second === undefined || second === 'evidence') return null;
  if (fourth === undefined)
    return rowRegisterNames.has(third) ? { kind: 'row', repeat: questionId, instance: second } : null;
  return fourth === 'value' ? { kind: 'value', at: { qid: third as QuestionId, instance: second } } : null;
}

const rowRegisterNames: ReadonlySet<string> = new Set(['order', 'parent', 'removed']);

/** Lookup of register values by path; undefined where nothing was written. */
type ReadRegister = (path: string) => JsonValue | undefined;

/**
 * Changes that bring a form to the content of these registers: rows before their answers, outer rows before inner
 * ones. Values that do not parse are blank: an older or newer version may have written them.
 */
export function readAnswerChanges(
  formShape: FormShape,
  paths: Iterable<string>,
  readRegister: ReadRegister,
): readonly AnswerChange[] {
  const rows = new Map<string, AnswerChange>();
  const values: AnswerChange[] = [];
  const rated = new Set<string>();
  for (const path of paths) {
    const answerRegister = parseAnswerPath(path);
    if (answerRegister === null) continue;
    if (answerRegister.kind === 'rating') {
      if (!rated.has(answerRegister.at.qid))
        values.push({
          kind: 'value',
          at: answerRegister.at,
          value: readRatedLevel(answerRegister.at.qid, readRegister),
        });
      rated.add(answerRegister.at.qid);
      continue;
    }
    if (answerRegister.kind === 'value')
      values.push({ ...answerRegister, value: StoredAnswer.catch(null).parse(readRegister(path) ?? null) });
    else
      rows.set(
        `${answerRegister.repeat}/${answerRegister.instance}`,
        readRowChange(answerRegister, readRegister),
      );
  }
  const inner = (answerChange: AnswerChange): number =>
    answerChange.kind === 'value' ? 0 : repeatDepthOf(formShape, answerChange.repeat);
  return [...[...rows.values()].toSorted((a, b) => inner(a) - inner(b)), ...values];
}

/** Level of a rated indicator; null for every other answer, so it is blank to an expression. */
function readRatedLevel(qid: string, readRegister: ReadRegister): number | null {
  const level = readRegister(`answers/${qid}/level`);
  const isRated = (readRegister(`answers/${qid}/state`) ?? 'rated') === 'rated';
  return isRated && typeof level === 'number' ? level : null;
}

function readRowChange(
  { repeat, instance }: { readonly repeat: QuestionId; readonly instance: string },
  readRegister: ReadRegister,
): AnswerChange {
  const row = `answers/${repeat}/${instance}`;
  const order = RowOrder.safeParse(readRegister(`${row}/order`));
  if (readRegister(`${row}/removed`) === true || !order.success)
    return { kind: 'instanceRemoved', repeat, instance };
  const parent = RowId.nullable()
    .catch(null)
    .parse(readRegister(`${row}/parent`) ?? null);
  return { kind: 'instance', repeat, instance, parent, order: order.data };
}

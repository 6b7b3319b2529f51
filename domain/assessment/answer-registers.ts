import { generateKeyBetween } from 'fractional-indexing';
import type { JsonValue } from '#base/json.ts';
import type { AnswerAddress, AnswerChange } from '#forms/engine/form.ts';
import type { Instrument, NodeDefinition, QuestionId } from '#forms/model/instrument.ts';
import { RowId, RowOrder, StoredAnswer } from './assessment.ts';

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
  const walk = (among: readonly NodeDefinition[], repeat: QuestionId | null): void => {
    for (const node of among) {
      nodes.set(node.qid, node);
      if (repeat !== null) repeatAround.set(node.qid, repeat);
      if (node.kind === 'group') walk(node.nodes, repeat);
      if (node.kind === 'repeat') walk(node.nodes, node.qid);
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
function repeatDepthOf(shape: FormShape, qid: string): number {
  const around = shape.repeatAround.get(qid);
  return around === undefined ? 0 : 1 + repeatDepthOf(shape, around);
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
  const repeat = repeatAround.get(qid);
  return instance === null || repeat === undefined
    ? `answers/${qid}/value`
    : `answers/${repeat}/${instance}/${qid}/value`;
}

/** Registers that a change writes. A new row writes its order; a removed one keeps its answers. */
export function registersOfChange(shape: FormShape, change: AnswerChange): readonly RegisterValue[] {
  switch (change.kind) {
    case 'value':
      // A stored answer is JSON; its type names the file's fields and JSON's does not.
      return [{ path: answerPathOf(shape, change.at), value: change.value as JsonValue }];
    case 'instance': {
      const row = `answers/${change.repeat}/${change.instance}`;
      const order = { path: `${row}/order`, value: change.order };
      return change.parent === null ? [order] : [order, { path: `${row}/parent`, value: change.parent }];
    }
    case 'instanceRemoved':
      return [{ path: `answers/${change.repeat}/${change.instance}/removed`, value: true }];
  }
}

/**
 * Meaning of a path below `answers` or `screening` for a form. Null for a path outside the form, such as evidence.
 */
type AnswerRegisterPlace =
  | { readonly kind: 'value'; readonly at: AnswerAddress }
  /** Status or level of an indicator: expressions read both as one value. */
  | { readonly kind: 'rating'; readonly at: AnswerAddress }
  | { readonly kind: 'row'; readonly repeat: QuestionId; readonly instance: string };

/** Place of a register in a form; null for a path that is no answer, such as evidence or a rationale. */
export function parseAnswerPath(path: string): AnswerRegisterPlace | null {
  const [area, first = '', second, third, fourth, ...others] = path.split('/');
  // Segments of a path have the pattern of ids.
  const qid = first as QuestionId;
  if (area === 'screening')
    return second === undefined ? { kind: 'value', at: { qid, instance: null } } : null;
  if (area !== 'answers' || others.length > 0) return null;
  if (third === undefined && (second === 'state' || second === 'level'))
    return { kind: 'rating', at: { qid, instance: null } };
  if (third === undefined) return second === 'value' ? { kind: 'value', at: { qid, instance: null } } : null;
  if (second === undefined || second === 'evidence') return null;
  if (fourth === undefined)
    return rowRegisterNames.has(third) ? { kind: 'row', repeat: qid, instance: second } : null;
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
  shape: FormShape,
  paths: Iterable<string>,
  read: ReadRegister,
): readonly AnswerChange[] {
  const rows = new Map<string, AnswerChange>();
  const values: AnswerChange[] = [];
  const rated = new Set<string>();
  for (const path of paths) {
    const place = parseAnswerPath(path);
    if (place === null) continue;
    if (place.kind === 'rating') {
      if (!rated.has(place.at.qid))
        values.push({ kind: 'value', at: place.at, value: readRatedLevel(place.at.qid, read) });
      rated.add(place.at.qid);
      continue;
    }
    if (place.kind === 'value')
      values.push({ ...place, value: StoredAnswer.catch(null).parse(read(path) ?? null) });
    else rows.set(`${place.repeat}/${place.instance}`, readRowChange(place, read));
  }
  const inner = (change: AnswerChange): number =>
    change.kind === 'value' ? 0 : repeatDepthOf(shape, change.repeat);
  return [...[...rows.values()].toSorted((a, b) => inner(a) - inner(b)), ...values];
}

/** Level of a rated indicator; null for every other answer, so it is blank to an expression. */
function readRatedLevel(qid: string, read: ReadRegister): number | null {
  const level = read(`answers/${qid}/level`);
  const isRated = (read(`answers/${qid}/state`) ?? 'rated') === 'rated';
  return isRated && typeof level === 'number' ? level : null;
}

function readRowChange(
  { repeat, instance }: { readonly repeat: QuestionId; readonly instance: string },
  read: ReadRegister,
): AnswerChange {
  const row = `answers/${repeat}/${instance}`;
  const order = RowOrder.safeParse(read(`${row}/order`));
  if (read(`${row}/removed`) === true || !order.success) return { kind: 'instanceRemoved', repeat, instance };
  const parent = RowId.nullable()
    .catch(null)
    .parse(read(`${row}/parent`) ?? null);
  return { kind: 'instance', repeat, instance, parent, order: order.data };
}

import { RowId, RowOrder, StoredAnswer } from './assessment.ts';
import type { JsonValue } from '#base/json.ts';
import type { Instrument, NodeDefinition, QuestionId } from '#forms/model/instrument.ts';
import type { AnswerAddress, AnswerChange } from '#forms/engine/form.ts';
import { generateKeyBetween } from 'fractional-indexing';

/**
 * The order of a new row after the last of its repeat. A key that another program wrote wrongly is passed over, so that
 * a row can always be added.
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

/** Where the nodes of an instrument stand, by id: what registers need to know of it. */
export interface FormShape {
  /** Every node by its id. */
  readonly nodes: ReadonlyMap<string, NodeDefinition>;
  /** The innermost repeat around each node; absent for those in none. */
  readonly repeatAround: ReadonlyMap<string, QuestionId>;
  /** The questions of a scored instrument that are asked first; their answers have a place of their own. */
  readonly screening: ReadonlySet<string>;
}

/** Walks an instrument once. */
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

/** Only instruments that rate have a screening (domain.md B4); a group of that name elsewhere is a group. */
function screeningQuestionsOf({ scoring, nodes }: Instrument): ReadonlySet<string> {
  const group = nodes.find(({ qid }) => qid === screeningGroupId);
  return new Set(scoring !== undefined && group?.kind === 'group' ? group.nodes.map(({ qid }) => qid) : []);
}

const screeningGroupId = 'screening';

/** How many repeats are around a node. */
function repeatDepthOf(shape: FormShape, qid: string): number {
  const around = shape.repeatAround.get(qid);
  return around === undefined ? 0 : 1 + repeatDepthOf(shape, around);
}

/** The value of one register, as the store is asked to write it. */
export interface RegisterValue {
  readonly path: string;
  readonly value: JsonValue;
}

/** Where the answer at an address is kept (instrument.md, Shape). */
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

/** What a change writes. A row that is added says where it stands; one that is removed keeps its answers. */
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

/** What a path below `answers` or `screening` is to a form; null for what belongs to no form (evidence) or is no such path. */
export type AnswerRegisterPlace =
  | { readonly kind: 'value'; readonly at: AnswerAddress }
  /** State or level of an indicator: together they are what expressions know of it. */
  | { readonly kind: 'rating'; readonly at: AnswerAddress }
  | { readonly kind: 'row'; readonly repeat: QuestionId; readonly instance: string };

export function parseAnswerPath(path: string): AnswerRegisterPlace | null {
  const [area, first = '', second, third, fourth, ...others] = path.split('/');
  // Segments of a path are what ids may be.
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

/** The values of registers by path, as they are to count; undefined where nothing was written. */
export type ReadRegister = (path: string) => JsonValue | undefined;

/**
 * The changes that bring a form to what these registers say, rows before what stands in them and outer rows before
 * inner ones. What does not parse is blank: a document may hold what an older or newer version wrote.
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

/** The level of an indicator that is rated; all else is blank to an expression. */
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

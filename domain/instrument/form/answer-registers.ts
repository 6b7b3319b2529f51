import { StoredAnswer, RowId, RowOrder } from '#domain/assessment/answer-value.ts';
import type { Json } from '#domain/base/json.ts';
import type { Qid } from '../instrument.ts';
import type { Address, AnswerChange } from './form.ts';
import { depthOf, type FormShape } from './form-shape.ts';

/** The value of one register, as the store is asked to write it. */
export interface RegisterValue {
  readonly path: string;
  readonly value: Json;
}

/** Where the answer at an address is kept (instrument.md, Shape). */
export function pathOfAnswer({ repeatAround, screening }: FormShape, { qid, instance }: Address): string {
  if (screening.has(qid)) return `screening/${qid}`;
  const repeat = repeatAround.get(qid);
  return instance === null || repeat === undefined
    ? `answers/${qid}/value`
    : `answers/${repeat}/${instance}/${qid}/value`;
}

/** What a change writes. A row that is added says where it stands; one that is removed keeps its answers. */
export function registersOf(shape: FormShape, change: AnswerChange): readonly RegisterValue[] {
  switch (change.kind) {
    case 'value':
      // A stored answer is JSON; its type names the file's fields and JSON's does not.
      return [{ path: pathOfAnswer(shape, change.at), value: change.value as Json }];
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
export type RegisterPlace =
  | { readonly kind: 'value'; readonly at: Address }
  /** State or level of an indicator: together they are what expressions know of it. */
  | { readonly kind: 'rating'; readonly at: Address }
  | { readonly kind: 'row'; readonly repeat: Qid; readonly instance: string };

export function placeOfPath(path: string): RegisterPlace | null {
  const [area, first = '', second, third, fourth, ...others] = path.split('/');
  // Segments of a path are what ids may be.
  const qid = first as Qid;
  if (area === 'screening')
    return second === undefined ? { kind: 'value', at: { qid, instance: null } } : null;
  if (area !== 'answers' || others.length > 0) return null;
  if (third === undefined && (second === 'state' || second === 'level'))
    return { kind: 'rating', at: { qid, instance: null } };
  if (third === undefined) return second === 'value' ? { kind: 'value', at: { qid, instance: null } } : null;
  if (second === undefined || second === 'evidence') return null;
  if (fourth === undefined)
    return rowParts.has(third) ? { kind: 'row', repeat: qid, instance: second } : null;
  return fourth === 'value' ? { kind: 'value', at: { qid: third as Qid, instance: second } } : null;
}

const rowParts: ReadonlySet<string> = new Set(['order', 'parent', 'removed']);

/** The values of registers by path, as they are to count; undefined where nothing was written. */
export type ReadRegister = (path: string) => Json | undefined;

/**
 * The changes that bring a form to what these registers say, rows before what stands in them and outer rows before
 * inner ones. What does not parse is blank: a document may hold what an older or newer version wrote.
 */
export function changesAt(
  shape: FormShape,
  paths: Iterable<string>,
  read: ReadRegister,
): readonly AnswerChange[] {
  const rows = new Map<string, AnswerChange>();
  const values: AnswerChange[] = [];
  const rated = new Set<string>();
  for (const path of paths) {
    const place = placeOfPath(path);
    if (place === null) continue;
    if (place.kind === 'rating') {
      if (!rated.has(place.at.qid))
        values.push({ kind: 'value', at: place.at, value: ratingAt(place.at.qid, read) });
      rated.add(place.at.qid);
      continue;
    }
    if (place.kind === 'value')
      values.push({ ...place, value: StoredAnswer.catch(null).parse(read(path) ?? null) });
    else rows.set(`${place.repeat}/${place.instance}`, rowChange(place, read));
  }
  const inner = (change: AnswerChange): number =>
    change.kind === 'value' ? 0 : depthOf(shape, change.repeat);
  return [...[...rows.values()].toSorted((a, b) => inner(a) - inner(b)), ...values];
}

/** The level of an indicator that is rated; all else is blank to an expression. */
function ratingAt(qid: string, read: ReadRegister): number | null {
  const level = read(`answers/${qid}/level`);
  const isRated = (read(`answers/${qid}/state`) ?? 'rated') === 'rated';
  return isRated && typeof level === 'number' ? level : null;
}

function rowChange(
  { repeat, instance }: { readonly repeat: Qid; readonly instance: string },
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

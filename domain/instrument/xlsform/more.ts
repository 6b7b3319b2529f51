import * as z from 'zod';
import type { Json } from '#domain/base/json.ts';
import { Instrument, Node } from '../instrument.ts';
import type { Complaints } from './complaints.ts';
import { jsonObject } from './json-object.ts';
import type { Settings } from './settings.ts';

/**
 * The columns in which our own workbooks carry what XLSForm has no place for, as JSON in pieces of a size that Excel
 * keeps: `fieldbook::more`, `fieldbook::more_2`, ... A value of null says that there is none.
 */
const moreKey = 'fieldbook::more';
const pieceLength = 30_000;

/** The cells that carry some values. Cleaning of cells must not change them: they are ASCII without runs of spaces. */
export function moreCells(values: Readonly<Record<string, Json>>): readonly (readonly [string, string])[] {
  const text = JSON.stringify(values).replace(/[^\x21-\x7e]/g, (letter) =>
    letter === ' ' ? '\\u0020' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const pieces = text.match(new RegExp(`.{1,${pieceLength}}`, 'g')) ?? [];
  return pieces.map((piece, at) => [at === 0 ? moreKey : `${moreKey}_${at + 1}`, piece] as const);
}

/** The values that a row carries; null when it carries none. */
export function carriedValues(
  text: (key: string) => string | undefined,
): Readonly<Record<string, unknown>> | null {
  let whole = text(moreKey);
  if (whole === undefined) return null;
  for (let at = 2; ; at += 1) {
    const piece = text(`${moreKey}_${at}`);
    if (piece === undefined) break;
    whole += piece;
  }
  return jsonObject(whole);
}

/** A value with others laid over it; those that are null are taken away. */
export const overlaid = (base: object, over: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries({ ...base, ...over }).filter(([, value]) => value !== null));

const Carried = z.looseObject({
  listOrder: z.array(z.string()).optional(),
  choiceLists: z.array(z.looseObject({ name: z.string() })).optional(),
  meta: Node.nullish(),
});

/** Adds what an exported workbook carries besides its columns: scoring, further data, texts. */
export function withMoreOfInstrument(
  instrument: Instrument,
  settings: Settings,
  complaints: Complaints,
): Instrument {
  const own = Object.fromEntries(
    Object.entries(instrument.settings).filter(([key]) => !key.startsWith('fieldbook::')),
  );
  const plain = { ...instrument, settings: own };
  const values = carriedValues((key) => settings.rest[key]);
  if (!values) return plain;
  const carried = Carried.safeParse(values);
  const parsed = carried.success ? Instrument.safeParse(laidOver(plain, carried.data)) : null;
  if (parsed?.success) return parsed.data;
  complaints.error(
    { sheet: 'settings', row: 2 },
    'more.invalid',
    'The column "fieldbook::more" was written by Fieldbook and was changed. Export the form again, or delete the column.',
  );
  return plain;
}

function laidOver(
  plain: Instrument,
  { listOrder, choiceLists = [], meta, ...values }: z.infer<typeof Carried>,
): object {
  const nodes =
    meta === undefined
      ? plain.nodes
      : [...plain.nodes.filter(({ name }) => name !== 'meta'), ...(meta ? [meta] : [])];
  const carried = new Set(choiceLists.map(({ name }) => name));
  const all = [...plain.choiceLists.filter(({ name }) => !carried.has(name)), ...choiceLists];
  const order = listOrder ?? all.map(({ name }) => name);
  const lists = order.flatMap((name) => all.filter((list) => list.name === name).slice(0, 1));
  return overlaid({ ...plain, nodes, choiceLists: lists }, values);
}

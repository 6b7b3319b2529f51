import { Instrument } from '../instrument.ts';
import type { Complaints } from './complaints.ts';
import type { Settings } from './settings.ts';

/** The setting in which our own workbooks carry what XLSForm has no place for, in cells of a size that Excel keeps. */
export const moreKey = 'fieldbook::more';
export const isMoreKey = (key: string): boolean => key === moreKey || /^fieldbook::more_\d{1,3}$/.test(key);

/** Adds what an exported workbook carries besides its columns: scoring, further data, texts. */
export function withMoreOfInstrument(
  instrument: Instrument,
  settings: Settings,
  complaints: Complaints,
): Instrument {
  const { rest } = settings;
  const own = Object.fromEntries(
    Object.entries(instrument.settings).filter(([key]) => !key.startsWith('fieldbook::')),
  );
  const plain = { ...instrument, settings: own };
  if (rest[moreKey] === undefined) return plain;
  const pieces = [rest[moreKey]];
  for (let at = 2; rest[`${moreKey}_${at}`] !== undefined; at += 1)
    pieces.push(rest[`${moreKey}_${at}`] ?? '');
  const parsed = Instrument.safeParse({ ...plain, ...more(pieces.join(''), plain) });
  if (parsed.success) return parsed.data;
  complaints.error(
    { sheet: 'settings', row: 2 },
    'more.invalid',
    'The column "fieldbook::more" was written by Fieldbook and was changed. Export the form again, or delete the column.',
  );
  return plain;
}

function more(text: string, instrument: Instrument): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return { id: null };
    if (!('listOrder' in value) || !Array.isArray(value.listOrder)) return value;
    const { listOrder, ...rest } = value;
    return {
      ...rest,
      choiceLists: inOrder(
        listOrder,
        'choiceLists' in rest && Array.isArray(rest.choiceLists) ? rest.choiceLists : [],
        instrument,
      ),
    };
  } catch {
    // Not JSON: the schema refuses it.
    return { id: null };
  }
}

/** Lists in the order that was exported; those that no sheet can hold come from the JSON. */
function inOrder(
  order: readonly unknown[],
  further: readonly unknown[],
  { choiceLists }: Instrument,
): readonly unknown[] {
  const named = (list: unknown): unknown =>
    typeof list === 'object' && list !== null && 'name' in list ? list.name : null;
  const all = [...choiceLists, ...further];
  const listed = order.flatMap((name) => all.filter((list) => named(list) === name).slice(0, 1));
  return [...listed, ...all.filter((list) => !order.includes(named(list)))];
}

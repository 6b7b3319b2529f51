import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { Instrument, NodeDefinition } from '../model/instrument.ts';
import type { DiagnosticCollector } from './sheet-cell.ts';
import type { FormSettings } from './survey-context.ts';

const JsonObject = z.record(z.string(), z.unknown());
const unusableObject = { kind: false, id: false };

/** Parse a JSON object; any other text gives one that no schema of ours accepts. */
function parseJsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return JsonObject.safeParse(JSON.parse(text)).data ?? unusableObject;
  } catch {
    // Not JSON: the caller's schema refuses it.
    return unusableObject;
  }
}

/**
 * Columns of our own workbooks for fields without an XLSForm column: `fieldbook::more`, `fieldbook::more_2`, ... They
 * hold JSON in pieces of a size that Excel keeps. A value of null means absent.
 */
const extensionColumnKey = 'fieldbook::more';
const extensionPieceLength = 30_000;

/** Cells for some values. Cleaning of cells must not change them: they are ASCII without runs of spaces. */
export function extensionCellsOf(
  values: Readonly<Record<string, JsonValue>>,
): readonly (readonly [string, string])[] {
  const text = JSON.stringify(values).replace(/[^\x21-\x7e]/g, (letter) =>
    letter === ' ' ? '\\u0020' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const pieces = text.match(new RegExp(`.{1,${extensionPieceLength}}`, 'g')) ?? [];
  return pieces.map(
    (piece, at) => [at === 0 ? extensionColumnKey : `${extensionColumnKey}_${at + 1}`, piece] as const,
  );
}

/** Values of a row's extension cells; null when it has none. */
export function readExtensionValues(
  text: (key: string) => string | undefined,
): Readonly<Record<string, unknown>> | null {
  let whole = text(extensionColumnKey);
  if (whole === undefined) return null;
  for (let at = 2; ; at += 1) {
    const piece = text(`${extensionColumnKey}_${at}`);
    if (piece === undefined) break;
    whole += piece;
  }
  return parseJsonObject(whole);
}

/** A value with others over it; null removes a field. */
export const overlayFields = (base: object, over: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries({ ...base, ...over }).filter(([, value]) => value !== null));

const CarriedExtensions = z.looseObject({
  listOrder: z.array(z.string()).optional(),
  choiceLists: z.array(z.looseObject({ name: z.string() })).optional(),
  meta: NodeDefinition.nullish(),
});

/** Add the extensions of an exported workbook: scoring, secondary data, texts. */
export function applyExtensions(
  instrument: Instrument,
  formSettings: FormSettings,
  diagnostics: DiagnosticCollector,
): Instrument {
  const own = Object.fromEntries(
    Object.entries(instrument.settings).filter(([key]) => !key.startsWith('fieldbook::')),
  );
  const plain = { ...instrument, settings: own };
  const values = readExtensionValues((key) => formSettings.rest[key]);
  if (!values) return plain;
  const carried = CarriedExtensions.safeParse(values);
  const parsed = carried.success ? Instrument.safeParse(overlayInstrument(plain, carried.data)) : null;
  if (parsed?.success) return parsed.data;
  diagnostics.error(
    { sheet: 'settings', row: 2 },
    'more.invalid',
    'The column "fieldbook::more" was written by Fieldbook and was changed. Export the form again, or delete the column.',
  );
  return plain;
}

function overlayInstrument(
  plain: Instrument,
  { listOrder, choiceLists = [], meta, ...values }: z.infer<typeof CarriedExtensions>,
): object {
  const nodes =
    meta === undefined
      ? plain.nodes
      : [...plain.nodes.filter(({ name }) => name !== 'meta'), ...(meta ? [meta] : [])];
  const carried = new Set(choiceLists.map(({ name }) => name));
  const all = [...plain.choiceLists.filter(({ name }) => !carried.has(name)), ...choiceLists];
  const order = listOrder ?? all.map(({ name }) => name);
  const lists = order.flatMap((name) => all.filter((list) => list.name === name).slice(0, 1));
  return overlayFields({ ...plain, nodes, choiceLists: lists }, values);
}

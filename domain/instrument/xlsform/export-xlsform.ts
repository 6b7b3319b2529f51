import * as z from 'zod';
import { canonicalJson, type Json } from '#domain/base/json.ts';
import type { Instrument, Node } from '../instrument.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { choiceSheets, filesOf, hasDuplicates } from './export-choices.ts';
import { isMeta, surveyRows } from './export-survey.ts';
import { ExportedRow, settingsHeaders, sheetOf, type ExportedSheet } from './exported-row.ts';
import { importXlsForm } from './import-xlsform.ts';
import { moreCells } from './more.ts';
import { isReadSetting } from './settings.ts';

/** An instrument as a workbook, and the CSV files that go beside it. */
export interface ExportedForm {
  readonly sheets: readonly ExportedSheet[];
  readonly files: Readonly<Record<string, string>>;
}

const surveyOrder = [
  'type',
  'name',
  'label',
  'hint',
  'guidance_hint',
  'bind::required',
  'bind::jr:requiredMsg',
  'bind::relevant',
  'bind::constraint',
  'bind::jr:constraintMsg',
  'bind::readonly',
  'bind::calculate',
  'default',
  'trigger',
  'control::appearance',
  'parameters',
  'choice_filter',
  'control::jr:count',
  'media::image',
  'media::big-image',
  'media::audio',
  'media::video',
];

/**
 * Writes an instrument as XLSForm. It is read again to see what the columns of XLSForm could not say; that is carried
 * in the columns `fieldbook::more`, so that `importXlsForm` gives the same instrument.
 */
export function exportXlsForm(instrument: Instrument): ExportedForm {
  const rows = surveyRows(instrument);
  const files = filesOf(instrument);
  const plain = sheetsOf(instrument, rows, {});
  const read = importXlsForm(workbookOf(plain), {
    file: instrument.source?.file ?? '',
    csv: files,
  }).instrument;
  if (!read) return { sheets: plain, files };

  addMore(rows, instrument, read);
  return { sheets: sheetsOf(instrument, rows, moreOfInstrument(instrument, read)), files };
}

/** Sheets as the importer takes them. */
export const workbookOf = (sheets: readonly ExportedSheet[]): Workbook => ({
  sheets: sheets.map(({ name, rows }) => ({
    name,
    hidden: false,
    rows: rows.map((cells, index) => ({ row: index + 1, cells })),
  })),
  diagnostics: [],
});

function sheetsOf(
  instrument: Instrument,
  rows: readonly ExportedRow[],
  more: Readonly<Record<string, Json>>,
): readonly ExportedSheet[] {
  const { languages } = instrument;
  const survey = sheetOf('survey', rows, surveyOrder, languages);
  const settings = sheetOf(
    'settings',
    [settingsRow(instrument, more)],
    ['title', 'id_string', 'version', 'default_language', 'name'],
    [],
    settingsHeaders,
  );
  const entities = entitySheet(instrument);
  return [survey, ...choiceSheets(instrument), ...(entities ? [entities] : []), settings];
}

function settingsRow(instrument: Instrument, more: Readonly<Record<string, Json>>): ExportedRow {
  const { title, defaultLanguage, languages, settings, nodes } = instrument;
  const row = new ExportedRow();
  row.set('title', title[defaultLanguage] ?? Object.values(title)[0]);
  row.set('id_string', instrument.id);
  row.set('version', instrument.version);
  row.set('default_language', defaultLanguage === '' ? undefined : defaultLanguage);
  row.set('name', instrument.rootName);
  for (const [key, text] of Object.entries(settings))
    if (key !== 'entities' && !isReadSetting(key)) row.set(key, text);
  const meta = nodes.find(isMeta);
  const children = meta && 'nodes' in meta ? meta.nodes : [];
  const named = children.find(({ name }) => name === 'instanceName');
  if (named?.kind === 'question') row.set('instance_name', named.calculation);
  if (!children.some(({ name }) => name === 'instanceID')) row.set('omit_instanceid', 'yes');
  if (hasDuplicates(instrument) && settings['allow_choice_duplicates'] === undefined)
    row.set('allow_choice_duplicates', 'yes');
  row.set('fieldbook::languages', languages.map((language) => language || 'default').join('\n'));
  if (Object.keys(more).length > 0) for (const [key, text] of moreCells(more)) row.set(key, text);
  return row;
}

const EntityRows = z.array(z.record(z.string(), z.string()));

function entitySheet({ settings }: Instrument): ExportedSheet | null {
  const text = settings['entities'];
  const parsed = EntityRows.safeParse(text === undefined ? null : parsedJson(text));
  if (!parsed.success) return null;
  const rows = parsed.data.map((cells) => {
    const row = new ExportedRow();
    for (const [key, cell] of Object.entries(cells)) row.set(key, cell);
    return row;
  });
  return sheetOf('entities', rows, ['dataset', 'label'], []);
}

/** Adds to each row what its node has more or otherwise than what was read from it. */
function addMore(rows: readonly ExportedRow[], instrument: Instrument, read: Instrument): void {
  const rowByQid = new Map(rows.map((row) => [row.cells.get('fieldbook::qid'), row]));
  const readByQid = new Map([...walk(read.nodes)].map((node) => [node.qid, node]));
  for (const node of walk(instrument.nodes)) {
    const row = rowByQid.get(node.qid);
    const other = readByQid.get(node.qid);
    if (!row || !other) continue;
    const difference = differenceOf(withoutNodes(node), withoutNodes(other));
    if (difference) for (const [key, text] of moreCells(difference)) row.set(key, text);
  }
}

function moreOfInstrument(instrument: Instrument, read: Instrument): Readonly<Record<string, Json>> {
  const own = (one: Instrument): Record<string, unknown> => ({ ...one, nodes: null, choiceLists: null });
  const difference = { ...differenceOf(own(instrument), own(read)) };
  const lists = differingLists(instrument, read);
  const meta = instrument.nodes.find(isMeta);
  const readMeta = read.nodes.find(isMeta);
  return {
    ...difference,
    ...lists,
    ...(canonical(meta ?? null) !== canonical(readMeta ?? null) && { meta: asJson(meta ?? null) }),
  };
}

function differingLists(instrument: Instrument, read: Instrument): Readonly<Record<string, Json>> {
  if (canonical(instrument.choiceLists) === canonical(read.choiceLists)) return {};
  const same = new Map(read.choiceLists.map((list) => [list.name, canonical(list)]));
  const differing = instrument.choiceLists.filter((list) => same.get(list.name) !== canonical(list));
  return {
    choiceLists: asJson(differing),
    listOrder: instrument.choiceLists.map(({ name }) => name),
  };
}

/** The keys whose values differ, with the wanted values; null where there should be none. */
function differenceOf(
  wanted: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Json>> | null {
  const difference: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const value = asJson(wanted[key]);
    if (canonicalJson(value) !== canonicalJson(asJson(found[key]))) difference[key] = value;
  }
  return Object.keys(difference).length > 0 ? difference : null;
}

const withoutNodes = (node: Node): Readonly<Record<string, unknown>> =>
  'nodes' in node ? { ...node, nodes: null } : { ...node };

function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if ('nodes' in node) yield* walk(node.nodes);
  }
}

/** Absent values are null in JSON. An instrument is JSON by its schema, so what comes back is that too. */
const asJson = (value: unknown): Json =>
  (value === undefined ? null : JSON.parse(JSON.stringify(value))) as Json;
const canonical = (value: unknown): string => canonicalJson(asJson(value));

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A setting of that name that we did not write.
    return null;
  }
}

import * as z from 'zod';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import type { Instrument, NodeDefinition } from '../model/instrument.ts';
import type { Workbook } from '../workbook/workbook.ts';
import {
  buildExportedSheet,
  ExportedRow,
  type ExportedSheet,
  exportChoiceFiles,
  exportChoiceSheets,
  hasDuplicateChoices,
  settingsHeaderByKey,
} from './export-sheets.ts';
import { exportSurveyRows, isMetaGroup } from './export-survey.ts';
import { extensionCellsOf } from './extension-columns.ts';
import { importXlsForm } from './import-xlsform.ts';
import { isReadSetting } from './survey-context.ts';

/** An instrument as a workbook, with its CSV files. */
interface ExportedForm {
  readonly sheets: readonly ExportedSheet[];
  readonly files: Readonly<Record<string, string>>;
}

const surveyColumnOrder = [
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
 * Write an instrument as XLSForm. The result is imported again to find differences that XLSForm's columns cannot
 * express. The columns `fieldbook::more` hold them, so that `importXlsForm` gives the same instrument.
 */
export function exportXlsForm(instrument: Instrument): ExportedForm {
  const exportedRows = exportSurveyRows(instrument);
  const files = exportChoiceFiles(instrument);
  const plain = buildExportedSheets(instrument, exportedRows, {});
  const read = importXlsForm(workbookOfSheets(plain), {
    file: instrument.source?.file ?? '',
    csv: files,
  }).instrument;
  if (!read) return { sheets: plain, files };

  addExtensionCells(exportedRows, instrument, read);
  return {
    sheets: buildExportedSheets(instrument, exportedRows, instrumentExtensionsOf(instrument, read)),
    files,
  };
}

/** Sheets in the importer's form. */
export const workbookOfSheets = (exportedSheets: readonly ExportedSheet[]): Workbook => ({
  sheets: exportedSheets.map(({ name, rows }) => ({
    name,
    hidden: false,
    rows: rows.map((cells, index) => ({ row: index + 1, cells })),
  })),
  diagnostics: [],
});

function buildExportedSheets(
  instrument: Instrument,
  exportedRows: readonly ExportedRow[],
  more: Readonly<Record<string, JsonValue>>,
): readonly ExportedSheet[] {
  const { languages } = instrument;
  const survey = buildExportedSheet('survey', exportedRows, surveyColumnOrder, languages);
  const settings = buildExportedSheet(
    'settings',
    [buildSettingsRow(instrument, more)],
    ['title', 'id_string', 'version', 'default_language', 'name'],
    [],
    settingsHeaderByKey,
  );
  const entities = buildEntitySheet(instrument);
  return [survey, ...exportChoiceSheets(instrument), ...(entities ? [entities] : []), settings];
}

function buildSettingsRow(instrument: Instrument, more: Readonly<Record<string, JsonValue>>): ExportedRow {
  const { title, defaultLanguage, languages, settings, nodes } = instrument;
  const row = new ExportedRow();
  row.set('title', title[defaultLanguage] ?? Object.values(title)[0]);
  row.set('id_string', instrument.id);
  row.set('version', instrument.version);
  row.set('default_language', defaultLanguage === '' ? undefined : defaultLanguage);
  row.set('name', instrument.rootName);
  for (const [key, text] of Object.entries(settings))
    if (key !== 'entities' && !isReadSetting(key)) row.set(key, text);
  const meta = nodes.find(isMetaGroup);
  const children = meta && 'nodes' in meta ? meta.nodes : [];
  const named = children.find(({ name }) => name === 'instanceName');
  if (named?.kind === 'question') row.set('instance_name', named.calculation);
  if (!children.some(({ name }) => name === 'instanceID')) row.set('omit_instanceid', 'yes');
  if (hasDuplicateChoices(instrument) && settings['allow_choice_duplicates'] === undefined)
    row.set('allow_choice_duplicates', 'yes');
  row.set('fieldbook::languages', languages.map((language) => language || 'default').join('\n'));
  if (Object.keys(more).length > 0) for (const [key, text] of extensionCellsOf(more)) row.set(key, text);
  return row;
}

const EntityRecords = z.array(z.record(z.string(), z.string()));

function buildEntitySheet({ settings }: Instrument): ExportedSheet | null {
  const text = settings['entities'];
  const parsed = EntityRecords.safeParse(text === undefined ? null : parseJsonOrNull(text));
  if (!parsed.success) return null;
  const exportedRows = parsed.data.map((cells) => {
    const row = new ExportedRow();
    for (const [key, cell] of Object.entries(cells)) row.set(key, cell);
    return row;
  });
  return buildExportedSheet('entities', exportedRows, ['dataset', 'label'], []);
}

/** Add to each row the differences between its node and the one that was imported from it. */
function addExtensionCells(
  exportedRows: readonly ExportedRow[],
  instrument: Instrument,
  read: Instrument,
): void {
  const rowByQid = new Map(exportedRows.map((row) => [row.cells.get('fieldbook::qid'), row]));
  const readByQid = new Map([...walkNodeDefinitions(read.nodes)].map((node) => [node.qid, node]));
  for (const nodeDefinition of walkNodeDefinitions(instrument.nodes)) {
    const row = rowByQid.get(nodeDefinition.qid);
    const otherNodeDefinition = readByQid.get(nodeDefinition.qid);
    if (!row || !otherNodeDefinition) continue;
    const difference = differingFieldsOf(
      withoutChildNodes(nodeDefinition),
      withoutChildNodes(otherNodeDefinition),
    );
    if (difference) for (const [key, text] of extensionCellsOf(difference)) row.set(key, text);
  }
}

function instrumentExtensionsOf(
  instrument: Instrument,
  read: Instrument,
): Readonly<Record<string, JsonValue>> {
  const own = (one: Instrument): Record<string, unknown> => ({ ...one, nodes: null, choiceLists: null });
  const difference = { ...differingFieldsOf(own(instrument), own(read)) };
  const lists = differingChoiceLists(instrument, read);
  const meta = instrument.nodes.find(isMetaGroup);
  const readMeta = read.nodes.find(isMetaGroup);
  return {
    ...difference,
    ...lists,
    ...(canonicalTextOf(meta ?? null) !== canonicalTextOf(readMeta ?? null) && {
      meta: toJsonValue(meta ?? null),
    }),
  };
}

function differingChoiceLists(instrument: Instrument, read: Instrument): Readonly<Record<string, JsonValue>> {
  if (canonicalTextOf(instrument.choiceLists) === canonicalTextOf(read.choiceLists)) return {};
  const same = new Map(read.choiceLists.map((list) => [list.name, canonicalTextOf(list)]));
  const differing = instrument.choiceLists.filter((list) => same.get(list.name) !== canonicalTextOf(list));
  return {
    choiceLists: toJsonValue(differing),
    listOrder: instrument.choiceLists.map(({ name }) => name),
  };
}

/** Keys with different values, each with the wanted value; null where there should be none. */
function differingFieldsOf(
  wanted: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Readonly<Record<string, JsonValue>> | null {
  const difference: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const value = toJsonValue(wanted[key]);
    if (canonicalJson(value) !== canonicalJson(toJsonValue(found[key]))) difference[key] = value;
  }
  return Object.keys(difference).length > 0 ? difference : null;
}

const withoutChildNodes = (nodeDefinition: NodeDefinition): Readonly<Record<string, unknown>> =>
  'nodes' in nodeDefinition ? { ...nodeDefinition, nodes: null } : { ...nodeDefinition };

function* walkNodeDefinitions(nodeDefinitions: readonly NodeDefinition[]): Generator<NodeDefinition> {
  for (const nodeDefinition of nodeDefinitions) {
    yield nodeDefinition;
    if ('nodes' in nodeDefinition) yield* walkNodeDefinitions(nodeDefinition.nodes);
  }
}

/** Absent values are null in JSON. An instrument is JSON by its schema, so the result is too. */
const toJsonValue = (value: unknown): JsonValue =>
  (value === undefined ? null : JSON.parse(JSON.stringify(value))) as JsonValue;
const canonicalTextOf = (value: unknown): string => canonicalJson(toJsonValue(value));

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A setting of that name that we did not write.
    return null;
  }
}

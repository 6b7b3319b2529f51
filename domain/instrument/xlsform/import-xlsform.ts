import type { Imported } from '../import/diagnostic.ts';
import type { ChoiceList, Instrument, Node } from '../instrument.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { buildNodes } from './build-nodes.ts';
import { externalListName } from './choice-source.ts';
import { choiceListOf, readChoices, type ChoiceTable } from './choices.ts';
import { Complaints } from './complaints.ts';
import { walkDrafts, type Draft } from './draft.ts';
import { readEntities } from './entities.ts';
import { checkExpressions } from './expression-check.ts';
import { fileUses } from './file-uses.ts';
import { withItextIds } from './itext-ids.ts';
import { languagesOf } from './languages.ts';
import { metaDraft } from './meta.ts';
import { withMoreOfInstrument } from './more.ts';
import { NameIndex } from './name-index.ts';
import { checkChoicePictures, checkPictures } from './picture-check.ts';
import { QidMaker } from './qid.ts';
import { checkCell, checkReferences, isReferringChoiceColumn } from './reference-check.ts';
import { readSettings } from './settings.ts';
import { checkSearches } from './searched-by.ts';
import { sheetNamed, similarSheets } from './sheet-names.ts';
import { draftSurvey } from './survey.ts';
import type { FormContext } from './survey-reading.ts';
import { tableOf, type SheetName, type Table } from './table.ts';

export interface XlsFormOptions {
  /** The workbook's file name: a form that names no id has it. */
  readonly file: string;
  /** The form's root name when its settings name none; `data` without it. */
  readonly rootName?: string;
  /** Texts of files that came along, by name: CSV, GeoJSON, XML. */
  readonly csv?: Readonly<Record<string, string>>;
}

/** Reads an XLSForm as pyxform does (tiers 1 to 3 of instrument.md). Never throws for what an author wrote. */
export function importXlsForm(workbook: Workbook, options: XlsFormOptions): Imported {
  if (workbook.diagnostics.some(({ severity }) => severity === 'error'))
    return { instrument: null, diagnostics: workbook.diagnostics };
  const complaints = new Complaints();
  const instrument = read(workbook, options, complaints);
  return {
    instrument: complaints.hasErrors() ? null : instrument,
    diagnostics: [...workbook.diagnostics, ...complaints.diagnostics()],
  };
}

function read(workbook: Workbook, options: XlsFormOptions, complaints: Complaints): Instrument | null {
  const context = readContext(workbook, options, complaints);
  if (!context) return null;
  const { settings, languages } = context;

  const survey = draftSurvey(context);
  const meta = metaDraft(settings, survey.audit);
  const drafts: readonly Draft[] = meta ? [...survey.drafts, meta] : survey.drafts;
  const index = new NameIndex(drafts, new Set(survey.externals.map(({ name }) => name)));
  checkReferences(context, drafts, index);
  checkOtherReferences(context, index);
  checkExpressions(context, drafts, index);
  checkSearches(context, drafts);
  checkPictures(context, drafts);
  const entities = readEntities(context, workbook.sheets, drafts, index);
  const files = fileUses(context, survey, drafts, entities, index);
  if (complaints.hasErrors()) return null;

  const nodes = buildNodes(context, drafts, index, new QidMaker());
  const id = survey.settings.id_string ?? settings.id;
  const lists = [...ownLists(context), ...files.lists(options.csv ?? {})];
  const instances = files.instances(options.csv ?? {});
  const asked = withItextIds(lists, askedForItextIds(drafts));
  const instrument: Instrument = {
    id: id.slice(0, 200),
    version: settings.version,
    title: {
      [languages.defaultLanguage]: survey.settings.title ?? (settings.cell('title') ? settings.title : id),
    },
    languages: languages.languages,
    defaultLanguage: languages.defaultLanguage,
    rootName: settings.rootName,
    nodes: nodes as Node[],
    choiceLists: asked.lists,
    ...(asked.texts && { texts: asked.texts }),
    ...(Object.keys(instances).length > 0 && { instances }),
    settings: { ...settings.rest, ...(entities && { entities: entities.text }) },
    source: { kind: 'xlsform', file: options.file },
  };
  return withMoreOfInstrument(instrument, settings, complaints);
}

interface ReadContext extends FormContext {
  readonly languages: ReturnType<typeof languagesOf>;
}

function readContext(
  workbook: Workbook,
  options: XlsFormOptions,
  complaints: Complaints,
): ReadContext | null {
  const { sheets } = workbook;
  const surveySheet = sheetNamed(sheets, 'survey');
  if (!surveySheet) {
    const similar = similarSheets(sheets, 'survey');
    const meant =
      similar.length > 0 ? ` Is it ${similar.map((name) => `"${name}"`).join(' or ')}? Rename it.` : '';
    complaints.error({}, 'sheet.missing', `This workbook has no sheet named "survey".${meant}`);
    return null;
  }
  const tableNamed = (name: SheetName, spaces: boolean, quotes = true): Table | null => {
    const sheet = sheetNamed(sheets, name);
    return sheet ? tableOf(sheet, name, { quotes, spaces }, complaints) : null;
  };
  const settings = readSettings(
    tableNamed('settings', false),
    { file: options.file, rootName: options.rootName },
    complaints,
  );
  if (!sheetNamed(sheets, 'settings')) warnSimilar(workbook, 'settings', complaints);

  const clean = settings.cleanTexts;
  const survey = tableOf(surveySheet, 'survey', { quotes: clean, spaces: clean }, complaints);
  if (!survey.columns.some(({ key }) => key === 'type')) {
    complaints.error(
      { sheet: survey.sheet, row: survey.headerRow },
      'header.missing',
      'This sheet has no column "type". The first row names the columns: type, name, label and others.',
    );
    return null;
  }
  const choices = tableNamed('choices', false, clean);
  const external = tableNamed('external_choices', false);
  const languages = languagesOf(choices ? [survey, choices] : [survey], settings, complaints);
  if (choices) checkChoicePictures(choices, complaints);
  const rows = (table: Table | null): ChoiceTable =>
    table
      ? readChoices(
          table,
          {
            unnamedLanguage: languages.unnamed,
            allowDuplicates: settings.allowDuplicates || table === external,
          },
          complaints,
        )
      : new Map();
  return {
    sheets,
    settings,
    survey,
    complaints,
    languages,
    unnamedLanguage: languages.unnamed,
    choices: rows(choices),
    externalChoices: rows(external),
  };
}

function warnSimilar(workbook: Workbook, name: SheetName, complaints: Complaints): void {
  for (const sheet of similarSheets(workbook.sheets, name))
    complaints.warning(
      { sheet },
      'sheet.similar',
      `Is this the sheet "${name}"? It is not read under this name. Rename it, or begin its name with an underscore if it is not part of the form.`,
    );
}

/** Labels of choices and the name of an assessment may refer to answers too. */
function checkOtherReferences(context: FormContext, index: NameIndex): void {
  const { sheets, settings, complaints } = context;
  const name = settings.cell('instance_name');
  if (name) checkCell(context, name, { sheet: 'settings', row: 2 }, index);
  const sheet = sheetNamed(sheets, 'choices');
  if (!sheet?.rows.some(({ cells }) => cells.some((cell) => cell.includes('${')))) return;
  const table = tableOf(sheet, 'choices', { quotes: true, spaces: false }, new Complaints());
  for (const { row, cells } of table.rows)
    for (const [key, cell] of cells)
      if (isReferringChoiceColumn(key)) checkCell({ complaints }, cell, { sheet: table.sheet, row }, index);
}

/** Lists of whose choices some expression asks the id of the label. */
const askedForItextIds = (drafts: readonly Draft[]): ReadonlySet<string> =>
  new Set(
    [...walkDrafts(drafts)]
      .flatMap(({ draft }) => [...draft.row.cells.values()])
      .filter(({ text }) => text.includes('itextId'))
      .flatMap(({ text }) =>
        [...text.matchAll(/instance\(['"]([^'"]{1,200})['"]\)/g)].map(([, name = '']) => name),
      ),
  );

function ownLists({ choices, externalChoices }: FormContext): readonly ChoiceList[] {
  return [
    ...[...choices].map(([name, rows]) => choiceListOf(name, rows)),
    ...[...externalChoices].map(([name, rows]) =>
      choiceListOf(externalListName(name, choices.has(name)), rows, 'itemsets.csv'),
    ),
  ];
}

import type {
  ChoiceList,
  Instrument,
  InstrumentImport,
  LocalizedText,
  NodeDefinition,
} from '../model/instrument.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { buildXlsFormNodes, QuestionIdAllocator } from './build-nodes.ts';
import { checkFormExpressions } from './check-expressions.ts';
import { checkCellReferences, checkNameReferences, isReferringChoiceColumn } from './check-references.ts';
import { checkChoiceSearches } from './choice-search.ts';
import { externalListNameOf } from './choice-source.ts';
import { buildChoiceList, type ChoiceTable, readChoiceTable } from './choices.ts';
import { readEntityLists } from './entities.ts';
import { applyExtensions } from './extension-columns.ts';
import { collectFormFiles } from './form-files.ts';
import { findTypeMeaning, type TypeMeaning } from './question-types.ts';
import { cellAddressOf, createMadeCell, DiagnosticCollector, type KeyedRow } from './sheet-cell.ts';
import { draftSurvey } from './survey.ts';
import {
  DraftNameIndex,
  type DraftNode,
  type DraftQuestion,
  type FormSettings,
  readFormLanguages,
  readFormSettings,
  type SurveyContext,
  walkDrafts,
} from './survey-context.ts';
import {
  type FormSheetName,
  findFormSheet,
  findSimilarSheets,
  readSheetTable,
  type SheetTable,
} from './table.ts';

/** Refuse a question or group with a large picture (`big-image`) and no small one (`image`), as pyxform does. */
function checkDraftPictures({ survey, diagnostics }: SurveyContext, draftNodes: readonly DraftNode[]): void {
  for (const { draft } of walkDrafts(draftNodes)) checkRowPictures(draft.row, survey.sheet, diagnostics);
}

/** The same for the rows of the choices sheet. */
function checkChoicePictures(choices: SheetTable, diagnostics: DiagnosticCollector): void {
  for (const row of choices.rows) checkRowPictures(row, choices.sheet, diagnostics);
}

function checkRowPictures(row: KeyedRow, sheet: string, diagnostics: DiagnosticCollector): void {
  const keys = [...row.cells.keys()];
  const big = keys.find((key) => /^media::big-image(::|$)/.test(key));
  if (big === undefined || keys.some((key) => /^media::image(::|$)/.test(key))) return;
  diagnostics.error(
    cellAddressOf(sheet, row.row, row.cells.get(big)),
    'media.bigImage',
    'A big-image is shown when the picture of this row is tapped, and it has none. Name one in the column "image", or empty this cell.',
  );
}

/**
 * Add text ids of choices. Some forms get a choice's label in the current language by
 * `jr:itext(instance('list')/.../itextId)`. The columns of pyxform's compiled lists allow that.
 * @returns the lists with that column, and its texts
 */
function withItextIds(
  choiceLists: readonly ChoiceList[],
  asked: ReadonlySet<string>,
): { readonly lists: readonly ChoiceList[]; readonly texts: Readonly<Record<string, LocalizedText>> | null } {
  const texts: Record<string, LocalizedText> = {};
  const named = choiceLists.map((choiceList) =>
    asked.has(choiceList.name)
      ? {
          ...choiceList,
          choices: choiceList.choices.map((choiceDefinition, at) => {
            if (!choiceDefinition.label) return choiceDefinition;
            const itextId = choiceDefinition.columns?.['itextId'] ?? `${choiceList.name}-${at}`;
            texts[itextId] = choiceDefinition.label;
            return { ...choiceDefinition, columns: { ...choiceDefinition.columns, itextId } };
          }),
        }
      : choiceList,
  );
  return { lists: named, texts: Object.keys(texts).length > 0 ? texts : null };
}

/** The `meta` group of every form: the id of the assessment, its name and the audit. */
function buildMetaDraft(formSettings: FormSettings, audit: KeyedRow | null): DraftNode | null {
  const children: DraftQuestion[] = [];
  if (audit) children.push(buildMetaQuestion('audit', findTypeMeaning('audit'), audit.cells, audit.row));
  if (!formSettings.omitInstanceId)
    children.push(
      buildMetaQuestion(
        'instanceID',
        { type: 'calculate', preload: 'uid' },
        new Map([['bind::readonly', createMadeCell('true()')]]),
      ),
    );
  const nameCell = formSettings.cell('instance_name');
  if (nameCell)
    children.push(
      buildMetaQuestion('instanceName', { type: 'calculate' }, new Map([['bind::calculate', nameCell]])),
    );
  if (children.length === 0) return null;
  return { kind: 'group', name: 'meta', row: { row: 1, cells: new Map() }, children };
}

const buildMetaQuestion = (
  name: string,
  typeMeaning: TypeMeaning | null,
  cells: KeyedRow['cells'],
  row = 1,
): DraftQuestion => ({
  kind: 'question',
  name,
  row: { row, cells },
  asks: { kind: 'plain', word: 'calculate', meaning: typeMeaning ?? { type: 'calculate' } },
  parameters: {},
});

interface XlsFormImportOptions {
  /** The workbook's file name: the id of a form without one. */
  readonly file: string;
  /** The form's root name when its settings name none; `data` without it. */
  readonly rootName?: string;
  /** Texts of attached files by name: CSV, GeoJSON, XML. */
  readonly csv?: Readonly<Record<string, string>>;
}

/**
 * Import an XLSForm as pyxform does (tiers 1 to 3 of docs/requirements.md F2). Never throws for an author's mistake.
 */
export function importXlsForm(workbook: Workbook, importOptions: XlsFormImportOptions): InstrumentImport {
  if (workbook.diagnostics.some(({ severity }) => severity === 'error'))
    return { instrument: null, diagnostics: workbook.diagnostics };
  const diagnostics = new DiagnosticCollector();
  const instrument = readXlsForm(workbook, importOptions, diagnostics);
  return {
    instrument: diagnostics.hasErrors() ? null : instrument,
    diagnostics: [...workbook.diagnostics, ...diagnostics.diagnostics()],
  };
}

function readXlsForm(
  workbook: Workbook,
  importOptions: XlsFormImportOptions,
  diagnostics: DiagnosticCollector,
): Instrument | null {
  const importContext = readImportContext(workbook, importOptions, diagnostics);
  if (!importContext) return null;
  const { settings, languages } = importContext;

  const draftedSurvey = draftSurvey(importContext);
  const meta = buildMetaDraft(settings, draftedSurvey.audit);
  const draftNodes: readonly DraftNode[] = meta ? [...draftedSurvey.drafts, meta] : draftedSurvey.drafts;
  const index = new DraftNameIndex(draftNodes, new Set(draftedSurvey.externals.map(({ name }) => name)));
  checkNameReferences(importContext, draftNodes, index);
  checkOtherReferences(importContext, index);
  checkFormExpressions(importContext, draftNodes, index);
  checkChoiceSearches(importContext, draftNodes);
  checkDraftPictures(importContext, draftNodes);
  const entities = readEntityLists(importContext, workbook.sheets, draftNodes, index);
  const formFiles = collectFormFiles(importContext, draftedSurvey, draftNodes, entities, index);
  if (diagnostics.hasErrors()) return null;

  const nodeDefinitions = buildXlsFormNodes(importContext, draftNodes, index, new QuestionIdAllocator());
  const id = draftedSurvey.settings.id_string ?? settings.id;
  const choiceLists = [...sheetChoiceLists(importContext), ...formFiles.lists(importOptions.csv ?? {})];
  const instances = formFiles.instances(importOptions.csv ?? {});
  const asked = withItextIds(choiceLists, listsAskedForItextIds(draftNodes));
  const instrument: Instrument = {
    id: id.slice(0, 200),
    version: settings.version,
    title: {
      [languages.defaultLanguage]:
        draftedSurvey.settings.title ?? (settings.cell('title') ? settings.title : id),
    },
    languages: languages.languages,
    defaultLanguage: languages.defaultLanguage,
    rootName: settings.rootName,
    nodes: nodeDefinitions as NodeDefinition[],
    choiceLists: asked.lists,
    ...(asked.texts && { texts: asked.texts }),
    ...(Object.keys(instances).length > 0 && { instances }),
    settings: { ...settings.rest, ...(entities && { entities: entities.text }) },
    source: { kind: 'xlsform', file: importOptions.file },
  };
  return applyExtensions(instrument, settings, diagnostics);
}

interface ImportContext extends SurveyContext {
  readonly languages: ReturnType<typeof readFormLanguages>;
}

function readImportContext(
  workbook: Workbook,
  importOptions: XlsFormImportOptions,
  diagnostics: DiagnosticCollector,
): ImportContext | null {
  const { sheets } = workbook;
  const surveySheet = findFormSheet(sheets, 'survey');
  if (!surveySheet) {
    const similar = findSimilarSheets(sheets, 'survey');
    const meant =
      similar.length > 0 ? ` Is it ${similar.map((name) => `"${name}"`).join(' or ')}? Rename it.` : '';
    diagnostics.error({}, 'sheet.missing', `This workbook has no sheet named "survey".${meant}`);
    return null;
  }
  const tableNamed = (sheetName: FormSheetName, spaces: boolean, quotes = true): SheetTable | null => {
    const parsedSheet = findFormSheet(sheets, sheetName);
    return parsedSheet ? readSheetTable(parsedSheet, sheetName, { quotes, spaces }, diagnostics) : null;
  };
  const formSettings = readFormSettings(
    tableNamed('settings', false),
    { file: importOptions.file, rootName: importOptions.rootName },
    diagnostics,
  );
  if (!findFormSheet(sheets, 'settings')) warnSimilarSheets(workbook, 'settings', diagnostics);

  const clean = formSettings.cleanTexts;
  const survey = readSheetTable(surveySheet, 'survey', { quotes: clean, spaces: clean }, diagnostics);
  if (!survey.columns.some(({ key }) => key === 'type')) {
    diagnostics.error(
      { sheet: survey.sheet, row: survey.headerRow },
      'header.missing',
      'This sheet has no column "type". The first row names the columns: type, name, label and others.',
    );
    return null;
  }
  const choices = tableNamed('choices', false, clean);
  const external = tableNamed('external_choices', false);
  const formLanguages = readFormLanguages(choices ? [survey, choices] : [survey], formSettings, diagnostics);
  if (choices) checkChoicePictures(choices, diagnostics);
  const rows = (sheetTable: SheetTable | null): ChoiceTable =>
    sheetTable
      ? readChoiceTable(
          sheetTable,
          {
            unnamedLanguage: formLanguages.unnamed,
            allowDuplicates: formSettings.allowDuplicates || sheetTable === external,
          },
          diagnostics,
        )
      : new Map();
  return {
    sheets,
    settings: formSettings,
    survey,
    diagnostics,
    languages: formLanguages,
    unnamedLanguage: formLanguages.unnamed,
    choices: rows(choices),
    externalChoices: rows(external),
  };
}

function warnSimilarSheets(
  workbook: Workbook,
  sheetName: FormSheetName,
  diagnostics: DiagnosticCollector,
): void {
  for (const sheet of findSimilarSheets(workbook.sheets, sheetName))
    diagnostics.warning(
      { sheet },
      'sheet.similar',
      `Is this the sheet "${sheetName}"? It is not read under this name. Rename it, or begin its name with an underscore if it is not part of the form.`,
    );
}

/** Labels of choices and the name of an assessment may refer to answers too. */
function checkOtherReferences(context: SurveyContext, index: DraftNameIndex): void {
  const { sheets, settings, diagnostics } = context;
  const nameCell = settings.cell('instance_name');
  if (nameCell) checkCellReferences(context, nameCell, { sheet: 'settings', row: 2 }, index);
  const parsedSheet = findFormSheet(sheets, 'choices');
  if (!parsedSheet?.rows.some(({ cells }) => cells.some((cell) => cell.includes('${')))) return;
  const sheetTable = readSheetTable(
    parsedSheet,
    'choices',
    { quotes: true, spaces: false },
    new DiagnosticCollector(),
  );
  for (const { row, cells } of sheetTable.rows)
    for (const [key, sheetCell] of cells)
      if (isReferringChoiceColumn(key))
        checkCellReferences({ diagnostics }, sheetCell, { sheet: sheetTable.sheet, row }, index);
}

/** Lists in which some expression reads the text ids of labels. */
const listsAskedForItextIds = (draftNodes: readonly DraftNode[]): ReadonlySet<string> =>
  new Set(
    [...walkDrafts(draftNodes)]
      .flatMap(({ draft }) => [...draft.row.cells.values()])
      .filter(({ text }) => text.includes('itextId'))
      .flatMap(({ text }) =>
        [...text.matchAll(/instance\(['"]([^'"]{1,200})['"]\)/g)].map(([, name = '']) => name),
      ),
  );

function sheetChoiceLists({ choices, externalChoices }: SurveyContext): readonly ChoiceList[] {
  return [
    ...[...choices].map(([name, rows]) => buildChoiceList(name, rows)),
    ...[...externalChoices].map(([name, choiceRows]) =>
      buildChoiceList(externalListNameOf(name, choices.has(name)), choiceRows, 'itemsets.csv'),
    ),
  ];
}

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
import { cellPlaceOf, createMadeCell, DiagnosticCollector, type KeyedRow } from './sheet-cell.ts';
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
function checkDraftPictures({ survey, complaints }: SurveyContext, drafts: readonly DraftNode[]): void {
  for (const { draft } of walkDrafts(drafts)) checkRowPictures(draft.row, survey.sheet, complaints);
}

/** The same for the rows of the choices sheet. */
function checkChoicePictures(choices: SheetTable, complaints: DiagnosticCollector): void {
  for (const row of choices.rows) checkRowPictures(row, choices.sheet, complaints);
}

function checkRowPictures(row: KeyedRow, sheet: string, complaints: DiagnosticCollector): void {
  const keys = [...row.cells.keys()];
  const big = keys.find((key) => /^media::big-image(::|$)/.test(key));
  if (big === undefined || keys.some((key) => /^media::image(::|$)/.test(key))) return;
  complaints.error(
    cellPlaceOf(sheet, row.row, row.cells.get(big)),
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
  lists: readonly ChoiceList[],
  asked: ReadonlySet<string>,
): { readonly lists: readonly ChoiceList[]; readonly texts: Readonly<Record<string, LocalizedText>> | null } {
  const texts: Record<string, LocalizedText> = {};
  const named = lists.map((list) =>
    asked.has(list.name)
      ? {
          ...list,
          choices: list.choices.map((choice, at) => {
            if (!choice.label) return choice;
            const itextId = choice.columns?.['itextId'] ?? `${list.name}-${at}`;
            texts[itextId] = choice.label;
            return { ...choice, columns: { ...choice.columns, itextId } };
          }),
        }
      : list,
  );
  return { lists: named, texts: Object.keys(texts).length > 0 ? texts : null };
}

/** The `meta` group of every form: the id of the assessment, its name and the audit. */
function buildMetaDraft(settings: FormSettings, audit: KeyedRow | null): DraftNode | null {
  const children: DraftQuestion[] = [];
  if (audit) children.push(buildMetaQuestion('audit', findTypeMeaning('audit'), audit.cells, audit.row));
  if (!settings.omitInstanceId)
    children.push(
      buildMetaQuestion(
        'instanceID',
        { type: 'calculate', preload: 'uid' },
        new Map([['bind::readonly', createMadeCell('true()')]]),
      ),
    );
  const name = settings.cell('instance_name');
  if (name)
    children.push(
      buildMetaQuestion('instanceName', { type: 'calculate' }, new Map([['bind::calculate', name]])),
    );
  if (children.length === 0) return null;
  return { kind: 'group', name: 'meta', row: { row: 1, cells: new Map() }, children };
}

const buildMetaQuestion = (
  name: string,
  meaning: TypeMeaning | null,
  cells: KeyedRow['cells'],
  row = 1,
): DraftQuestion => ({
  kind: 'question',
  name,
  row: { row, cells },
  asks: { kind: 'plain', word: 'calculate', meaning: meaning ?? { type: 'calculate' } },
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
export function importXlsForm(workbook: Workbook, options: XlsFormImportOptions): InstrumentImport {
  if (workbook.diagnostics.some(({ severity }) => severity === 'error'))
    return { instrument: null, diagnostics: workbook.diagnostics };
  const complaints = new DiagnosticCollector();
  const instrument = readXlsForm(workbook, options, complaints);
  return {
    instrument: complaints.hasErrors() ? null : instrument,
    diagnostics: [...workbook.diagnostics, ...complaints.diagnostics()],
  };
}

function readXlsForm(
  workbook: Workbook,
  options: XlsFormImportOptions,
  complaints: DiagnosticCollector,
): Instrument | null {
  const context = readImportContext(workbook, options, complaints);
  if (!context) return null;
  const { settings, languages } = context;

  const survey = draftSurvey(context);
  const meta = buildMetaDraft(settings, survey.audit);
  const drafts: readonly DraftNode[] = meta ? [...survey.drafts, meta] : survey.drafts;
  const index = new DraftNameIndex(drafts, new Set(survey.externals.map(({ name }) => name)));
  checkNameReferences(context, drafts, index);
  checkOtherReferences(context, index);
  checkFormExpressions(context, drafts, index);
  checkChoiceSearches(context, drafts);
  checkDraftPictures(context, drafts);
  const entities = readEntityLists(context, workbook.sheets, drafts, index);
  const files = collectFormFiles(context, survey, drafts, entities, index);
  if (complaints.hasErrors()) return null;

  const nodes = buildXlsFormNodes(context, drafts, index, new QuestionIdAllocator());
  const id = survey.settings.id_string ?? settings.id;
  const lists = [...sheetChoiceLists(context), ...files.lists(options.csv ?? {})];
  const instances = files.instances(options.csv ?? {});
  const asked = withItextIds(lists, listsAskedForItextIds(drafts));
  const instrument: Instrument = {
    id: id.slice(0, 200),
    version: settings.version,
    title: {
      [languages.defaultLanguage]: survey.settings.title ?? (settings.cell('title') ? settings.title : id),
    },
    languages: languages.languages,
    defaultLanguage: languages.defaultLanguage,
    rootName: settings.rootName,
    nodes: nodes as NodeDefinition[],
    choiceLists: asked.lists,
    ...(asked.texts && { texts: asked.texts }),
    ...(Object.keys(instances).length > 0 && { instances }),
    settings: { ...settings.rest, ...(entities && { entities: entities.text }) },
    source: { kind: 'xlsform', file: options.file },
  };
  return applyExtensions(instrument, settings, complaints);
}

interface ImportContext extends SurveyContext {
  readonly languages: ReturnType<typeof readFormLanguages>;
}

function readImportContext(
  workbook: Workbook,
  options: XlsFormImportOptions,
  complaints: DiagnosticCollector,
): ImportContext | null {
  const { sheets } = workbook;
  const surveySheet = findFormSheet(sheets, 'survey');
  if (!surveySheet) {
    const similar = findSimilarSheets(sheets, 'survey');
    const meant =
      similar.length > 0 ? ` Is it ${similar.map((name) => `"${name}"`).join(' or ')}? Rename it.` : '';
    complaints.error({}, 'sheet.missing', `This workbook has no sheet named "survey".${meant}`);
    return null;
  }
  const tableNamed = (name: FormSheetName, spaces: boolean, quotes = true): SheetTable | null => {
    const sheet = findFormSheet(sheets, name);
    return sheet ? readSheetTable(sheet, name, { quotes, spaces }, complaints) : null;
  };
  const settings = readFormSettings(
    tableNamed('settings', false),
    { file: options.file, rootName: options.rootName },
    complaints,
  );
  if (!findFormSheet(sheets, 'settings')) warnSimilarSheets(workbook, 'settings', complaints);

  const clean = settings.cleanTexts;
  const survey = readSheetTable(surveySheet, 'survey', { quotes: clean, spaces: clean }, complaints);
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
  const languages = readFormLanguages(choices ? [survey, choices] : [survey], settings, complaints);
  if (choices) checkChoicePictures(choices, complaints);
  const rows = (table: SheetTable | null): ChoiceTable =>
    table
      ? readChoiceTable(
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

function warnSimilarSheets(workbook: Workbook, name: FormSheetName, complaints: DiagnosticCollector): void {
  for (const sheet of findSimilarSheets(workbook.sheets, name))
    complaints.warning(
      { sheet },
      'sheet.similar',
      `Is this the sheet "${name}"? It is not read under this name. Rename it, or begin its name with an underscore if it is not part of the form.`,
    );
}

/** Labels of choices and the name of an assessment may refer to answers too. */
function checkOtherReferences(context: SurveyContext, index: DraftNameIndex): void {
  const { sheets, settings, complaints } = context;
  const name = settings.cell('instance_name');
  if (name) checkCellReferences(context, name, { sheet: 'settings', row: 2 }, index);
  const sheet = findFormSheet(sheets, 'choices');
  if (!sheet?.rows.some(({ cells }) => cells.some((cell) => cell.includes('${')))) return;
  const table = readSheetTable(sheet, 'choices', { quotes: true, spaces: false }, new DiagnosticCollector());
  for (const { row, cells } of table.rows)
    for (const [key, cell] of cells)
      if (isReferringChoiceColumn(key))
        checkCellReferences({ complaints }, cell, { sheet: table.sheet, row }, index);
}

/** Lists in which some expression reads the text ids of labels. */
const listsAskedForItextIds = (drafts: readonly DraftNode[]): ReadonlySet<string> =>
  new Set(
    [...walkDrafts(drafts)]
      .flatMap(({ draft }) => [...draft.row.cells.values()])
      .filter(({ text }) => text.includes('itextId'))
      .flatMap(({ text }) =>
        [...text.matchAll(/instance\(['"]([^'"]{1,200})['"]\)/g)].map(([, name = '']) => name),
      ),
  );

function sheetChoiceLists({ choices, externalChoices }: SurveyContext): readonly ChoiceList[] {
  return [
    ...[...choices].map(([name, rows]) => buildChoiceList(name, rows)),
    ...[...externalChoices].map(([name, rows]) =>
      buildChoiceList(externalListNameOf(name, choices.has(name)), rows, 'itemsets.csv'),
    ),
  ];
}

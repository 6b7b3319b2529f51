import type { ChoiceDefinition, ChoiceList, DataElement } from '../model/instrument.ts';
import { parseCsv } from '../workbook/csv.ts';
import { readAttachedInstance } from '../xform/instances.ts';
import { parseChoiceSearch, searchListName } from './choice-search.ts';
import type { EntityLists } from './entities.ts';
import { parseNameReferences, parseSoleReference } from './name-references.ts';
import { choiceFilePattern } from './select-question.ts';
import { type CellAddress, cellAddressOf, type DiagnosticCollector, type SheetCell } from './sheet-cell.ts';
import type { DraftedSurvey } from './survey.ts';
import { type DraftNameIndex, type DraftNode, type SurveyContext, walkDrafts } from './survey-context.ts';

/** Collect the files and lists that the form reads, and check that each id means one of them. */
export function collectFormFiles(
  context: SurveyContext,
  draftedSurvey: DraftedSurvey,
  draftNodes: readonly DraftNode[],
  entities: EntityLists | null,
  index: DraftNameIndex,
): FormFiles {
  const { diagnostics } = context;
  const { sheet } = context.survey;
  const formFiles = new FormFiles(diagnostics);
  for (const { name, extension, row } of draftedSurvey.externals)
    formFiles.addFile(name, extension, { sheet, row });
  const geometries: { readonly id: string; readonly cellAddress: CellAddress }[] = [];
  const seen = new Set<SheetCell>();

  for (const { draft } of walkDrafts(draftNodes)) {
    for (const sheetCell of draft.row.cells.values()) {
      if (seen.has(sheetCell)) continue;
      seen.add(sheetCell);
      const cellAddress = cellAddressOf(sheet, draft.row.row, sheetCell);
      for (const file of pulledFileNames(sheetCell.text)) formFiles.addPulled(file, cellAddress);
      if (
        sheetCell.text.includes('${last-saved#') &&
        parseNameReferences(sheetCell.text)?.some(({ isLastSaved }) => isLastSaved)
      ) {
        formFiles.addLastSaved(cellAddress);
        diagnostics.warning(
          cellAddress,
          'lastSaved.empty',
          'Fieldbook has no answers of an earlier assessment here, so ${last-saved#...} is empty.',
        );
      }
    }
    if (draft.kind !== 'question') continue;
    const cellAddress = cellAddressOf(sheet, draft.row.row, draft.row.cells.get('type'));
    const appearanceCell = draft.row.cells.get('control::appearance');
    const search =
      appearanceCell && draft.asks.kind === 'select' ? parseChoiceSearch(appearanceCell.text) : null;
    if (appearanceCell && search !== null && search !== 'invalid')
      formFiles.addSearched(
        searchListName(search, context.choices.has(search.file)),
        search.file,
        cellAddressOf(sheet, draft.row.row, appearanceCell),
      );
    else if (draft.asks.kind === 'select')
      addSelectFile(formFiles, draft.asks.list, draft.asks.from, cellAddress);
    const labels = draft.parameters['tick_labelset'];
    if (labels !== undefined) formFiles.addList(labels, cellAddress);
    const geometry = draft.parameters['reference-geometry'];
    if (geometry !== undefined)
      geometries.push({
        id: geometry,
        cellAddress: cellAddressOf(sheet, draft.row.row, draft.row.cells.get('parameters')),
      });
  }
  for (const { id, cellAddress } of geometries)
    checkReferenceGeometry(context, id, cellAddress, formFiles, entities, index);
  return formFiles;
}

function addSelectFile(
  formFiles: FormFiles,
  list: string,
  from: 'choices' | 'file' | 'external',
  cellAddress: CellAddress,
): void {
  const file = choiceFilePattern.exec(list);
  if (from !== 'external' && file?.[1] !== undefined && file[2] !== undefined)
    formFiles.addFile(file[1], file[2].toLowerCase(), cellAddress);
  else if (from === 'choices' && !list.startsWith('${')) formFiles.addList(list, cellAddress);
}

/** Files that `pulldata('file', ...)` reads. */
const pulledFileNames = (text: string): readonly string[] =>
  text.includes('pulldata')
    ? [...text.matchAll(/pulldata\s{0,9}\(\s{0,9}(?:'([^']{1,200})'|"([^"]{1,200})")/g)].map((match) =>
        (match[1] ?? match[2] ?? '').replace(/\.csv$/i, ''),
      )
    : [];

function checkReferenceGeometry(
  context: SurveyContext,
  id: string,
  cellAddress: CellAddress,
  formFiles: FormFiles,
  entities: EntityLists | null,
  index: DraftNameIndex,
): void {
  const repeat = parseSoleReference(id);
  const isRepeat = repeat !== null && index.find(repeat)?.draft.kind === 'repeat';
  const isKnown =
    isRepeat || formFiles.has(id) || context.choices.has(id) || entities?.names.has(id) === true;
  if (context.choices.has(id)) formFiles.addList(id, cellAddress);
  if (!isKnown)
    context.diagnostics.error(
      cellAddress,
      'parameters.geometry',
      `reference-geometry names "${id}", which is no choice list, no entity list, no file of this form and no repeat. Check its spelling.`,
    );
}

/** Source of `instance(id)`: a choice list, a file, or the assessment before. One id means one of them. */
interface InstanceSource {
  readonly uri: string;
  readonly file: string | null;
  readonly cellAddress: CellAddress;
}

/** Collects the files and lists that a form reads, and reports an id that means two of them. */
class FormFiles {
  private readonly byId = new Map<string, InstanceSource>();
  private readonly named = new Set<string>();

  private readonly diagnostics: DiagnosticCollector;

  constructor(diagnostics: DiagnosticCollector) {
    this.diagnostics = diagnostics;
  }

  /** A file such as `cities.csv` that a row of the survey names. */
  addFile(id: string, extension: string, cellAddress: CellAddress): void {
    const uri = extension === 'csv' ? `file-csv/${id}.csv` : `file/${id}.${extension}`;
    this.add(id, { uri, file: `${id}.${extension}`, cellAddress });
    this.named.add(id);
  }

  /** A CSV file from which an expression reads values. */
  addPulled(id: string, cellAddress: CellAddress): void {
    this.add(id, { uri: `file-csv/${id}.csv`, file: `${id}.csv`, cellAddress });
  }

  /** A CSV file that an appearance searches, under an id that may differ from its name. */
  addSearched(id: string, file: string, cellAddress: CellAddress): void {
    this.add(id, { uri: `file-csv/${file}.csv`, file: `${file}.csv`, cellAddress });
  }

  addList(id: string, cellAddress: CellAddress): void {
    this.add(id, { uri: 'list', file: null, cellAddress });
  }

  addLastSaved(cellAddress: CellAddress): void {
    this.add('__last-saved', { uri: 'last-saved', file: null, cellAddress });
  }

  /** Return whether a row of the survey names this file. */
  has(id: string): boolean {
    return this.named.has(id);
  }

  /** Files by id, with the choices of the attached ones. */
  lists(csv: Readonly<Record<string, string>>): readonly ChoiceList[] {
    return [...this.byId]
      .flatMap(([name, { file, cellAddress }]) => (file === null ? [] : [{ name, file, cellAddress }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, file, cellAddress }) => ({
        name,
        file,
        choices: this.choicesOf(file, csv, cellAddress),
      }));
  }

  /** Content of attached files other than CSV, by id: GeoJSON and XML. */
  instances(attached: Readonly<Record<string, string>>): Readonly<Record<string, DataElement>> {
    const found: Record<string, DataElement> = {};
    for (const [id, { file, cellAddress }] of this.byId) {
      const text = file === null || isCsvFileName(file) ? undefined : attachedTextOf(file, attached);
      if (file === null || text === undefined) continue;
      const data = readAttachedInstance(file, text);
      if (data) found[id] = data;
      else
        this.diagnostics.error(
          cellAddress,
          'file.unreadable',
          `The file "${file}" cannot be read. Save it again.`,
        );
    }
    return found;
  }

  private add(id: string, instanceSource: InstanceSource): void {
    const otherInstanceSource = this.byId.get(id);
    if (!otherInstanceSource) this.byId.set(id, instanceSource);
    else if (otherInstanceSource.uri !== instanceSource.uri)
      this.diagnostics.error(
        instanceSource.cellAddress,
        'instance.conflict',
        `"${id}" means two things in this form: ${describeInstanceSource(otherInstanceSource)} and ${describeInstanceSource(instanceSource)}. Rename one of them.`,
      );
  }

  private choicesOf(
    file: string,
    csv: Readonly<Record<string, string>>,
    cellAddress: CellAddress,
  ): readonly ChoiceDefinition[] {
    const text = attachedTextOf(file, csv);
    if (text === undefined) {
      this.diagnostics.warning(
        cellAddress,
        'file.missing',
        `This form reads "${file}", which was not chosen. Choose it together with the form.`,
      );
      return [];
    }
    if (!isCsvFileName(file)) return [];
    const table = parseCsv(text);
    if (!table.ok) {
      const where =
        table.refusal.kind === 'unclosedQuote'
          ? `a quote that begins on line ${table.refusal.line} has no end`
          : 'it is too large';
      this.diagnostics.error(
        cellAddress,
        'file.unreadable',
        `The file "${file}" cannot be read: ${where}. Save it again as CSV.`,
      );
      return [];
    }
    return choicesOfCsvTable(table.value.columns, table.value.rows);
  }
}

const isCsvFileName = (file: string): boolean => file.toLowerCase().endsWith('.csv');

const attachedTextOf = (file: string, attached: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(attached).find(([name]) => name.toLowerCase() === file.toLowerCase())?.[1];

function choicesOfCsvTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly ChoiceDefinition[] {
  const nameAt = columns.indexOf('name');
  const labelAt = columns.indexOf('label');
  return rows.map((cells) => {
    const rest = columns.flatMap((column, index) =>
      index === nameAt || index === labelAt || column === '' ? [] : [[column, cells[index] ?? ''] as const],
    );
    const label = cells[labelAt];
    return {
      name: cells[nameAt] ?? '',
      ...(label !== undefined && { label: { '': label } }),
      ...(rest.length > 0 && { columns: Object.fromEntries(rest) }),
    };
  });
}

const describeInstanceSource = ({ uri, file }: InstanceSource): string =>
  uri === 'list'
    ? 'a choice list'
    : uri === 'last-saved'
      ? 'the assessment before'
      : `the file ${file ?? ''}`;

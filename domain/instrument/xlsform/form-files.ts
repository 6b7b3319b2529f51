import type { DataElement } from '../data-element.ts';
import type { Choice, ChoiceList } from '../instrument.ts';
import { readCsv } from '../workbook/csv.ts';
import { attachedData } from '../xform/instances.ts';
import type { CellPlace, Complaints } from './complaints.ts';

/** What `instance(id)` may be: a choice list, a file, or the assessment before. One id means one of them. */
interface Source {
  readonly uri: string;
  readonly file: string | null;
  readonly place: CellPlace;
}

/** Collects the files and lists that a form asks, and notices when one id means two of them. */
export class FormFiles {
  private readonly byId = new Map<string, Source>();
  private readonly named = new Set<string>();

  private readonly complaints: Complaints;

  constructor(complaints: Complaints) {
    this.complaints = complaints;
  }

  /** A file such as `cities.csv` that a row of the survey names. */
  addFile(id: string, extension: string, place: CellPlace): void {
    const uri = extension === 'csv' ? `file-csv/${id}.csv` : `file/${id}.${extension}`;
    this.add(id, { uri, file: `${id}.${extension}`, place });
    this.named.add(id);
  }

  /** A CSV file that an expression pulls values from. */
  addPulled(id: string, place: CellPlace): void {
    this.add(id, { uri: `file-csv/${id}.csv`, file: `${id}.csv`, place });
  }

  /** A CSV file that an appearance searches, under an id that may differ from its name. */
  addSearched(id: string, file: string, place: CellPlace): void {
    this.add(id, { uri: `file-csv/${file}.csv`, file: `${file}.csv`, place });
  }

  addList(id: string, place: CellPlace): void {
    this.add(id, { uri: 'list', file: null, place });
  }

  addLastSaved(place: CellPlace): void {
    this.add('__last-saved', { uri: 'last-saved', file: null, place });
  }

  /** Is it a file that a row of the survey names? */
  has(id: string): boolean {
    return this.named.has(id);
  }

  /** Files sorted by their ids, with the choices of those that came along. */
  lists(csv: Readonly<Record<string, string>>): readonly ChoiceList[] {
    return [...this.byId]
      .flatMap(([name, { file, place }]) => (file === null ? [] : [{ name, file, place }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, file, place }) => ({ name, file, choices: this.choicesOf(file, csv, place) }));
  }

  /** What is in files that are no CSV, by id: GeoJSON and XML. */
  instances(attached: Readonly<Record<string, string>>): Readonly<Record<string, DataElement>> {
    const found: Record<string, DataElement> = {};
    for (const [id, { file, place }] of this.byId) {
      const text = file === null || isCsv(file) ? undefined : textOf(file, attached);
      if (file === null || text === undefined) continue;
      const data = attachedData(file, text);
      if (data) found[id] = data;
      else
        this.complaints.error(place, 'file.unreadable', `The file "${file}" cannot be read. Save it anew.`);
    }
    return found;
  }

  private add(id: string, source: Source): void {
    const other = this.byId.get(id);
    if (!other) this.byId.set(id, source);
    else if (other.uri !== source.uri)
      this.complaints.error(
        source.place,
        'instance.conflict',
        `"${id}" means two things in this form: ${nameOf(other)} and ${nameOf(source)}. Rename one of them.`,
      );
  }

  private choicesOf(
    file: string,
    csv: Readonly<Record<string, string>>,
    place: CellPlace,
  ): readonly Choice[] {
    const text = textOf(file, csv);
    if (text === undefined) {
      this.complaints.warning(
        place,
        'file.missing',
        `This form reads "${file}", which did not come along. Add it beside the form.`,
      );
      return [];
    }
    if (!isCsv(file)) return [];
    const table = readCsv(text);
    if (!table.ok) {
      const where =
        table.refusal.kind === 'unclosedQuote'
          ? `a quote that begins on line ${table.refusal.line} has no end`
          : 'it is too large';
      this.complaints.error(
        place,
        'file.unreadable',
        `The file "${file}" cannot be read: ${where}. Save it anew as CSV.`,
      );
      return [];
    }
    return choicesOfTable(table.value.columns, table.value.rows);
  }
}

const isCsv = (file: string): boolean => file.toLowerCase().endsWith('.csv');

const textOf = (file: string, attached: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(attached).find(([name]) => name.toLowerCase() === file.toLowerCase())?.[1];

function choicesOfTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly Choice[] {
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

const nameOf = ({ uri, file }: Source): string =>
  uri === 'list'
    ? 'a choice list'
    : uri === 'last-saved'
      ? 'the assessment before'
      : `the file ${file ?? ''}`;

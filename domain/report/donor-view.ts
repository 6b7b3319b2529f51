import { isTooFew, minimumCell } from '../privacy/small-cells.ts';
import type { Figure } from './figure.ts';
import type { Cell, Column, Report, Row, Section, Table } from './report.ts';

const withheld: Cell = { kind: 'hidden', why: 'withheld' };
const small: Cell = { kind: 'hidden', why: 'small' };

/**
 * What a donor may read of a report (domain.md E, rules 5 and 7): no rating of one institution and nothing written about
 * one unless the State agrees, and no figure over fewer institutions than the minimum cell. Records are not named either:
 * an id leads to an institution.
 */
export function donorView(report: Report, stateAgrees: boolean): Report {
  if (stateAgrees) return { ...report, audience: 'donor' };
  return {
    audience: 'donor',
    records: [],
    header: headerFor(report),
    sections: report.sections.map(sectionFor),
  };
}

function headerFor({ header }: Report): Report['header'] {
  const { institution, ...rest } = header;
  const few = isTooFew(header.institutions);
  return {
    ...rest,
    ...(institution !== undefined && { institution: '' }),
    // Coverage and confidence of a few institutions say something about each.
    coverage: few ? null : rest.coverage,
    confidence: few ? { low: 0, medium: 0, high: 0 } : rest.confidence,
  };
}

function sectionFor(section: Section): Section {
  if (section.access === 'institution') return emptied(section);
  const { figure, ...rest } = section;
  const table = tableFor(section);
  // A picture shows what its table shows, or is not shown.
  const isWhole = figure === undefined || (isOpenFigure(figure) && section.access === 'open');
  return { ...rest, table, ...(figure !== undefined && isWhole && { figure }) };
}

/** The title stays, so that a reader knows that there is more. */
const emptied = ({ id, title, access, table }: Section): Section => ({
  id,
  title,
  access,
  withheld: true,
  table: { columns: table.columns.filter((column) => typeof column.title === 'string'), rows: [] },
});

function tableFor({ table, access }: Section): Table {
  return {
    columns: table.columns,
    rows: table.rows.flatMap((row) => rowFor(row, table.columns, access) ?? []),
  };
}

function rowFor(row: Row, columns: readonly Column[], access: Section['access']): Row | null {
  // Sums over rows that are kept back would give them away.
  if (access === 'aggregate' && (row.isTotal === true || row.institutions === undefined))
    return { ...row, records: [], cells: row.cells.map((cell) => (isFigure(cell) ? small : cell)) };
  return {
    ...row,
    // A row may be called by the id of a record; a code that it shows anyway gives nothing away.
    id: row.cells[0]?.kind === 'text' && row.cells[0].text === row.id ? row.id : 'row',
    records: [],
    cells: row.cells.map((cell, at) => cellFor(cell, columns[at], row)),
  };
}

function cellFor(cell: Cell, column: Column | undefined, row: Row): Cell {
  if (column?.access === 'institution') return withheld;
  const isFew = row.institutions !== undefined && row.institutions < minimumCell;
  return column?.access === 'aggregate' && isFew ? small : cell;
}

const isFigure = ({ kind }: Cell): boolean =>
  kind === 'number' || kind === 'share' || kind === 'level' || kind === 'list';
const isOpenFigure = ({ kind }: Figure): boolean => kind === 'timeline' || kind === 'status-by-lead';

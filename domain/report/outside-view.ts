import { isTooFew, minimumCell } from '../privacy/small-cells.ts';
import type { Access, Cell, Column, Report, Row, Section, Table } from './report.ts';

/** Who outside the programme a copy is for (domain.md E, rule 5). */
export type OutsideReader =
  | { readonly kind: 'state' }
  | { readonly kind: 'donor'; readonly stateAgrees: boolean }
  | { readonly kind: 'partner' };

const withheld: Cell = { kind: 'hidden', why: 'withheld' };
const small: Cell = { kind: 'hidden', why: 'small' };

/**
 * What a reader outside the programme gets of a report, by what is shared of each field (domain.md E, rule 5). The State:
 * all of its own, but interviews, what is strictly confidential, and who pays. A donor: activities and what is
 * summed over at least the minimum cell of institutions; levels of one institution only where the State agrees, and then
 * still nothing that was written about it. A donor's rows name no records: an id leads to an institution. A partner: what the
 * report was made of, which is its items alone and what they rest on (`report-for.ts`).
 */
export function outsideView(report: Report, to: OutsideReader): Report {
  return {
    ...report,
    audience: to.kind,
    records: to.kind === 'donor' ? [] : report.records,
    header: headerFor(report, to),
    sections: report.sections.map((section) => sectionFor(section, to)),
  };
}

const isShown = (access: Access, to: OutsideReader): boolean => {
  switch (access) {
    case 'open':
      return true;
    case 'inside':
      return false;
    case 'state':
      return to.kind === 'state';
    case 'donor':
      return to.kind === 'donor';
    case 'state-partner':
      return to.kind !== 'donor';
    case 'donor-partner':
      return to.kind !== 'state';
    case 'rating':
    case 'aggregate':
      return to.kind === 'state' || isAgreed(to);
  }
};

/** Does the State agree that this reader sees ratings by institution? */
const isAgreed = (to: OutsideReader): boolean => to.kind === 'donor' && to.stateAgrees;

/** Functions of the team are nobody's business outside; coverage and confidence of a few institutions say something of each. */
function headerFor({ header }: Report, to: OutsideReader): Report['header'] {
  const outside = { ...header, roles: [], mark: header.mark === 'SC' ? ('C' as const) : header.mark };
  if (to.kind === 'state') return outside;
  const isFew = isTooFew(header.institutions) && !isAgreed(to);
  return {
    ...outside,
    ...(header.institution !== undefined && !isAgreed(to) && { institution: '' }),
    coverage: isFew ? null : header.coverage,
    confidence: { low: 0, medium: 0, high: 0 },
  };
}

function sectionFor(section: Section, to: OutsideReader): Section {
  // Sums may be over enough institutions: each row is looked at.
  if (section.access !== 'aggregate' && !isShown(section.access, to)) return emptied(section);
  const { figure, ...rest } = section;
  // A picture shows all that its table does, or is not shown.
  const isWhole = section.access === 'open' || isShown(section.access, to);
  return { ...rest, table: tableFor(section, to), ...(figure !== undefined && isWhole && { figure }) };
}

/** The title stays, so that a reader knows that there is more. */
const emptied = ({ id, title, access, table }: Section): Section => ({
  id,
  title,
  access,
  withheld: true,
  table: { columns: table.columns.filter((column) => typeof column.title === 'string'), rows: [] },
});

const tableFor = ({ table, access }: Section, to: OutsideReader): Table => ({
  columns: table.columns,
  rows: table.rows
    .filter((row) => isShown(row.access ?? 'open', to))
    .map((row) => rowFor(row, table.columns, access, to)),
});

function rowFor(row: Row, columns: readonly Column[], access: Access, to: OutsideReader): Row {
  const records = to.kind === 'donor' ? [] : row.records;
  // Sums over rows that are kept back would give them away.
  if (access === 'aggregate' && !isShown(access, to) && row.institutions === undefined)
    return { ...row, records, cells: row.cells.map((cell) => (isFigure(cell) ? small : cell)) };
  return {
    ...row,
    // A row may be called by the id of a record; a code that it shows anyway gives nothing away.
    id: row.cells[0]?.kind === 'text' && row.cells[0].text === row.id ? row.id : 'row',
    records,
    cells: row.cells.map((cell, at) => cellFor(cell, columns[at]?.access ?? 'open', row, to)),
  };
}

function cellFor(cell: Cell, access: Access, { institutions }: Row, to: OutsideReader): Cell {
  if (isShown(access, to)) return cell;
  if (access !== 'aggregate') return withheld;
  return institutions === undefined || institutions < minimumCell ? small : cell;
}

const isFigure = ({ kind }: Cell): boolean =>
  kind === 'number' || kind === 'share' || kind === 'level' || kind === 'list';

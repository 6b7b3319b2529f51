import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { ShownSheet } from './import-messages.ts';
import { columnName, columnOf, type ListedProblem, pageCount, rowsOnPage } from './sheet-problems.ts';
import { ProblemStop } from './problem-stop.tsx';
import './instruments.css';

interface SheetViewProps {
  readonly sheet: ShownSheet;
  readonly problems: readonly ListedProblem[];
  readonly page: number;
  /** The problem that the person has gone to. */
  readonly selected: number | null;
  readonly onPage: (page: number) => void;
}

/** A page of a sheet as the author knows it, with what is wrong written below the row that it is in. */
export function SheetView({ sheet, problems, page, selected, onPage }: SheetViewProps): ReactElement {
  const say = useSay();
  const rows = sheet.rows.slice(page * rowsOnPage, (page + 1) * rowsOnPage);
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => columnName(column));
  return (
    <div className="library-sheet">
      <div className="library-sheet-scroll">
        <table dir="ltr">
          <caption className="fb-hidden">{say('library.sheet', { sheet: sheet.name })}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="fb-hidden">{say('library.sheet.row')}</span>
              </th>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, cells }) => (
              <SheetRow
                key={row}
                row={row}
                cells={columns.map((_, column) => cells[column] ?? '')}
                marks={problems
                  .filter((problem) => problem.row === row)
                  .map((problem) => ({ problem, column: columnOf(sheet, problem) }))}
                selected={selected}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pageCount(sheet) > 1 && <SheetPages sheet={sheet} page={page} onPage={onPage} />}
    </div>
  );
}

interface SheetRowProps {
  readonly row: number;
  readonly cells: readonly string[];
  readonly marks: readonly { readonly problem: ListedProblem; readonly column: number }[];
  readonly selected: number | null;
}

function SheetRow({ row, cells, marks, selected }: SheetRowProps): ReactElement {
  const markAt = (column: number): ListedProblem | undefined =>
    marks.find((mark) => mark.column === column)?.problem;
  return (
    <>
      <tr>
        <th scope="row" data-marked={marks.length > 0 || undefined}>
          {row}
        </th>
        {cells.map((text, column) => {
          const problem = markAt(column);
          return (
            // A sheet has no other names for its columns than their numbers.
            <td
              key={columnName(column)}
              data-severity={problem?.severity}
              {...(problem && { 'aria-describedby': `library-problem-${problem.at}` })}
            >
              <span dir="auto">{text}</span>
            </td>
          );
        })}
      </tr>
      {marks.map(({ problem }) => (
        <tr key={problem.at} className="library-sheet-problem" data-severity={problem.severity}>
          <td colSpan={cells.length + 1}>
            <ProblemStop problem={problem} isSelected={selected === problem.at} />
          </td>
        </tr>
      ))}
    </>
  );
}

function SheetPages({
  sheet,
  page,
  onPage,
}: Pick<SheetViewProps, 'sheet' | 'page' | 'onPage'>): ReactElement {
  const say = useSay();
  const [first, last] = [sheet.rows[page * rowsOnPage], sheet.rows.slice(0, (page + 1) * rowsOnPage).at(-1)];
  return (
    <div className="library-sheet-pages">
      <Button kind="quiet" icon={ChevronLeft} isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        {say('library.sheet.before')}
      </Button>
      <span className="fb-numbers" role="status">
        {say('library.sheet.rows', { from: first?.row ?? 1, to: last?.row ?? 1 })}
      </span>
      <Button
        kind="quiet"
        icon={ChevronRight}
        isDisabled={page >= pageCount(sheet) - 1}
        onPress={() => onPage(page + 1)}
      >
        {say('library.sheet.after')}
      </Button>
    </div>
  );
}

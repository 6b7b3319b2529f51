import { ChevronLeft, ChevronRight, CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { Diagnostic } from '#forms/model/instrument.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, EmptyState, Tabs } from '#renderer/ui';
import {
  columnLettersOf,
  columnOfProblem,
  type ListedProblem,
  rowsPerSheetPage,
  type ShownSheet,
  sheetOfProblem,
  sheetPageCount,
} from './import-messages.ts';
import './instruments.css';

interface QuestionnaireProblemsViewProps {
  readonly problems: readonly ListedProblem[];
  readonly sheets: readonly ShownSheet[];
  readonly sheetCell: SheetCell | null;
  readonly onGo: (listedProblem: ListedProblem) => void;
  readonly onSheetCell: (sheetCell: SheetCell) => void;
}

/** Problems of a workbook: the list, and beside it the sheets with each problem at its cell. */
export function QuestionnaireProblemsView({
  problems,
  sheets,
  sheetCell,
  onGo,
  onSheetCell,
}: QuestionnaireProblemsViewProps): ReactElement {
  const translate = useTranslate();
  const shownSheet = sheets.find(({ name }) => name === sheetCell?.sheet) ?? sheets[0];
  return (
    <div className="library-problems">
      <div className="library-problem-list">
        {problems.length === 0 ? (
          <EmptyState icon={CircleCheck} title={translate('library.problems.none')} />
        ) : (
          <ol aria-label={translate('library.problems')}>
            {problems.map((listedProblem) => (
              <li key={listedProblem.at}>
                <ProblemListItem
                  problem={listedProblem}
                  isInSheet={sheetOfProblem(sheets, listedProblem) !== undefined}
                  isSelected={sheetCell?.problem === listedProblem.at}
                  onGo={onGo}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
      {shownSheet && (
        <Tabs
          label={translate('library.sheets')}
          selected={shownSheet.name}
          onSelect={(sheet) => onSheetCell({ sheet, page: 0, problem: null })}
          tabs={sheets.map((sheet) => {
            const ofSheet = problems.filter((problem) => sheetOfProblem(sheets, problem) === sheet);
            return {
              id: sheet.name,
              label: sheet.name,
              ...(ofSheet.length > 0 && { count: ofSheet.length }),
              content: (
                <WorkbookSheetView
                  sheet={sheet}
                  problems={ofSheet}
                  page={sheetCell?.sheet === sheet.name ? sheetCell.page : 0}
                  selected={sheetCell?.problem ?? null}
                  onPage={(page) => onSheetCell({ sheet: sheet.name, page, problem: null })}
                />
              ),
            };
          })}
        />
      )}
    </div>
  );
}

interface WorkbookSheetViewProps {
  readonly sheet: ShownSheet;
  readonly problems: readonly ListedProblem[];
  readonly page: number;
  /** Selected problem. */
  readonly selected: number | null;
  readonly onPage: (page: number) => void;
}

/** Page of a sheet as the author knows it, with each problem below its row. */
function WorkbookSheetView({
  sheet,
  problems,
  page,
  selected,
  onPage,
}: WorkbookSheetViewProps): ReactElement {
  const translate = useTranslate();
  const rows = sheet.rows.slice(page * rowsPerSheetPage, (page + 1) * rowsPerSheetPage);
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => columnLettersOf(column));
  return (
    <div className="library-sheet">
      <div className="library-sheet-scroll">
        <table dir="ltr">
          <caption className="fb-hidden">{translate('library.sheet', { sheet: sheet.name })}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="fb-hidden">{translate('library.sheet.row')}</span>
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
                  .map((problem) => ({ problem, column: columnOfProblem(sheet, problem) }))}
                selected={selected}
              />
            ))}
          </tbody>
        </table>
      </div>
      {sheetPageCount(sheet) > 1 && <SheetPages sheet={sheet} page={page} onPage={onPage} />}
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
          const listedProblem = markAt(column);
          return (
            // Columns of a sheet have no other identity than their numbers.
            <td
              key={columnLettersOf(column)}
              data-severity={listedProblem?.severity}
              {...(listedProblem && { 'aria-describedby': `library-problem-${listedProblem.at}` })}
            >
              <span dir="auto">{text}</span>
            </td>
          );
        })}
      </tr>
      {marks.map(({ problem }) => (
        <tr key={problem.at} className="library-sheet-problem" data-severity={problem.severity}>
          <td colSpan={cells.length + 1}>
            <SheetProblem problem={problem} isSelected={selected === problem.at} />
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
}: Pick<WorkbookSheetViewProps, 'sheet' | 'page' | 'onPage'>): ReactElement {
  const translate = useTranslate();
  const [first, last] = [
    sheet.rows[page * rowsPerSheetPage],
    sheet.rows.slice(0, (page + 1) * rowsPerSheetPage).at(-1),
  ];
  return (
    <div className="library-sheet-pages">
      <Button kind="quiet" icon={ChevronLeft} isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        {translate('library.sheet.before')}
      </Button>
      <span className="fb-numbers" role="status">
        {translate('library.sheet.rows', { from: first?.row ?? 1, to: last?.row ?? 1 })}
      </span>
      <Button
        kind="quiet"
        icon={ChevronRight}
        isDisabled={page >= sheetPageCount(sheet) - 1}
        onPress={() => onPage(page + 1)}
      >
        {translate('library.sheet.after')}
      </Button>
    </div>
  );
}

interface SheetProblemProps {
  readonly problem: ListedProblem;
  readonly isSelected: boolean;
}

/** Problem in its sheet. A selection in the list brings the focus, and the page, here. */
function SheetProblem({ problem, isSelected }: SheetProblemProps): ReactElement {
  const stop = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSelected) stop.current?.focus();
  }, [isSelected]);
  return (
    <div
      ref={stop}
      id={`library-problem-${problem.at}`}
      className="library-problem-stop"
      tabIndex={-1}
      data-selected={isSelected || undefined}
    >
      <ProblemLineView problem={problem} />
    </div>
  );
}

/** One problem in words: severity, description and remedy. The words are the importer's, in English. */
export function ProblemLineView({ problem }: { readonly problem: Diagnostic }): ReactElement {
  const translate = useTranslate();
  const isError = problem.severity === 'error';
  const Icon = isError ? OctagonAlert : TriangleAlert;
  return (
    <span className="library-problem-line" data-severity={problem.severity}>
      <Icon className="fb-icon" aria-hidden />
      <span className="fb-hidden">
        {translate(isError ? 'library.problem.error' : 'library.problem.warning')}:{' '}
      </span>
      <span dir="auto">
        {problem.message}
        {problem.fix !== undefined && <span className="library-problem-fix"> {problem.fix}</span>}
      </span>
    </span>
  );
}

/** Position of a person: a sheet, a page of it, and the selected problem. */
export interface SheetCell {
  readonly sheet: string;
  readonly page: number;
  readonly problem: number | null;
}

interface ProblemListItemProps {
  readonly problem: ListedProblem;
  readonly isInSheet: boolean;
  readonly isSelected: boolean;
  readonly onGo: (listedProblem: ListedProblem) => void;
}

function ProblemListItem({ problem, isInSheet, isSelected, onGo }: ProblemListItemProps): ReactElement {
  const translate = useTranslate();
  const { sheet, column = '', row } = problem;
  const where =
    sheet === undefined
      ? translate('library.problem.file')
      : row === undefined
        ? translate('library.sheet', { sheet })
        : translate('library.problem.cell', { sheet, cell: `${column}${row}` });
  const content = (
    <>
      <span className="library-problem-where">{where}</span>
      <ProblemLineView problem={problem} />
    </>
  );
  return isInSheet && row !== undefined ? (
    <button
      type="button"
      className="library-problem-item"
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => onGo(problem)}
    >
      {content}
    </button>
  ) : (
    <div className="library-problem-item">{content}</div>
  );
}

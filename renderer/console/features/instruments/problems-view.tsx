import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { ShownSheet } from './import-messages.ts';
import { ProblemLineView } from './problem-line-view.tsx';
import { type ListedProblem, sheetOf } from './sheet-problems.ts';
import { SheetView } from './sheet-view.tsx';

/** Where a person looks: a sheet, a page of it, and the problem that they went to. */
export interface SheetPlace {
  readonly sheet: string;
  readonly page: number;
  readonly problem: number | null;
}

interface ProblemsViewProps {
  readonly problems: readonly ListedProblem[];
  readonly sheets: readonly ShownSheet[];
  readonly place: SheetPlace | null;
  readonly onGo: (problem: ListedProblem) => void;
  readonly onPlace: (place: SheetPlace) => void;
}

/** What is wrong with a workbook: the list, and beside it the sheets in which each problem stands at its cell. */
export function ProblemsView({ problems, sheets, place, onGo, onPlace }: ProblemsViewProps): ReactElement {
  const say = useSay();
  const shown = sheets.find(({ name }) => name === place?.sheet) ?? sheets[0];
  return (
    <div className="library-problems">
      <div className="library-problem-list">
        {problems.length === 0 ? (
          <EmptyState icon={CircleCheck} title={say('library.problems.none')} />
        ) : (
          <ol aria-label={say('library.problems')}>
            {problems.map((problem) => (
              <li key={problem.at}>
                <ProblemItem
                  problem={problem}
                  isInSheet={sheetOf(sheets, problem) !== undefined}
                  isSelected={place?.problem === problem.at}
                  onGo={onGo}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
      {shown && (
        <Tabs
          label={say('library.sheets')}
          selected={shown.name}
          onSelect={(sheet) => onPlace({ sheet, page: 0, problem: null })}
          tabs={sheets.map((sheet) => {
            const ofSheet = problems.filter((problem) => sheetOf(sheets, problem) === sheet);
            return {
              id: sheet.name,
              label: sheet.name,
              ...(ofSheet.length > 0 && { count: ofSheet.length }),
              content: (
                <SheetView
                  sheet={sheet}
                  problems={ofSheet}
                  page={place?.sheet === sheet.name ? place.page : 0}
                  selected={place?.problem ?? null}
                  onPage={(page) => onPlace({ sheet: sheet.name, page, problem: null })}
                />
              ),
            };
          })}
        />
      )}
    </div>
  );
}

interface ProblemItemProps {
  readonly problem: ListedProblem;
  readonly isInSheet: boolean;
  readonly isSelected: boolean;
  readonly onGo: (problem: ListedProblem) => void;
}

function ProblemItem({ problem, isInSheet, isSelected, onGo }: ProblemItemProps): ReactElement {
  const say = useSay();
  const { sheet, column = '', row } = problem;
  const where =
    sheet === undefined
      ? say('library.problem.file')
      : row === undefined
        ? say('library.sheet', { sheet })
        : say('library.problem.cell', { sheet, cell: `${column}${row}` });
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

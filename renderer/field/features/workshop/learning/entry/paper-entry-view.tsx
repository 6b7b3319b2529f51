import { Check, CircleAlert } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from 'react';
import {
  type AnswerFact,
  type CellProblem,
  type EnteredSheet,
  type EntryForm,
  type EntryRow,
  factValues,
  isRowEmpty,
  type RowProblems,
  readEntryRow,
} from '#domain/workshop/learning/answer-entry.ts';
import { type AnswerPage, optionIdsOf } from '#domain/workshop/learning/questionnaire.ts';
import { type Message, type MessageKey, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import './entry.css';
import { valueLabelOf } from '#renderer/records/value-labels.ts';

/** Words of the reason why a cell is no answer. */
export const cellProblemKeys = {
  noOption: 'learning.cell.noOption',
  onlyOne: 'learning.cell.onlyOne',
  twice: 'learning.cell.twice',
  notAll: 'learning.cell.notAll',
  noFact: 'learning.cell.noFact',
  codeMissing: 'learning.cell.codeMissing',
  codeShort: 'learning.cell.codeShort',
} as const satisfies Record<CellProblem, MessageKey>;

interface PaperEntryViewProps {
  readonly label: string;
  readonly form: EntryForm;
  readonly rows: readonly PaperRow[];
  /** Codes that are in this phase already. */
  readonly isUsed: (code: string, row: string) => boolean;
  readonly problem: Message | null;
  readonly onCell: (row: string, column: number, text: string) => void;
  /** The person finished a row. */
  readonly onRowEnd: (row: string) => void;
  readonly onFocusRow: (row: string) => void;
}

/** Entry of answers from paper: one row a person, letters and digits only. Enter goes to the next row. */
export function PaperEntryView(props: PaperEntryViewProps): ReactElement {
  const { label, form, rows, problem } = props;
  const { pages, hasCode, facts } = form;
  const translate = useTranslate();
  const language = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  const focusCell = (row: number, column: number): void =>
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${row}-${column}"]`)?.focus();
  useEffect(() => table.current?.querySelector<HTMLInputElement>('[data-cell]')?.focus(), []);
  return (
    <>
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <div className="fb-table-scroll">
        <table className="fb-table learning-entry" ref={table}>
          <caption className="fb-hidden">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{translate('learning.entry.row')}</th>
              {hasCode && <th scope="col">{translate('learning.entry.code')}</th>}
              {pages.map(({ id, text }, at) => (
                <th key={id} scope="col" title={text[language]}>
                  {at + 1}
                </th>
              ))}
              {facts.map((answerFact) => (
                <th key={answerFact} scope="col">
                  {translate(`learning.facts.${answerFact}`)}
                </th>
              ))}
              <th scope="col">{translate('learning.entry.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((paperRow, at) => (
              <PaperRowView key={paperRow.id} {...props} row={paperRow} index={at} focusCell={focusCell} />
            ))}
          </tbody>
        </table>
      </div>
      {facts.map((fact) => (
        <FactLegend key={fact} fact={fact} />
      ))}
    </>
  );
}

interface PaperRowViewProps extends PaperEntryViewProps {
  readonly row: PaperRow;
  readonly index: number;
  readonly focusCell: (row: number, column: number) => void;
}

function PaperRowView(props: PaperRowViewProps): ReactElement {
  const { form, row, index, focusCell, isUsed, onCell, onRowEnd, onFocusRow } = props;
  const { pages, hasCode, facts } = form;
  const translate = useTranslate();
  const language = useLanguage();
  const note = useId();
  const { state, problems } = readPaperRow(form, row);
  const isRepeated = hasCode && row.code.trim() !== '' && isUsed(row.code, row.id);
  const first = hasCode ? 0 : 1;

  const onKey = (event: KeyboardEvent, column: number): void => {
    const target = {
      Enter: [index + 1, first],
      ArrowDown: [index + 1, column],
      ArrowUp: [index - 1, column],
    }[event.key];
    if (target === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key === 'Enter') onRowEnd(row.id);
    const [toRow = 0, toColumn = 0] = target;
    // The next row may be new: it is there after this render.
    requestAnimationFrame(() => focusCell(toRow, toColumn));
  };
  const onChange = (column: number, text: string): void => {
    const answerPage = pages[column - 1];
    const [sign = '', next = ''] = text;
    // "Not applicable" may be n or na: a digit after n belongs to the next statement.
    if (answerPage?.kind === 'agreement' && /^n[1-5]$/i.test(text) && (row.cells[column] ?? '') === '') {
      onCell(row.id, column, sign);
      return onChange(column + 1, next);
    }
    onCell(row.id, column, text);
    const isOneSign =
      answerPage !== undefined && (answerPage.kind === 'single' || answerPage.kind === 'agreement');
    if (isOneSign && text.trim().length === 1 && !/^n$/i.test(text.trim()))
      requestAnimationFrame(() => focusCell(index, column + 1));
  };
  const cell = (column: number, value: string, name: string, size: number): ReactElement => (
    <td key={column}>
      <input
        className="fb-input learning-cell"
        data-cell={`${index}-${column}`}
        aria-label={translate('learning.entry.cell', { row: index + 1, column: name })}
        aria-invalid={problems.has(column) || undefined}
        aria-describedby={note}
        value={value}
        size={size}
        maxLength={column === 0 ? 40 : 12}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => onChange(column, event.target.value)}
        onKeyDown={(event) => onKey(event, column)}
        onFocus={() => onFocusRow(row.id)}
      />
    </td>
  );
  return (
    <tr
      data-state={state}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onRowEnd(row.id);
      }}
    >
      <th scope="row">{index + 1}</th>
      {hasCode && cell(0, row.code, translate('learning.entry.code'), 12)}
      {pages.map((answerPage, at) =>
        cell(at + 1, row.cells[at] ?? '', `${at + 1} ${answerPage.text[language]}`, cellSizeOf(answerPage)),
      )}
      {facts.map((answerFact, at) => {
        const column = pages.length + at;
        return cell(column + 1, row.cells[column] ?? '', translate(`learning.facts.${answerFact}`), 3);
      })}
      <td id={note} className="learning-entry-note">
        <RowNote
          state={state}
          problem={
            // A fact has no number: its marked cell says where.
            [...problems].map(([column, problem]) => ({
              column: column > pages.length ? 0 : column,
              problem,
            }))[0]
          }
          isRepeated={isRepeated}
        />
      </td>
    </tr>
  );
}

const cellSizeOf = (answerPage: AnswerPage): number =>
  answerPage.kind === 'multi' || answerPage.kind === 'order'
    ? Math.max(3, optionIdsOf(answerPage).length)
    : 2;

interface RowNoteProps {
  readonly state: PaperRowState;
  readonly problem: { readonly column: number; readonly problem: CellProblem } | undefined;
  readonly isRepeated: boolean;
}

function RowNote({ state, problem, isRepeated }: RowNoteProps): ReactElement | null {
  const translate = useTranslate();
  if (problem !== undefined)
    return (
      <span className="learning-entry-wrong">
        <CircleAlert className="fb-icon" aria-hidden />
        {problem.column > 0 && <bdi>{problem.column}</bdi>} {translate(cellProblemKeys[problem.problem])}
      </span>
    );
  return (
    <>
      {state === 'saved' && (
        <span className="learning-entry-saved">
          <Check className="fb-icon" aria-hidden /> {translate('learning.entry.saved')}
        </span>
      )}{' '}
      {isRepeated && translate('learning.entry.repeated')}
    </>
  );
}

const lists = { institutionType: 'institutionType', sex: 'participantSex' } as const;

/** Digits of the values of a fact, such as "1 Woman, 2 Man". */
function FactLegend({ fact }: { readonly fact: AnswerFact }): ReactElement {
  const translate = useTranslate();
  return (
    <p className="learning-legend">
      <strong>{translate(`learning.facts.${fact}`)}:</strong>
      {factValues[fact].map((value, at) => {
        const labelKey = valueLabelOf(lists[fact], value);
        return (
          <span key={value}>
            <b>
              <bdi>{at + 1}</bdi>
            </b>{' '}
            {labelKey === undefined ? value : translate(labelKey)}
          </span>
        );
      })}
    </p>
  );
}

/** Row of the entry from paper: one person. `saved`: its cells as they are on the disk. */
export interface PaperRow extends EntryRow {
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly revision: number;
  readonly saved: string | null;
}

/** Row of a sheet of which nothing was typed. */
export const emptyPaperRow = (id: string, { pages, facts }: EntryForm): PaperRow => ({
  id,
  code: '',
  cells: [...pages, ...facts].map(() => ''),
  texts: {},
  revision: 0,
  saved: null,
});

const contentOf = ({ code, cells, texts }: PaperRow): string => JSON.stringify([code, cells, texts]);

/** State of a row beside its cells. */
type PaperRowState = 'empty' | 'typing' | 'wrong' | 'saved';

/** A row as it would be saved, or its wrong cells. */
export function readPaperRow(
  entryForm: EntryForm,
  paperRow: PaperRow,
): {
  readonly state: PaperRowState;
  readonly sheet: EnteredSheet | null;
  readonly problems: RowProblems;
} {
  if (isRowEmpty(paperRow)) return { state: 'empty', sheet: null, problems: new Map() };
  const read = readEntryRow(entryForm, paperRow);
  if (!read.ok) return { state: 'wrong', sheet: null, problems: read.refusal };
  const state = paperRow.saved === contentOf(paperRow) ? 'saved' : 'typing';
  return { state, sheet: read.value, problems: new Map() };
}

/** The row after it was saved as it stands. */
export const markPaperRowSaved = (paperRow: PaperRow): PaperRow => ({
  ...paperRow,
  revision: paperRow.revision + 1,
  saved: contentOf(paperRow),
});

/** Set the cell of a column: 0 is the code; the questions follow, then the facts. */
export const setPaperCell = (paperRow: PaperRow, column: number, text: string): PaperRow =>
  column === 0
    ? { ...paperRow, code: text }
    : { ...paperRow, cells: paperRow.cells.map((cell, at) => (at === column - 1 ? text : cell)) };

import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { ParticipantFunction } from '#domain/workshop/participant.ts';
import type { CellReason, ImportChoices, RowReason } from '#domain/workshop/participant-import/import-row.ts';
import { garbledRowsOf, type ImportPreview } from '#domain/workshop/participant-import/participant-import.ts';
import { type Message, type PlainMessageKey, type Translate, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, PageSection, Select } from '#renderer/ui';

/** Reason why a row is not taken, in words. */
function rowReasonMessage(rowReason: RowReason): Message {
  switch (rowReason.kind) {
    case 'functionUnknown':
      return { key: 'register.import.row.functionUnknown', values: { word: rowReason.word } };
    case 'sameAsRow':
      return { key: 'register.import.row.sameAsRow', values: { row: rowReason.row } };
    case 'sameAsRegistered':
      return { key: 'register.import.row.sameAsRegistered', values: { code: rowReason.code } };
    case 'institutionMissing':
      return { key: 'register.import.row.institutionMissing' };
    case 'functionMissing':
      return { key: 'register.import.row.functionMissing' };
    case 'nothingToTake':
      return { key: 'register.import.row.nothingToTake' };
    case 'tooLong':
      return { key: 'register.import.row.tooLong' };
  }
}

/** Reason why a cell is left out, in words. */
const cellReasonKeys: Readonly<Record<CellReason, PlainMessageKey>> = {
  sexUnknown: 'register.import.cell.sexUnknown',
  seniorityUnknown: 'register.import.cell.seniorityUnknown',
  institutionTypeUnknown: 'register.import.cell.institutionTypeUnknown',
  yesOrNoUnknown: 'register.import.cell.yesOrNoUnknown',
  emailMalformed: 'register.problem.emailMalformed',
  emailWithoutConsent: 'register.problem.emailWithoutConsent',
  needsTooLong: 'register.problem.tooLong',
  notCalculated: 'register.import.cell.notCalculated',
  formulaError: 'register.import.cell.formulaError',
};

/** Name of a cell as spreadsheets write it; of a row without a column its number. */
const cellNameOf = (column: string | null, row: number): string => `${column ?? ''}${row}`;

/** All that is not taken as lines of a file: sheet, row, column, value and reason. */
export function problemLines(
  { refused, cells }: ImportPreview & { readonly kind: 'preview' },
  sheet: string,
  translate: Translate,
): readonly (readonly (string | number)[])[] {
  const all = [
    ...refused.map((refusedRow) => ({ ...refusedRow, text: translate(rowReasonMessage(refusedRow.reason)) })),
    ...cells.map((refusedCell) => ({ ...refusedCell, text: translate(cellReasonKeys[refusedCell.reason]) })),
  ].toSorted((a, b) => a.row - b.row);
  return [
    [
      translate('register.import.sheet'),
      translate('register.import.rowNumber'),
      translate('register.import.column'),
      translate('register.import.value'),
      translate('register.import.reason'),
    ],
    ...all.map(({ row, column, value, text }) => [sheet, row, column ?? '', value, text]),
  ];
}

interface ImportResultViewProps {
  readonly preview: ImportPreview;
  readonly choices: ImportChoices;
  readonly onChoose: (changedImportChoices: Partial<ImportChoices>) => void;
}

/** Lines of each list on the screen; the file of problems has all. */
const shownLines = 200;

/** Fate of each row: taken, taken without a cell, or not taken with its reason. */
export function ImportResultView({ preview, choices, onChoose }: ImportResultViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('register.import.result')}
      description={translate('register.import.result.text')}
    >
      {preview.kind === 'tooManyRows' && (
        <Banner meaning="bad" title={translate('register.import.tooMany.title', { rows: preview.rows })}>
          {translate('register.import.tooMany.text', { most: preview.most })}
        </Banner>
      )}
      {preview.kind === 'empty' && <Banner meaning="wait">{translate('register.import.noRows')}</Banner>}
      {preview.kind === 'preview' && (
        <>
          <div className="rg-fates" role="status">
            <FateCount kind="taken" count={preview.taken.length} />
            <FateCount kind="cells" count={preview.cells.length} />
            <FateCount kind="refused" count={preview.refused.length} />
          </div>
          <GarbledRows rows={garbledRowsOf(preview.taken)} />
          <UnknownFunctions preview={preview} choices={choices} onChoose={onChoose} />
          <ProblemList
            title={translate('register.import.refusedRows')}
            lines={preview.refused.map(({ row, column, value, reason }) => ({
              cell: cellNameOf(column, row),
              value,
              text: translate(rowReasonMessage(reason)),
            }))}
          />
          <ProblemList
            title={translate('register.import.refusedCells')}
            lines={preview.cells.map(({ row, column, value, reason }) => ({
              cell: cellNameOf(column, row),
              value,
              text: translate(cellReasonKeys[reason]),
            }))}
          />
        </>
      )}
    </PageSection>
  );
}

/** Warning of letters in a wrong encoding; names are hidden here, so that nobody would see them. */
function GarbledRows({ rows }: { readonly rows: readonly number[] }): ReactElement | null {
  const translate = useTranslate();
  if (rows.length === 0) return null;
  const shown = rows.slice(0, 10).join(', ');
  return (
    <Banner meaning="wait" isAnnounced>
      {translate('register.import.garbled', {
        count: rows.length,
        rows: rows.length > 10 ? `${shown} …` : shown,
      })}
    </Banner>
  );
}

interface UnknownFunctionsProps extends ImportResultViewProps {
  readonly preview: ImportPreview & { readonly kind: 'preview' };
}

/** Words that no list of functions has: the person says their meaning once for all rows. */
function UnknownFunctions({ preview, choices, onChoose }: UnknownFunctionsProps): ReactElement | null {
  const translate = useTranslate();
  if (preview.unknownFunctions.length === 0) return null;
  return (
    <section>
      <h3>{translate('register.import.unknownFunctions')}</h3>
      <ul className="rg-words">
        {preview.unknownFunctions.slice(0, shownLines).map(({ key, word, rows }) => (
          <li key={key}>
            <Select
              label={translate('register.import.wordInRows', { word, rows })}
              value={null}
              onChange={(group) => onChoose({ functions: { ...choices.functions, [key]: group } })}
              options={ParticipantFunction.options.map((id) => ({
                id,
                label: translate(valueLabels.participantFunction[id]),
              }))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ProblemLine {
  readonly cell: string;
  readonly value: string;
  readonly text: string;
}

function ProblemList({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly ProblemLine[];
}): ReactElement | null {
  const translate = useTranslate();
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="rg-problems">
        {lines.slice(0, shownLines).map(({ cell, value, text }, at) => (
          <li key={at}>
            <span className="rg-letters">{cell}</span>
            <span>
              {text}
              {value !== '' && (
                <small>
                  <bdi>{value.slice(0, 120)}</bdi>
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > shownLines && (
        <p>{translate('register.import.moreLines', { count: lines.length - shownLines })}</p>
      )}
    </section>
  );
}

/** Number of rows with one fate, with its sign. */
function FateCount({
  count,
  kind,
}: {
  readonly count: number;
  readonly kind: 'taken' | 'cells' | 'refused';
}): ReactElement {
  const translate = useTranslate();
  const Icon = { taken: CircleCheck, cells: TriangleAlert, refused: CircleX }[kind];
  return (
    <div data-fate={kind}>
      <b>
        <Icon className="fb-icon" aria-hidden />
        {count}
      </b>
      {translate(fateKeys[kind], { count })}
    </div>
  );
}

const fateKeys = {
  taken: 'register.import.fate.taken',
  cells: 'register.import.fate.cells',
  refused: 'register.import.fate.refused',
} as const;

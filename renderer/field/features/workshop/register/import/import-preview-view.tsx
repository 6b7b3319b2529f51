import { Ban, Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { ParticipantFunction } from '#domain/workshop/participant.ts';
import {
  type ImportColumn,
  type ImportField,
  type ImportHead,
  importFields,
} from '#domain/workshop/participant-import/import-columns.ts';
import type { ImportChoices } from '#domain/workshop/participant-import/import-row.ts';
import type { ImportPreview } from '#domain/workshop/participant-import/participant-import.ts';
import { type TextEncoding, textEncodings } from '#forms/workbook/text-encoding.ts';
import { columnLetters, type SheetRow } from '#forms/workbook/workbook.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  FormActs,
  PageSection,
  ScreenPage,
  Select,
  TextField,
  useKeyPresses,
} from '#renderer/ui';
import { ImportResultView } from './import-result-view.tsx';

interface ImportPreviewViewProps {
  /** Null for pasted rows. */
  readonly name: string | null;
  readonly sheets: readonly string[];
  readonly sheetAt: number;
  readonly onSheet: (at: number) => void;
  /** Of a text file; null for others. */
  readonly encoding: TextEncoding | null;
  readonly onEncoding: (textEncoding: TextEncoding) => void;
  readonly rows: readonly SheetRow[];
  readonly head: ImportHead;
  readonly choices: ImportChoices;
  readonly onChoose: (changedImportChoices: Partial<ImportChoices>) => void;
  readonly preview: ImportPreview;
  readonly problem: Message | null;
  readonly isAdding: boolean;
  readonly onBack: () => void;
  readonly onClose: () => void;
  readonly onSaveProblems: () => void;
  readonly onAdd: () => void;
}

/** Preview of an import: the columns and their use, and what happens with each row. */
export function ImportPreviewView(props: ImportPreviewViewProps): ReactElement {
  const { preview, problem, isAdding, onAdd, onClose } = props;
  const translate = useTranslate();
  const taken = preview.kind === 'preview' ? preview.taken.length : 0;
  const leftOut = preview.kind === 'preview' ? preview.refused.length + preview.cells.length : 0;
  useKeyPresses(
    (key) => {
      if (key === 'Escape') onClose();
      else if (key === 'Ctrl+Enter' && taken > 0) onAdd();
      else return false;
      return true;
    },
    { whileTyping: ['Ctrl+Enter'] },
  );
  return (
    <div className="rg-import">
      <ScreenPage>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        <SourceLine {...props} />
        <div className="rg-import-columns">
          <ImportColumnsView {...props} />
          <ImportResultView {...props} />
        </div>
      </ScreenPage>
      <div className="rg-import-acts">
        <Button kind="quiet" onPress={props.onBack}>
          {translate('register.import.back')}
        </Button>
        <FormActs>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </FormActs>
        <Button icon={Download} onPress={props.onSaveProblems} isDisabled={leftOut === 0}>
          {translate('register.import.saveProblems')}
        </Button>
        <Button kind="primary" onPress={onAdd} isDisabled={taken === 0} isPending={isAdding}>
          {translate('register.import.add', { count: taken })}
        </Button>
      </div>
    </div>
  );
}

interface ImportColumnsViewProps {
  readonly rows: readonly SheetRow[];
  readonly head: ImportHead;
  readonly choices: ImportChoices;
  readonly onChoose: (changedImportChoices: Partial<ImportChoices>) => void;
}

/** Columns of a list, each with its use. A column that must not be collected has no choice. */
function ImportColumnsView({ rows, head, choices, onChoose }: ImportColumnsViewProps): ReactElement {
  const translate = useTranslate();
  const { columns } = choices;
  const has = (importField: ImportField): boolean =>
    columns.some(({ use }) => use.kind === 'field' && use.field === importField);
  const setUse = (at: number, choice: string): void => {
    const importField = importFields.find((one) => one === choice);
    onChoose({
      columns: columns.map((importColumn) => {
        if (importColumn.at === at)
          return {
            ...importColumn,
            use: importField === undefined ? { kind: 'ignored' } : { kind: 'field', field: importField },
          };
        const isSame =
          importColumn.use.kind === 'field' &&
          importColumn.use.field === importField &&
          importField !== 'name';
        return isSame ? { ...importColumn, use: { kind: 'ignored' } } : importColumn;
      }),
    });
  };
  return (
    <PageSection
      title={translate('register.import.columns')}
      description={translate('register.import.columns.text', { row: head.row })}
    >
      <table className="rg-map">
        <caption className="fb-hidden">{translate('register.import.columns')}</caption>
        <tbody>
          {columns.map((importColumn) => (
            <tr key={importColumn.at}>
              <th scope="row">
                <span className="rg-letters">{columnLetters(importColumn.at)}</span>{' '}
                <bdi>{importColumn.heading || translate('register.import.noHeading')}</bdi>
                <small>
                  <bdi>{sampleOf(rows, head, importColumn)}</bdi>
                </small>
              </th>
              <td>
                {importColumn.use.kind === 'forbidden' ? (
                  <span className="rg-never">
                    <Ban className="fb-icon" aria-hidden />
                    {translate('register.import.never')}
                  </span>
                ) : (
                  <Select
                    label={translate('register.import.useOf', { column: columnLetters(importColumn.at) })}
                    hideLabel
                    value={importColumn.use.kind === 'field' ? importColumn.use.field : notTaken}
                    onChange={(choice) => setUse(importColumn.at, choice)}
                    options={[
                      { id: notTaken, label: translate('register.import.notTaken') },
                      ...importFields.map((id) => ({ id, label: translate(`register.import.field.${id}`) })),
                    ]}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!has('institution') && (
        <TextField
          label={translate('register.import.institutionForAll')}
          description={translate('register.import.noInstitution')}
          maxLength={400}
          value={choices.institutionForAll}
          onChange={(institutionForAll) => onChoose({ institutionForAll })}
        />
      )}
      {!has('function') && (
        <Select
          label={translate('register.import.functionForAll')}
          description={translate('register.import.noFunction')}
          value={choices.functionForAll}
          onChange={(functionForAll) => onChoose({ functionForAll })}
          options={ParticipantFunction.options.map((id) => ({
            id,
            label: translate(valueLabels.participantFunction[id]),
          }))}
        />
      )}
    </PageSection>
  );
}

const notTaken = 'not-taken';
/** Fields with values that stay hidden: they would name people on a screen that others see. */
const hiddenFields: ReadonlySet<ImportField> = new Set(['name', 'email', 'needs']);
const shownSamples = 3;

/** First values of a column, without those of names and of forbidden columns. */
function sampleOf(sheetRows: readonly SheetRow[], importHead: ImportHead, { at, use }: ImportColumn): string {
  if (use.kind === 'forbidden' || (use.kind === 'field' && hiddenFields.has(use.field))) return '•••';
  if (use.kind === 'ignored') return '';
  const values = sheetRows.flatMap(({ row, cells }) => {
    const cell = row > importHead.row ? (cells[at]?.trim() ?? '') : '';
    return cell === '' ? [] : [cell.slice(0, 40)];
  });
  return [...new Set(values)].slice(0, shownSamples).join(', ');
}

function SourceLine(props: ImportPreviewViewProps): ReactElement {
  const { name, sheets, sheetAt, onSheet, encoding, onEncoding } = props;
  const translate = useTranslate();
  return (
    <div className="rg-bar">
      <strong>
        <bdi>{name ?? translate('register.import.pastedRows')}</bdi>
      </strong>
      {sheets.length > 1 && (
        <Select
          label={translate('register.import.sheet')}
          value={String(sheetAt)}
          onChange={(at) => onSheet(Number(at))}
          options={sheets.map((sheet, at) => ({ id: String(at), label: sheet }))}
        />
      )}
      {encoding !== null && (
        <Select
          label={translate('register.import.encoding')}
          value={encoding}
          onChange={onEncoding}
          options={textEncodings.map((id) => ({ id, label: id.toUpperCase() }))}
        />
      )}
    </div>
  );
}

import { FileSpreadsheet } from 'lucide-react';
import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { AnswerImport, EntryForm } from '#domain/workshop/learning/answer-entry.ts';
import type { ListRefusal } from '#domain/workshop/participant-import/import-sheets.ts';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, SortableTable, TextArea } from '#renderer/ui';
import { cellProblemKeys } from './paper-entry-view.tsx';
import './entry.css';

const refusalKeys = {
  tooLarge: 'learning.import.tooLarge',
  encrypted: 'learning.import.encrypted',
  damaged: 'learning.import.damaged',
  noList: 'learning.import.noList',
  empty: 'learning.import.empty',
  unclosedQuote: 'learning.import.unclosedQuote',
} as const satisfies Record<ListRefusal['kind'], MessageKey>;

interface ImportAnswersViewProps {
  readonly title: string;
  readonly form: Pick<EntryForm, 'hasCode' | 'facts'>;
  readonly pasted: string;
  readonly preview: AnswerImport | null;
  readonly refusal: ListRefusal | null;
  /** Codes of taken rows that this phase has already. */
  readonly known: readonly string[];
  readonly problem: Message | null;
  readonly isSaving: boolean;
  readonly onPaste: (text: string) => void;
  readonly onFile: (file: File) => void;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** Import of answers from a file or a paste: a preview first, and a list of the cells that are not taken. */
export function ImportAnswersView(props: ImportAnswersViewProps): ReactElement {
  const { title, form, pasted, preview, refusal, problem, isSaving } = props;
  const translate = useTranslate();
  const count = preview?.taken.length ?? 0;
  return (
    <Dialog
      title={title}
      isOpen
      width="l"
      onClose={props.onClose}
      actions={
        <>
          <Button kind="primary" isDisabled={count === 0} isPending={isSaving} onPress={props.onTake}>
            {translate('learning.import.take', { count })}
          </Button>
          <Button onPress={props.onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <p>
        {translate(form.hasCode ? 'learning.import.text.test' : 'learning.import.text.questionnaire')}{' '}
        {form.facts.length > 0 && translate('learning.import.text.facts')}
      </p>
      <FileTrigger
        acceptedFileTypes={['.xlsx', '.xlsm', '.xls', '.csv', '.tsv', '.txt']}
        onSelect={(files) => files?.[0] && props.onFile(files[0])}
      >
        <Button icon={FileSpreadsheet}>{translate('learning.import.file')}</Button>
      </FileTrigger>
      <TextArea label={translate('learning.import.paste')} rows={4} value={pasted} onChange={props.onPaste} />
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusalKeys[refusal.kind])}
        </Banner>
      )}
      {preview !== null && <ImportPreview preview={preview} known={props.known} />}
    </Dialog>
  );
}

/** Most codes that a preview names. */
const listedCodes = 20;

interface ImportPreviewProps {
  readonly preview: AnswerImport;
  readonly known: readonly string[];
}

function ImportPreview({ preview, known }: ImportPreviewProps): ReactElement {
  const translate = useTranslate();
  const { taken, repeated, refused, refusedRows, missing, unread } = preview;
  return (
    <div className="learning-preview" role="status">
      <Banner meaning={refusedRows > 0 ? 'wait' : 'good'}>
        {translate('learning.import.counts', { taken: taken.length, refused: refusedRows })}
      </Banner>
      {repeated.length + known.length > 0 && (
        <Banner meaning="wait" title={translate('learning.import.repeated')}>
          {repeated.slice(0, listedCodes).map(({ code, rows }) => (
            <p key={code}>{translate('learning.import.sameRows', { code, rows: rows.join(', ') })}</p>
          ))}
          {known.length > 0 && (
            <p>{translate('learning.import.known', { codes: known.slice(0, listedCodes).join(', ') })}</p>
          )}
          {Math.max(repeated.length, known.length) > listedCodes && (
            <p>{translate('learning.import.more', { count: listedCodes })}</p>
          )}
        </Banner>
      )}
      {missing.length > 0 && (
        <Banner meaning="wait">{translate('learning.import.missing', { items: missing.join(', ') })}</Banner>
      )}
      {unread.length > 0 && (
        <Banner meaning="info">
          {translate('learning.import.unread', {
            cells: unread.map(({ cell, text }) => `${cell} “${text}”`).join(', '),
          })}
        </Banner>
      )}
      {refused.length > 0 && (
        <SortableTable
          label={translate('learning.import.refused')}
          rows={refused.slice(0, 200)}
          rowId={({ cell }) => cell}
          columns={[
            { id: 'cell', title: translate('learning.import.cell'), cell: ({ cell }) => <bdi>{cell}</bdi> },
            {
              id: 'text',
              title: translate('learning.import.content'),
              cell: ({ text }) => <bdi>{text}</bdi>,
            },
            {
              id: 'problem',
              title: translate('learning.import.reason'),
              cell: (refusedCell) => translate(cellProblemKeys[refusedCell.problem]),
            },
          ]}
        />
      )}
    </div>
  );
}

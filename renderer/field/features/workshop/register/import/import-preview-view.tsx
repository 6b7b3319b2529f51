import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import type { SheetRow } from '#forms/workbook/workbook.ts';
import { type TextEncoding, textEncodings } from '#forms/workbook/text-encoding.ts';
import type { ImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import type { ImportChoices, ImportPreview } from '#domain/workshop/participant-import/participant-import.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, ScreenPage, Select, useKeyPresses } from '#renderer/ui';
import { ImportColumnsView } from './import-columns-view.tsx';
import { ImportResultView } from './import-result-view.tsx';

export interface ImportPreviewViewProps {
  /** Null for pasted rows. */
  readonly name: string | null;
  readonly sheets: readonly string[];
  readonly sheetAt: number;
  readonly onSheet: (at: number) => void;
  /** Of a text file; null for others. */
  readonly encoding: TextEncoding | null;
  readonly onEncoding: (encoding: TextEncoding) => void;
  readonly rows: readonly SheetRow[];
  readonly head: ImportHead;
  readonly choices: ImportChoices;
  readonly onChoose: (changed: Partial<ImportChoices>) => void;
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
        <Button onPress={onClose}>{translate('ui.cancel')}</Button>
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

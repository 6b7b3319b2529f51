import { type ReactElement, useState } from 'react';
import { v4 } from 'uuid';
import { type Result, ok } from '#base/result.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { SheetRow } from '#forms/workbook/workbook.ts';
import { type AnswerImport, previewAnswerImport } from '#domain/workshop/learning/answer-entry.ts';
import type { QuestionSet } from '#domain/workshop/learning/answer-page.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import {
  type ListRefusal,
  isWorkbookFile,
  sheetOfText,
  sheetsOfWorkbook,
} from '#domain/workshop/participant-import/import-sheets.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';
import { ImportAnswersView } from './import-answers-view.tsx';
import { entryFormOf, useEntrySave } from './use-entry-save.ts';
import { guessTextEncoding } from '#forms/workbook/csv.ts';

/** Rows of the first sheet of a workbook with content, or of a text file in any known encoding. */
export function readAnswerFile(bytes: Uint8Array): Result<readonly SheetRow[], ListRefusal> {
  if (!isWorkbookFile(bytes)) return readAnswerText(new TextDecoder(guessTextEncoding(bytes)).decode(bytes));
  const sheets = sheetsOfWorkbook(bytes);
  return sheets.ok ? ok(sheets.value[0]?.rows ?? []) : sheets;
}

/** Rows of a pasted text. */
export function readAnswerText(text: string): Result<readonly SheetRow[], ListRefusal> {
  const sheet = sheetOfText(text);
  return sheet.ok ? ok(sheet.value.rows) : sheet;
}

interface ImportAnswersProps {
  readonly log: LogId;
  readonly workshop: Document;
  readonly set: QuestionSet;
  readonly onClose: () => void;
}

/** Import of answers; nothing is written before the person has seen the preview and says so. */
export function ImportAnswers({ log, workshop, set, onClose }: ImportAnswersProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const [pasted, setPasted] = useState('');
  const [preview, setPreview] = useState<AnswerImport | null>(null);
  const [refusal, setRefusal] = useState<ListRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = useEntrySave(log, workshop, set, 'import');
  const form = entryFormOf(workshop, set);

  const show = (rows: Result<readonly SheetRow[], ListRefusal>): void => {
    setPreview(rows.ok ? previewAnswerImport(form, rows.value) : null);
    setRefusal(rows.ok ? null : rows.refusal);
  };
  const take = async (): Promise<void> => {
    if (preview === null || isSaving) return;
    setSaving(true);
    const failed = await save(preview.taken.map((sheet) => ({ ...sheet, id: v4(), texts: {} })));
    setSaving(false);
    if (failed !== null) return setProblem(failed);
    notify({ meaning: 'good', text: translate('learning.import.done', { count: preview.taken.length }) });
    onClose();
  };
  const used = new Set(
    readTestSheets(workshop).flatMap(({ phase, code }) => (phase === set ? [pairingKeyOf(code)] : [])),
  );
  return (
    <ImportAnswersView
      title={translate(`learning.import.title.${set}`)}
      form={form}
      pasted={pasted}
      preview={preview}
      refusal={refusal}
      repeated={
        form.hasCode ? (preview?.taken ?? []).filter(({ code }) => used.has(pairingKeyOf(code))).length : 0
      }
      problem={problem}
      isSaving={isSaving}
      onPaste={(text) => {
        setPasted(text);
        if (text.trim() === '') setPreview(null);
        else show(readAnswerText(text));
      }}
      onFile={(file) =>
        void file.arrayBuffer().then((bytes) => show(readAnswerFile(new Uint8Array(bytes))), reportError)
      }
      onTake={() => void take()}
      onClose={onClose}
    />
  );
}

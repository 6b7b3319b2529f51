import { FileUp, Keyboard, MonitorPlay } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { v4 } from 'uuid';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { type AnswerImport, previewAnswerImport } from '#domain/workshop/learning/answer-entry.ts';
import { isTestPhase, type QuestionSet } from '#domain/workshop/learning/questionnaire.ts';
import { pairingKeyOf } from '#domain/workshop/learning/test-results.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import {
  isWorkbookFile,
  type ListRefusal,
  listLimits,
  sheetOfText,
} from '#domain/workshop/participant-import/import-sheets.ts';
import { guessTextEncoding } from '#forms/workbook/text-encoding.ts';
import type { SheetRow } from '#forms/workbook/workbook.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { readSheetsInWorker } from '#renderer/records/read-foreign-file.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Button, FormDialog, ListEntry, useNotify } from '#renderer/ui';
import { ImportAnswersView } from './entry/import-answers-view.tsx';
import { PaperEntry } from './entry/paper-entry.tsx';
import { entryFormOf, useEntrySave } from './entry/use-entry-save.ts';
import { useKioskDrafts } from './kiosk/kiosk-drafts.ts';

interface AnswerWaysOfWorkshop {
  /** Buttons of the ways for these questions. */
  readonly buttons: (questionSet: QuestionSet, count: number) => ReactElement;
  /** Entry from paper in place of the section; null while none is open. */
  readonly paper: ReactElement | null;
  /** Dialog of an import, while one is open. */
  readonly dialog: ReactElement | null;
}

/** Ways in which answers come, and the one that is open. */
export function useAnswerWays({ log, document }: DocumentQueryResult): AnswerWaysOfWorkshop {
  const { openKiosk } = useFieldServices();
  const [open, setOpen] = useState<{ readonly way: 'paper' | 'import'; readonly set: QuestionSet } | null>(
    null,
  );
  const shared = { log, workshop: document, onClose: () => setOpen(null) };
  return {
    buttons: (questionSet, count) => (
      <AnswerWays
        key={questionSet}
        log={log}
        workshop={document}
        set={questionSet}
        count={count}
        onKiosk={() => openKiosk({ log, doc: document.doc, set: questionSet })}
        onPaper={() => setOpen({ way: 'paper', set: questionSet })}
        onImport={() => setOpen({ way: 'import', set: questionSet })}
      />
    ),
    paper: open?.way === 'paper' ? <PaperEntry {...shared} set={open.set} /> : null,
    dialog: open?.way === 'import' ? <ImportAnswers {...shared} set={open.set} /> : null,
  };
}

interface AnswerWaysViewProps {
  readonly set: QuestionSet;
  /** Number of sheets so far. */
  readonly count: number;
  /** Number of persons whose answers at the kiosk are under way. Nothing else of them is shown. */
  readonly unfinished: number;
  readonly onDiscard: () => void;
  readonly onKiosk: () => void;
  readonly onPaper: () => void;
  readonly onImport: () => void;
}

/** Ways in which answers come: at this laptop, from paper, from a file. */
function AnswerWaysView(props: AnswerWaysViewProps): ReactElement {
  const { set, count, unfinished, onDiscard, onKiosk, onPaper, onImport } = props;
  const translate = useTranslate();
  const title = translate(`learning.kiosk.title.${set}`);
  const named = (way: string) => ({ label: `${title}: ${way}`, children: way });
  return (
    <ListEntry
      isBoxed
      meta={translate('learning.ways.count', { count })}
      action={
        <>
          <Button icon={MonitorPlay} onPress={onKiosk} {...named(translate('learning.ways.kiosk'))} />
          <Button
            kind="quiet"
            icon={Keyboard}
            onPress={onPaper}
            {...named(translate('learning.ways.paper'))}
          />
          <Button
            kind="quiet"
            icon={FileUp}
            onPress={onImport}
            {...named(translate('learning.ways.import'))}
          />
        </>
      }
    >
      <strong>{title}</strong>
      {unfinished > 0 && (
        <>
          <p>
            {translate('learning.ways.unfinished', { count: unfinished })}{' '}
            {translate(
              isTestPhase(set) ? 'learning.ways.unfinished.code' : 'learning.ways.unfinished.noCode',
            )}
          </p>
          <Button kind="quiet" onPress={onDiscard}>
            {translate('learning.ways.discard')}
          </Button>
        </>
      )}
    </ListEntry>
  );
}

/** The ways of one question set, with the number of unfinished answers at the kiosk. */
function AnswerWays(
  props: Omit<AnswerWaysViewProps, 'unfinished' | 'onDiscard'> & {
    readonly log: LogId;
    readonly workshop: Document;
  },
): ReactElement {
  const { log, workshop, ...ways } = props;
  const translate = useTranslate();
  const [isAsking, setAsking] = useState(false);
  const kioskDrafts = useKioskDrafts(log, workshop.doc, ways.set);
  const sent = new Set(readTestSheets(workshop).map(({ id }) => id));
  const unfinished = kioskDrafts.sheets.filter((sheet) => !sent.has(sheet));
  return (
    <>
      <AnswerWaysView {...ways} unfinished={unfinished.length} onDiscard={() => setAsking(true)} />
      {isAsking && (
        <FormDialog
          title={translate('learning.ways.discard.title', { count: unfinished.length })}
          act={translate('learning.ways.discard')}
          problem={null}
          onAct={() => {
            kioskDrafts.forget(unfinished);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{translate('learning.ways.discard.text')}</p>
        </FormDialog>
      )}
    </>
  );
}

/** Rows of the first sheet of a workbook with content, or of a text file in any known encoding. */
async function readAnswerFile(file: File): Promise<Result<readonly SheetRow[], ListRefusal>> {
  if (file.size > listLimits.workbookBytes) return refuse({ kind: 'tooLarge' });
  const buffer = await file.arrayBuffer().catch(() => null);
  if (buffer === null) return refuse({ kind: 'damaged' });
  const bytes = new Uint8Array(buffer);
  if (!isWorkbookFile(bytes))
    return bytes.length > listLimits.textBytes
      ? refuse({ kind: 'tooLarge' })
      : readAnswerText(new TextDecoder(guessTextEncoding(bytes)).decode(bytes));
  const sheets = await readSheetsInWorker(bytes);
  return sheets.ok ? ok(sheets.value[0]?.rows ?? []) : sheets;
}

/** Rows of a pasted text. */
function readAnswerText(text: string): Result<readonly SheetRow[], ListRefusal> {
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
function ImportAnswers({ log, workshop, set, onClose }: ImportAnswersProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const [pasted, setPasted] = useState('');
  const [preview, setPreview] = useState<AnswerImport | null>(null);
  const [listRefusal, setRefusal] = useState<ListRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = useEntrySave(log, workshop, set, 'import');
  const entryForm = entryFormOf(workshop, set);

  const show = (rows: Result<readonly SheetRow[], ListRefusal>): void => {
    setPreview(rows.ok ? previewAnswerImport(entryForm, rows.value) : null);
    setRefusal(rows.ok ? null : rows.refusal);
  };
  const take = async (): Promise<void> => {
    if (preview === null || isSaving) return;
    setSaving(true);
    const failed = await save(preview.taken.map((sheet) => ({ ...sheet, id: v4(), texts: {} })));
    setSaving(false);
    if (failed !== null) return setProblem(failed);
    notify({ meaning: 'good', text: (say) => say('learning.import.done', { count: preview.taken.length }) });
    onClose();
  };
  const used = new Set(
    readTestSheets(workshop).flatMap(({ phase, code }) => (phase === set ? [pairingKeyOf(code)] : [])),
  );
  return (
    <ImportAnswersView
      title={translate(`learning.import.title.${set}`)}
      form={entryForm}
      pasted={pasted}
      preview={preview}
      refusal={listRefusal}
      known={
        entryForm.hasCode
          ? (preview?.taken ?? []).flatMap(({ code }) => (used.has(pairingKeyOf(code)) ? [code] : []))
          : []
      }
      problem={problem}
      isSaving={isSaving}
      onPaste={(text) => {
        setPasted(text);
        if (text.trim() === '') setPreview(null);
        else show(readAnswerText(text));
      }}
      onFile={(file) => void readAnswerFile(file).then(show, reportError)}
      onTake={() => void take()}
      onClose={onClose}
    />
  );
}

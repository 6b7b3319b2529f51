import { ClipboardPaste, FileSpreadsheet } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { csvText } from '#base/csv-text.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { guessImportHead, type ImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import type { ImportChoices } from '#domain/workshop/participant-import/import-row.ts';
import {
  isWorkbookFile,
  type ListRefusal,
  listLimits,
  sheetOfText,
} from '#domain/workshop/participant-import/import-sheets.ts';
import { type ImportSheet, previewImport } from '#domain/workshop/participant-import/participant-import.ts';
import type { ParticipantDraft } from '#domain/workshop/register.ts';
import { guessTextEncoding, type TextEncoding } from '#forms/workbook/text-encoding.ts';
import { useSaveFile } from '#renderer/field/app/files/use-save-file.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { readSheetsInWorker } from '#renderer/records/read-foreign-file.ts';
import {
  Banner,
  Button,
  DraftFormScope,
  Form,
  FormActs,
  localDayOf,
  PageSection,
  ScreenPage,
  TextArea,
  useFormDecision,
  useNotify,
  useNowMs,
} from '#renderer/ui';
import { registeredPeopleOf, type ShownRegister } from '../register-facts.ts';
import { ImportPreviewView } from './import-preview-view.tsx';
import { problemLines } from './import-result-view.tsx';

interface ImportParticipantsProps {
  readonly register: ShownRegister;
  readonly addAll: (participantDrafts: readonly ParticipantDraft[]) => Promise<boolean>;
  readonly problem: Message | null;
  readonly onClose: () => void;
}

/** Import of a list in two steps: choose it, then see what is taken. Nothing is written before the last act. */
export function ImportParticipants(props: ImportParticipantsProps): ReactElement {
  return (
    <DraftFormScope name="import">
      <ImportSteps {...props} />
    </DraftFormScope>
  );
}

function ImportSteps(props: ImportParticipantsProps): ReactElement {
  const [readList, setList] = useState<ReadList | null>(null);
  const [listRefusal, setRefusal] = useState<ListRefusal | null>(null);
  const take = (read: Result<ReadList, ListRefusal>): void => {
    setList(read.ok ? read.value : null);
    setRefusal(read.ok ? null : read.refusal);
  };
  if (readList === null)
    return (
      <ScreenPage>
        <ChooseListView
          refusal={listRefusal}
          onFile={(file) => void readChosenFile(file).then(take)}
          onPaste={(text) => take(readPastedList(text))}
          onClose={props.onClose}
        />
      </ScreenPage>
    );
  return (
    <ListPreview
      key={readList.text?.encoding}
      {...props}
      list={readList}
      onEncoding={(textEncoding) =>
        readList.text !== null && take(readListText(readList.name, readList.text.bytes, textEncoding))
      }
      onBack={() => setList(null)}
    />
  );
}

interface ListPreviewProps extends ImportParticipantsProps {
  readonly list: ReadList;
  readonly onEncoding: (textEncoding: TextEncoding) => void;
  readonly onBack: () => void;
}

function ListPreview(props: ListPreviewProps): ReactElement {
  const { list, register, addAll, onClose } = props;
  const translate = useTranslate();
  const decide = useFormDecision();
  const notify = useNotify();
  const saveFile = useSaveFile();
  const today = localDayOf(useNowMs());
  const [sheetAt, setSheetAt] = useState(() => bestSheetOf(list));
  const [isAdding, setIsAdding] = useState(false);
  const importSheet = list.sheets[sheetAt];
  const [chosen, setChosen] = useState<{ readonly sheet: number; readonly choices: Partial<ImportChoices> }>({
    sheet: sheetAt,
    choices: {},
  });
  const importHead = useMemo((): ImportHead => guessImportHead(importSheet?.rows ?? []), [importSheet]);
  const own = chosen.sheet === sheetAt ? chosen.choices : {};
  const importChoices: ImportChoices = {
    columns: own.columns ?? importHead.columns,
    institutionForAll: own.institutionForAll ?? '',
    functionForAll: own.functionForAll ?? null,
    functions: own.functions ?? {},
    today,
  };
  const { columns, institutionForAll, functionForAll, functions } = importChoices;
  const registeredPersons = useMemo(() => registeredPeopleOf(register), [register]);
  const importPreview = useMemo(
    () =>
      previewImport(
        importSheet ?? { name: '', rows: [], unread: [] },
        importHead,
        { columns, institutionForAll, functionForAll, functions, today },
        registeredPersons,
      ),
    [
      importSheet,
      importHead,
      columns,
      institutionForAll,
      functionForAll,
      functions,
      today,
      registeredPersons,
    ],
  );
  const add = async (): Promise<void> => {
    if (importPreview.kind !== 'preview' || isAdding) return;
    setIsAdding(true);
    decide('submit');
    const isSaved = await addAll(importPreview.taken.map(({ draft }) => draft));
    setIsAdding(false);
    if (!isSaved) {
      decide(null);
      return;
    }
    onClose();
    notify({
      meaning: 'good',
      text: (say) => say('register.import.added', { count: importPreview.taken.length }),
    });
  };
  return (
    <ImportPreviewView
      name={list.name}
      sheets={list.sheets.map(({ name }) => name)}
      sheetAt={sheetAt}
      onSheet={setSheetAt}
      encoding={list.text?.encoding ?? null}
      onEncoding={props.onEncoding}
      rows={importSheet?.rows ?? []}
      head={importHead}
      choices={importChoices}
      onChoose={(changed) => setChosen({ sheet: sheetAt, choices: { ...own, ...changed } })}
      preview={importPreview}
      problem={props.problem}
      isAdding={isAdding}
      onBack={props.onBack}
      onClose={onClose}
      onSaveProblems={() => {
        if (importPreview.kind === 'preview')
          void saveFile(
            `${translate('register.import.problemFile')}.csv`,
            csvText(problemLines(importPreview, importSheet?.name ?? '', translate)),
          );
      }}
      onAdd={() => void add()}
    />
  );
}

/** Sheet with the most columns that are understood; the first one of several. */
function bestSheetOf({ sheets }: ReadList): number {
  const known = sheets.map(
    ({ rows }) => guessImportHead(rows).columns.filter(({ use }) => use.kind !== 'ignored').length,
  );
  return Math.max(0, known.indexOf(Math.max(...known)));
}

/** List that a person chose, as sheets of cells. */
interface ReadList {
  /** Name of the file; null for pasted text. */
  readonly name: string | null;
  readonly sheets: readonly ImportSheet[];
  /** Of a text file, with its bytes to read it again; null for workbooks and pasted text. */
  readonly text: { readonly bytes: Uint8Array; readonly encoding: TextEncoding } | null;
}

/** Read a chosen file, unless it is too large to be a list. */
async function readChosenFile(file: File): Promise<Result<ReadList, ListRefusal>> {
  if (file.size > listLimits.workbookBytes) return refuse({ kind: 'tooLarge' });
  const bytes = await file.arrayBuffer().catch(() => null);
  return bytes === null ? refuse({ kind: 'damaged' }) : readListFile(file.name, new Uint8Array(bytes));
}

/** Read a file: a workbook, in a worker, or separated text in any of the known encodings. */
export async function readListFile(
  name: string,
  bytes: Uint8Array,
  readSheets: typeof readSheetsInWorker = readSheetsInWorker,
): Promise<Result<ReadList, ListRefusal>> {
  if (!isWorkbookFile(bytes)) return readListText(name, bytes, guessTextEncoding(bytes));
  const sheets = await readSheets(bytes);
  return sheets.ok ? ok({ name, sheets: sheets.value, text: null }) : sheets;
}

/** Read a text file in the encoding that the person names. */
export function readListText(
  name: string | null,
  bytes: Uint8Array,
  textEncoding: TextEncoding,
): Result<ReadList, ListRefusal> {
  if (bytes.length > listLimits.textBytes) return refuse({ kind: 'tooLarge' });
  const sheet = sheetOfText(new TextDecoder(textEncoding).decode(bytes));
  return sheet.ok ? ok({ name, sheets: [sheet.value], text: { bytes, encoding: textEncoding } }) : sheet;
}

/** Read pasted rows. */
function readPastedList(text: string): Result<ReadList, ListRefusal> {
  const sheet = sheetOfText(text);
  return sheet.ok ? ok({ name: null, sheets: [sheet.value], text: null }) : sheet;
}

interface ChooseListViewProps {
  readonly refusal: ListRefusal | null;
  readonly onFile: (file: File) => void;
  readonly onPaste: (text: string) => void;
  readonly onClose: () => void;
}

/** Choice of a list of participants: a file, or copied rows. */
export function ChooseListView({ refusal, onFile, onPaste, onClose }: ChooseListViewProps): ReactElement {
  const translate = useTranslate();
  const [text, setText] = useState('');
  return (
    <div className="rg-choose">
      {refusal !== null && (
        <Banner meaning="bad" title={translate('register.import.refused')} isAnnounced>
          {translate(refusalMessage(refusal))}
        </Banner>
      )}
      <PageSection
        title={translate('register.import.file')}
        description={translate('register.import.file.text')}
      >
        <FileTrigger
          acceptedFileTypes={['.xlsx', '.xlsm', '.xls', '.csv', '.txt', '.tsv']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) onFile(file);
          }}
        >
          <Button kind="primary" icon={FileSpreadsheet} onPress={() => undefined}>
            {translate('register.import.choose')}
          </Button>
        </FileTrigger>
      </PageSection>
      <PageSection
        title={translate('register.import.paste')}
        description={translate('register.import.paste.text')}
      >
        <Form isOngoing onSubmit={() => text.trim() !== '' && onPaste(text)}>
          <TextArea
            label={translate('register.import.pasted')}
            hideLabel
            rows={8}
            value={text}
            onChange={setText}
          />
          <div className="rg-acts">
            <Button type="submit" icon={ClipboardPaste} isDisabled={text.trim() === ''}>
              {translate('register.import.usePasted')}
            </Button>
            <FormActs>
              <Button kind="quiet" onPress={onClose}>
                {translate('ui.cancel')}
              </Button>
            </FormActs>
          </div>
        </Form>
      </PageSection>
    </div>
  );
}

function refusalMessage(listRefusal: ListRefusal): Message {
  switch (listRefusal.kind) {
    case 'unclosedQuote':
      return { key: 'register.import.refusal.unclosedQuote', values: { line: listRefusal.line } };
    case 'tooLarge':
      return { key: 'register.import.refusal.tooLarge' };
    case 'encrypted':
      return { key: 'register.import.refusal.encrypted' };
    case 'empty':
      return { key: 'register.import.refusal.empty' };
    case 'noList':
      return { key: 'register.import.refusal.noList' };
    case 'damaged':
      return { key: 'register.import.refusal.damaged' };
  }
}

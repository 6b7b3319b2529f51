import { Download, FileInput } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { stateNameIn } from '#domain/states/state-names.ts';
import { findFormProblems } from '#domain/request/check-request.ts';
import type { RequestForm } from '#domain/request/request.ts';
import type { RequestFileKind, RequestFileRefusal } from '#domain/request/request-file.ts';
import type { ImportedRequest, ImportNote } from '#domain/request/request-import.ts';
import type { FieldRequestRow, RequestRow } from '#api/programme-api.ts';
import { type PlainMessageKey, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { languageFacts, ReportLanguage } from '#renderer/i18n/language.ts';
import { Banner, Button, Dialog, ListEntry, PageSection, Select, ScreenPage } from '#renderer/ui';
import { type FindAlikeRequest, RequestFormView } from './request-form-view.tsx';
import './requests.css';

/** Reason why a file gives no request. */
type ImportRefusal = RequestFileRefusal | 'no-form';

/** A filled form with the name of its file, or the reason why it was not read. */
export type ReadRequestForm =
  | { readonly kind: 'read'; readonly name: string; readonly request: ImportedRequest }
  | { readonly kind: 'refused'; readonly name: string; readonly refusal: ImportRefusal };

interface RequestFilesViewProps {
  readonly refused: Extract<ReadRequestForm, { kind: 'refused' }> | null;
  readonly onDownload: (kind: RequestFileKind, language: ReportLanguage) => void;
  readonly onFile: (file: File) => void;
  readonly onClose: () => void;
}

/** Form for a State: download it in one of six languages, and import it once it is filled in. */
export function RequestFilesView({
  refused,
  onDownload,
  onFile,
  onClose,
}: RequestFilesViewProps): ReactElement {
  const translate = useTranslate();
  const [language, setLanguage] = useState<ReportLanguage>(useLanguage());
  return (
    <Dialog title={translate('request.files')} isOpen onClose={onClose}>
      <PageSection title={translate('request.files.send')} description={translate('request.files.send.text')}>
        <Select
          label={translate('request.files.language')}
          options={ReportLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
          value={language}
          onChange={setLanguage}
        />
        <div className="console-request-acts">
          <Button icon={Download} onPress={() => onDownload('docx', language)}>
            {translate('request.files.word')}
          </Button>
          <Button icon={Download} onPress={() => onDownload('xlsx', language)}>
            {translate('request.files.excel')}
          </Button>
        </div>
      </PageSection>
      <PageSection
        title={translate('request.files.import')}
        description={translate('request.files.import.text')}
      >
        {refused !== null && (
          <Banner meaning="bad" isAnnounced title={refused.name}>
            {translate(refusalKeys[refused.refusal])}
          </Banner>
        )}
        <div className="console-request-acts">
          <FileTrigger
            acceptedFileTypes={['.docx', '.xlsx', '.xlsm', '.xls']}
            onSelect={(files) => {
              const [file] = files === null ? [] : [...files];
              if (file !== undefined) onFile(file);
            }}
          >
            <Button kind="primary" icon={FileInput}>
              {translate('request.files.choose')}
            </Button>
          </FileTrigger>
        </div>
      </PageSection>
    </Dialog>
  );
}

const refusalKeys: { readonly [R in ImportRefusal]: PlainMessageKey } = {
  'too-large': 'request.import.tooLarge',
  damaged: 'request.import.damaged',
  protected: 'request.import.protected',
  'other-file': 'request.import.otherFile',
  'no-form': 'request.import.noForm',
};

interface ImportRequestViewProps {
  readonly name: string;
  readonly request: ImportedRequest;
  readonly findAlike: FindAlikeRequest;
  readonly today: string;
  readonly onSave: (form: RequestForm) => void;
  readonly onClose: () => void;
}

/** Preview of an imported form: each field as it will be recorded, to correct, and the points to check above. */
export function ImportRequestView(props: ImportRequestViewProps): ReactElement {
  const { name, request, findAlike, today, onSave, onClose } = props;
  return (
    <RequestFormView
      edited={null}
      findAlike={findAlike}
      today={today}
      onSave={onSave}
      onClose={onClose}
      imported={{
        form: request.form,
        above: (form, change) => (
          <ImportPointsView
            name={name}
            request={request}
            form={form}
            today={today}
            onState={(state) => change({ state })}
          />
        ),
      }}
    />
  );
}

interface ImportPointsViewProps {
  readonly name: string;
  readonly request: ImportedRequest;
  /** Form as it is now, which the person may have corrected. */
  readonly form: RequestForm;
  readonly today: string;
  readonly onState: (state: string) => void;
}

function ImportPointsView({ name, request, form, today, onState }: ImportPointsViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const sentences = useNoteSentences(request.notes);
  const missing = findFormProblems(form, today).map((problem) =>
    translate(valueLabels.requestProblem[problem]),
  );
  const states = form.state === null ? request.states : [];
  const all = [...missing, ...sentences];
  return (
    <>
      <Banner meaning="info" title={name}>
        {translate('request.import.text')}
      </Banner>
      {all.length > 0 && (
        <Banner meaning="wait" title={translate('request.import.points', { count: all.length })}>
          <ul className="console-request-points">
            {all.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      )}
      {states.length > 0 && (
        <div
          className="console-request-acts"
          role="group"
          aria-label={translate('request.import.whichState')}
        >
          <span>{translate('request.import.whichState')}</span>
          {states.map((code) => (
            <Button key={code} onPress={() => onState(code)}>
              {stateNameIn(code, language)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface FieldRequestsViewProps {
  /** Requests of missions that the desk has not taken over. */
  readonly rows: readonly FieldRequestRow[];
  /** Number of further ones. */
  readonly more: number;
  /** Absent for readers. */
  readonly onTake: ((row: FieldRequestRow) => void) | undefined;
}

/** Requests that missions recorded in the field, to be taken over into the register. */
export function FieldRequestsView({ rows, more, onTake }: FieldRequestsViewProps): ReactElement | null {
  const translate = useTranslate();
  const language = useLanguage();
  if (rows.length === 0) return null;
  return (
    <ScreenPage>
      <PageSection title={translate('request.field')} description={translate('request.field.text')}>
        {rows.map((row) => {
          const name = [
            row.form.state === null ? '' : stateNameIn(row.form.state, language),
            row.form.authority,
          ]
            .filter((part) => part !== '')
            .join(' · ');
          return (
            <ListEntry
              key={`${row.log} ${row.doc}`}
              meta={translate('request.field.mission', { mission: row.mission })}
              action={
                onTake && (
                  <Button label={`${translate('request.field.take')}: ${name}`} onPress={() => onTake(row)}>
                    {translate('request.field.take')}
                  </Button>
                )
              }
            >
              {name || translate('request.one')}
            </ListEntry>
          );
        })}
        {more > 0 && <p className="fb-field-help">{translate('request.field.more', { count: more })}</p>}
      </PageSection>
    </ScreenPage>
  );
}

interface FieldRequestFormViewProps extends Omit<ImportRequestViewProps, 'name' | 'request'> {
  readonly source: FieldRequestRow;
  /** Request of the desk that gets the mission's changes; null for a new request. */
  readonly edited: RequestRow | null;
}

/** Request of a mission as the desk takes it over, to correct before it is recorded. */
export function FieldRequestFormView(props: FieldRequestFormViewProps): ReactElement {
  const { source, edited, findAlike, today, onSave, onClose } = props;
  const translate = useTranslate();
  return (
    <RequestFormView
      edited={edited}
      findAlike={findAlike}
      today={today}
      onSave={onSave}
      onClose={onClose}
      imported={{
        form: source.form,
        above: () => (
          <Banner meaning="info" title={translate('request.field.mission', { mission: source.mission })}>
            {translate(edited === null ? 'request.field.check' : 'request.field.changed.check')}
          </Banner>
        ),
      }}
    />
  );
}

/** Longest words of a file within a sentence; all of them are in the remarks. */
const maximumQuote = 160;

function useNoteSentences(notes: readonly ImportNote[]): readonly string[] {
  const translate = useTranslate();
  return notes.map(({ kind, label, text }) => {
    const words = text.length > maximumQuote ? `${text.slice(0, maximumQuote)}…` : text;
    switch (kind) {
      case 'pictures':
        return translate('request.import.note.pictures', { count: Number(text) });
      case 'version':
        return translate('request.import.note.version', { version: text });
      case 'beside':
        return translate('request.import.note.beside', { words });
      case 'state':
        return translate('request.import.note.state', { words });
      default:
        return translate(noteKeys[kind], { label, words });
    }
  });
}

const noteKeys = {
  choice: 'request.import.note.choice',
  choices: 'request.import.note.choices',
  mark: 'request.import.note.mark',
  day: 'request.import.note.day',
  twice: 'request.import.note.twice',
  long: 'request.import.note.long',
  recommendation: 'request.import.note.recommendation',
} as const;

import { Download, FileInput } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { RequestFileRefusal } from '#domain/request/request-file.ts';
import type { RequestFileKind } from '#domain/request/request-form-rows.ts';
import type { ImportedRequest } from '#domain/request/request-import.ts';
import { type PlainMessageKey, useLanguage, useTranslate } from '#renderer/i18n';
import { languageFacts, ReportLanguage } from '#renderer/i18n/language.ts';
import { Banner, Button, Dialog, PageSection, Select } from '#renderer/ui';
import './requests.css';

/** Reason why a file gives no request. */
type ImportRefusal = RequestFileRefusal | 'no-form';

/** A filled form with the name of its file, or the reason why it was not read. */
export type ReadRequestForm =
  | { readonly kind: 'read'; readonly name: string; readonly request: ImportedRequest }
  | { readonly kind: 'refused'; readonly name: string; readonly refusal: ImportRefusal };

interface RequestFilesViewProps {
  readonly refused: Extract<ReadRequestForm, { kind: 'refused' }> | null;
  readonly onDownload: (fileKind: RequestFileKind, language: ReportLanguage) => void;
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
  const [nameLanguage, setLanguage] = useState<ReportLanguage>(useLanguage());
  return (
    <Dialog title={translate('request.files')} isOpen onClose={onClose}>
      <PageSection title={translate('request.files.send')} description={translate('request.files.send.text')}>
        <Select
          label={translate('request.files.language')}
          options={ReportLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
          value={nameLanguage}
          onChange={setLanguage}
        />
        <div className="console-request-acts">
          <Button icon={Download} onPress={() => onDownload('docx', nameLanguage)}>
            {translate('request.files.word')}
          </Button>
          <Button icon={Download} onPress={() => onDownload('xlsx', nameLanguage)}>
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

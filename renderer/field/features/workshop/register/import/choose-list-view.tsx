import { ClipboardPaste, FileSpreadsheet } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ListRefusal } from '#domain/workshop/participant-import/import-sheets.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection, TextArea } from '#renderer/ui';

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
        <TextArea
          label={translate('register.import.pasted')}
          hideLabel
          rows={8}
          value={text}
          onChange={setText}
        />
        <div className="rg-acts">
          <Button icon={ClipboardPaste} onPress={() => onPaste(text)} isDisabled={text.trim() === ''}>
            {translate('register.import.usePasted')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </div>
      </PageSection>
    </div>
  );
}

function refusalMessage(refusal: ListRefusal): Message {
  switch (refusal.kind) {
    case 'unclosedQuote':
      return { key: 'register.import.refusal.unclosedQuote', values: { line: refusal.line } };
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

import { FileSpreadsheet } from 'lucide-react';
import type { ReactElement } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import './instruments.css';

interface QuestionnaireDropViewProps {
  readonly isReading: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Drop zone, and choice, of a questionnaire: the workbook, and the lists that it asks for. */
export function QuestionnaireDropView({ isReading, onFiles }: QuestionnaireDropViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <DropZone
      className="library-drop"
      aria-label={translate('library.drop')}
      onDrop={({ items }) =>
        // Reading dropped items cannot fail here: an unreadable file fails when its bytes are read.
        void Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())).then(onFiles)
      }
    >
      <FileSpreadsheet className="fb-icon" aria-hidden />
      <div>
        <strong>{translate('library.drop')}</strong>
        <p>{translate('library.drop.text')}</p>
      </div>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.xlsx', '.xlsm', '.xls', '.xml', '.json', '.csv']}
        onSelect={(files) => files !== null && onFiles([...files])}
      >
        <Button isPending={isReading}>{translate('library.drop.choose')}</Button>
      </FileTrigger>
    </DropZone>
  );
}

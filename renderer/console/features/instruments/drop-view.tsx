import { FileSpreadsheet } from 'lucide-react';
import type { ReactElement } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import './instruments.css';

interface DropViewProps {
  readonly isReading: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Where a questionnaire is dropped, or chosen: the workbook, and the lists that it asks for beside it. */
export function DropView({ isReading, onFiles }: DropViewProps): ReactElement {
  const say = useSay();
  return (
    <DropZone
      className="library-drop"
      aria-label={say('library.drop')}
      onDrop={({ items }) =>
        // Reading what was dropped cannot fail here: an unreadable file says so when its bytes are asked for.
        void Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())).then(onFiles)
      }
    >
      <FileSpreadsheet className="fb-icon" aria-hidden />
      <div>
        <strong>{say('library.drop')}</strong>
        <p>{say('library.drop.text')}</p>
      </div>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.xlsx', '.xlsm', '.xls', '.xml', '.json', '.csv']}
        onSelect={(files) => files !== null && onFiles([...files])}
      >
        <Button isPending={isReading}>{say('library.drop.choose')}</Button>
      </FileTrigger>
    </DropZone>
  );
}

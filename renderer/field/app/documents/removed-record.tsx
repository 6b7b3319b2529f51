import { Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import { useChangeRecord, useWriteMode } from './use-document.ts';

interface RemovedRecordNoticeProps {
  readonly answer: DocumentQueryAnswer;
}

/** Notice over a record that is removed, with the act that brings it back; nothing over any other. */
export function RemovedRecordNotice({ answer }: RemovedRecordNoticeProps): ReactElement | null {
  const { log, document, roles } = answer;
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, document);
  const mode = useWriteMode()(roles, document);
  if (!isRemovedWithoutConflict(document)) return null;
  return (
    <Banner
      meaning="wait"
      title={translate('mission.record.gone')}
      actions={
        mode === 'open' && (
          <Button icon={Undo2} onPress={() => void change([{ path: pathOf('removed'), value: false }])}>
            {translate('mission.record.restore')}
          </Button>
        )
      }
    >
      {translate(problem ?? { key: 'mission.record.gone.text' })}
    </Banner>
  );
}

import { Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { movedRecordAt } from '#domain/assessment/move-assessment.ts';
import { pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useTranslate } from '#renderer/i18n';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { Banner, Button, TextLink } from '#renderer/ui';
import { useFrameFacts } from '../frame/frame-context.tsx';
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
  const movedTo = movedRecordAt(document, 'moved-to');
  if (!isRemovedWithoutConflict(document)) return null;
  return (
    <Banner
      meaning="wait"
      title={translate(movedTo === null ? 'mission.record.gone' : 'mission.record.movedTo')}
      actions={
        mode === 'open' && (
          <Button icon={Undo2} onPress={() => void change([{ path: pathOf('removed'), value: false }])}>
            {translate('mission.record.restore')}
          </Button>
        )
      }
    >
      {translate(problem ?? { key: 'mission.record.gone.text' })}{' '}
      {movedTo !== null && <MovedRecordLink place="moved-to" answer={answer} />}
    </Banner>
  );
}

/** Line in an assessment that came from another mission: its earlier history is there. Nothing in any other. */
export function MovedFromLine({ answer }: RemovedRecordNoticeProps): ReactElement | null {
  const translate = useTranslate();
  if (movedRecordAt(answer.document, 'moved-from') === null) return null;
  return (
    <p className="field-faint moved-from">
      {translate('mission.record.movedFrom.text')} <MovedRecordLink place="moved-from" answer={answer} />
    </p>
  );
}

/** Link to the other record of a move; its mission may not be on this laptop. */
function MovedRecordLink({
  place,
  answer,
}: RemovedRecordNoticeProps & { readonly place: 'moved-from' | 'moved-to' }): ReactElement {
  const translate = useTranslate();
  const { missions } = useFrameFacts();
  const other = movedRecordAt(answer.document, place);
  const mission = missions?.find(({ log }) => log === other?.log);
  return other === null || mission === undefined ? (
    <span>{translate('mission.record.moved.notHere')}</span>
  ) : (
    <TextLink href={fieldAddressOf({ screen: 'assessment', ...other })}>
      {translate('mission.record.moved.open', { mission: mission.title })}
    </TextLink>
  );
}

import { Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { movedRecordAt } from '#domain/assessment/move-assessment.ts';
import { type Document, shownHead } from '#domain/document/document.ts';
import { deviceOfDot, pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Banner, Button, TextLink } from '#renderer/ui';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices } from '../session/field-services.tsx';
import { useChangeRecord } from './use-document.ts';

interface RemovedRecordNoticeProps {
  readonly queryResult: DocumentQueryResult;
}

/** Notice over a removed record: by whom and when, with the act that brings it back. Nothing over any other. */
export function RemovedRecordNotice({ queryResult }: RemovedRecordNoticeProps): ReactElement | null {
  const { log, document, roles } = queryResult;
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, document);
  const removal = useRemovalMessage(queryResult);
  const movedTo = movedRecordAt(document, 'moved-to');
  if (removal === null) return null;
  return (
    <Banner
      meaning="wait"
      title={movedTo === null ? translate(removal) : translate('mission.record.movedTo')}
      actions={
        mayWriteAt(roles, document, 'removed') && (
          <Button icon={Undo2} onPress={() => void change([{ path: pathOf('removed'), value: false }])}>
            {translate('mission.record.restore')}
          </Button>
        )
      }
    >
      {movedTo !== null && problem === null && `${translate(removal)}. `}
      {translate(problem ?? { key: 'mission.record.gone.text' })}{' '}
      {movedTo !== null && <MovedRecordLink direction="moved-to" queryResult={queryResult} />}
    </Banner>
  );
}

/** Person and day of the removal; null for a record that is there. */
function useRemovalMessage({ document, people }: DocumentQueryResult): Message | null {
  const translate = useTranslate();
  const format = useFormat();
  const { session } = useFieldServices();
  const head = removalHeadOf(document);
  if (head === undefined || !isRemovedWithoutConflict(document)) return null;
  const deviceId = deviceOfDot(head.dot);
  return {
    key: 'mission.record.gone',
    values: {
      isOwn: deviceId === session.device ? 'yes' : 'no',
      name: people[deviceId]?.name || translate('assessment.unknownPerson'),
      date: format.date(head.stamp[0]),
    },
  };
}

const removalHeadOf = ({ registers }: Document) => {
  const heads = registers[pathOf('removed')]?.heads.filter(({ value }) => value === true) ?? [];
  return shownHead({ heads });
};

/** Line in an assessment that came from another mission: its earlier history is there. Nothing in any other. */
export function MovedFromLine({ queryResult }: RemovedRecordNoticeProps): ReactElement | null {
  const translate = useTranslate();
  if (movedRecordAt(queryResult.document, 'moved-from') === null) return null;
  return (
    <p className="field-faint moved-from">
      {translate('mission.record.movedFrom.text')}{' '}
      <MovedRecordLink direction="moved-from" queryResult={queryResult} />
    </p>
  );
}

/** Link to the other record of a move; its mission may not be on this laptop. */
function MovedRecordLink({
  direction,
  queryResult,
}: RemovedRecordNoticeProps & { readonly direction: 'moved-from' | 'moved-to' }): ReactElement {
  const translate = useTranslate();
  const { missions } = useFrameFacts();
  const otherRecord = movedRecordAt(queryResult.document, direction);
  const frameMission = missions?.find(({ log }) => log === otherRecord?.log);
  return otherRecord === null || frameMission === undefined ? (
    <span>{translate('mission.record.moved.notHere')}</span>
  ) : (
    <TextLink href={fieldAddressOf({ screen: 'assessment', ...otherRecord })}>
      {translate('mission.record.moved.open', { mission: frameMission.title })}
    </TextLink>
  );
}

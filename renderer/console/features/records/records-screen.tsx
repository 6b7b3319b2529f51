import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { ConsoleFrame, missionTitle } from '#renderer/console/app/console-frame.tsx';
import type { RailPlace } from '#renderer/console/app/mission-section-view.tsx';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { addressOf, type RecordList, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useDeviceLabels } from '#renderer/console/app/use-devices.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { goTo } from '#renderer/console/app/use-route.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ExportAnswers } from './export-answers.tsx';
import { RecordsView } from './records-view.tsx';

interface RecordsScreenProps {
  readonly log: LogId;
  readonly list: RecordList;
}

/** The records of one mission. */
export function RecordsScreen({ log, list }: RecordsScreenProps): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const resource = resources.get(`records ${log}`, () => client.records(log));
  const records = useResource(resource);
  const labels = useDeviceLabels();
  const title =
    records.kind === 'present' ? missionTitle(records.value.mission, say) : say('console.records.title');
  const show = (next: RecordList): void => goTo({ screen: 'records', log, list: next }, 'replace');

  return (
    <ConsoleFrame
      log={log}
      place={placeOf(list)}
      head={{
        title,
        crumbs: [{ label: say('console.missions.title'), href: addressOf({ screen: 'missions' }) }],
        actions: records.kind === 'present' && <ExportAnswers log={log} records={records.value.documents} />,
      }}
      shows={records}
    >
      <Shown of={records} onTryAgain={resource.reload}>
        {({ documents }) => (
          <RecordsView
            records={documents}
            list={list}
            labels={labels}
            hrefOf={({ doc }) => addressOf({ screen: 'record', log, doc, part: '' })}
            onList={show}
            onShowAll={() => show({ ...wholeList, sort: list.sort, order: list.order })}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

/** The rail marks the list that one of its own items leads to. */
function placeOf({ kind, needs }: RecordList): RailPlace {
  if (needs === '') return kind === 'assessment' || kind === 'workshop' ? kind : kind === '' ? 'all' : null;
  return kind === '' ? needs : null;
}

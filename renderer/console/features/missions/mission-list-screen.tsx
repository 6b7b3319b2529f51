import { type ReactElement, useState } from 'react';
import { ConsoleFrame, ResourceContent } from '#renderer/console/app/console-frame.tsx';
import { missionListResource, useConsole, useMissionList } from '#renderer/console/app/console-context.ts';
import { consoleAddressOf, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { TableSort } from '#renderer/ui';
import { MissionListView, missionsToList, sortMissions } from './mission-list-view.tsx';

/** The first screen after sign-in. */
export function MissionListScreen(): ReactElement {
  const translate = useTranslate();
  const { me, client, resources } = useConsole();
  const missions = useMissionList();
  const [sort, setSort] = useState<TableSort>({ column: 'changed', direction: 'descending' });
  return (
    <ConsoleFrame place="missions" head={{ title: translate('console.missions.title') }} shows={missions}>
      <ResourceContent of={missions} onTryAgain={missionListResource(resources, client).reload}>
        {(rows) => (
          <MissionListView
            missions={sortMissions(me.administers ? rows : missionsToList(rows), sort)}
            opensRecords={me.readsContent}
            hrefOf={({ log }) => consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList })}
            sort={sort}
            onSort={setSort}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

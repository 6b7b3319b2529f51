import { type ReactElement, useState } from 'react';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { addressOf, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { missionsOf, useMissions } from '#renderer/console/app/use-missions.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { TableSort } from '#renderer/ui/table.tsx';
import { listedMissions, sortMissions } from './mission.ts';
import { MissionsView } from './missions-view.tsx';

/** The first screen after sign-in. */
export function MissionsScreen(): ReactElement {
  const say = useSay();
  const { me, client, resources } = useConsole();
  const missions = useMissions();
  const [sort, setSort] = useState<TableSort>({ column: 'changed', direction: 'descending' });
  return (
    <ConsoleFrame place="missions" head={{ title: say('console.missions.title') }} shows={missions}>
      <Shown of={missions} onTryAgain={missionsOf(resources, client).reload}>
        {(rows) => (
          <MissionsView
            missions={sortMissions(me.administers ? rows : listedMissions(rows), sort)}
            opensRecords={me.readsContent}
            hrefOf={({ log }) => addressOf({ screen: 'records', log, list: wholeList })}
            sort={sort}
            onSort={setSort}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

import { FolderPlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { AddLog } from '#renderer/console/api/response-types.ts';
import {
  missionListResource,
  useConsole,
  useMissionList,
  usePolledResource,
  useServerAction,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, ResourceContent } from '#renderer/console/app/console-frame.tsx';
import {
  consoleAddressOf,
  navigateTo,
  unfilteredRecordList,
  useListQuery,
} from '#renderer/console/app/console-route.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, useNotify } from '#renderer/ui';
import { FirstStepsView } from './first-steps-view.tsx';
import { MissionListView } from './mission-list-view.tsx';
import { NewMissionView } from './new-mission-view.tsx';

/** The first screen after sign-in. Administrators create missions here. */
export function MissionListScreen(): ReactElement {
  const translate = useTranslate();
  const act = useServerAction();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const missions = useMissionList();
  const account = resources.getOrCreate('own account', client.readOwnAccount);
  const known = usePolledResource(account);
  const missing = (known.kind === 'present' ? known.value : me).missing;
  const [list, setList] = useListQuery();
  const [isAdding, setIsAdding] = useState(false);
  const [created, setCreated] = useState<string | undefined>(undefined);
  const { reload } = missionListResource(resources, client);

  const add = (wanted: AddLog): void =>
    act(client.admin.addLog(wanted), ({ log }) => {
      setIsAdding(false);
      setCreated(log);
      reload();
      account.reload();
      notify({
        meaning: 'good',
        text: translate('console.missions.added', { title: wanted.title }),
        ...(wanted.kind === 'mission' && {
          action: {
            label: translate('console.missions.toPeople'),
            onPress: () => navigateTo({ screen: 'people' }),
          },
        }),
      });
    });

  const addFirst = (kind: 'programme' | 'mission'): void => {
    if (kind === 'mission') setIsAdding(true);
    else add({ kind, title: translate('value.documentKind.programme'), country: null });
  };
  const firstSteps =
    missing.length > 0 ? (
      <FirstStepsView
        missing={missing}
        administers={me.administers}
        peopleHref={consoleAddressOf({ screen: 'people' })}
        onAdd={addFirst}
      />
    ) : undefined;

  return (
    <ConsoleFrame
      place="missions"
      head={{
        title: translate('console.missions.title'),
        actions: me.administers && (
          <Button kind="primary" icon={FolderPlus} onPress={() => setIsAdding(true)}>
            {translate('console.missions.add')}
          </Button>
        ),
      }}
      shows={missions}
    >
      <ResourceContent of={missions} onTryAgain={reload}>
        {(rows) => (
          <MissionListView
            missions={rows}
            opensRecords={me.readsContent}
            hrefOf={({ log }) => consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList })}
            list={list}
            onList={setList}
            created={created}
            firstSteps={firstSteps}
            isFirst={me.administers}
          />
        )}
      </ResourceContent>
      {isAdding && <NewMissionView onAdd={add} onClose={() => setIsAdding(false)} />}
    </ConsoleFrame>
  );
}

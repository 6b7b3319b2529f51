import { FolderPlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { AddLogRequest, OpenProgrammeRequest } from '#api/admin-api.ts';
import type { NewTeamMember, TeamCandidate } from '#api/missions-api.ts';
import { missionCreatingRoles } from '#domain/kinds/rights.ts';
import { emptyMissionForm } from '#domain/mission/mission-form.ts';
import {
  missionListResource,
  useConsole,
  useMissionList,
  usePolledResource,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import {
  consoleAddressOf,
  navigateTo,
  unfilteredRecordList,
  useListQuery,
} from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction, useServerSave } from '#renderer/console/app/server-action.ts';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import {
  candidatesBeside,
  type MissionFormValues,
  MissionFormView,
  newMissionFields,
} from '#renderer/console/parts/mission-form-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, useNotify } from '#renderer/ui';
import { FirstStepsView } from './first-steps-view.tsx';
import { MissionListView } from './mission-list-view.tsx';

/** Fields of a new mission: an administrator has no right over content. */
const openingFields = ['title', 'country'] as const;

/** The first screen after sign-in. Administrators, managers and mission leads create missions here. */
export function MissionListScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const missionsState = useMissionList();
  const account = resources.getOrCreate('own account', client.readOwnAccount);
  const knownLoadState = usePolledResource(account);
  const missing = (knownLoadState.kind === 'present' ? knownLoadState.value : me).missing;
  const [listQuery, setList] = useListQuery();
  const creates = missionCreatingRoles.includes(me.role);
  const [adding, setAdding] = useState<readonly TeamCandidate[] | null>(null);
  const [created, setCreated] = useState<string | undefined>(undefined);
  const { reload } = missionListResource(resources, client);

  const showCreated = (log: string): void => {
    setAdding(null);
    setCreated(log);
    reload();
    account.reload();
  };
  const add = (wanted: AddLogRequest): Promise<boolean> =>
    saveAtServer(client.admin.addLog(wanted), ({ log }) => {
      showCreated(log);
      notify({
        meaning: 'good',
        text: (say) => say('console.missions.added', { title: wanted.title }),
        ...(wanted.kind === 'mission' && {
          action: {
            label: 'console.missions.toPeople',
            onPress: () => navigateTo({ screen: 'people' }),
          },
        }),
      });
    });

  const create = (formValues: MissionFormValues, team: readonly NewTeamMember[]): Promise<boolean> => {
    const { status: _planned, ...details } = formValues;
    return saveAtServer(client.missions.create({ ...details, team }), ({ log }) => {
      showCreated(log);
      notify({
        meaning: 'good',
        text: (say) => say('console.mission.created', { title: formValues.title }),
        action: {
          label: 'console.mission.open',
          onPress: () => navigateTo({ screen: 'records', log, list: unfilteredRecordList }),
        },
      });
    });
  };
  const begin = (): void => {
    if (creates) runServerAction(client.missions.listCandidates(), setAdding);
    else setAdding([]);
  };

  const openProgramme = (openProgrammeRequest: OpenProgrammeRequest): void =>
    runServerAction(client.admin.openProgramme(openProgrammeRequest), () => {
      notify({
        meaning: 'good',
        text: (say) => say('console.missions.added', { title: openProgrammeRequest.title }),
      });
      reload();
      account.reload();
    });
  const addManager = (name: string): void =>
    runServerAction(client.admin.addPerson({ name, role: 'manager' }), ({ waitsFor }) => {
      if (waitsFor !== undefined) notify({ meaning: 'wait', text: (say) => say('approvals.asked') });
      account.reload();
    });
  const firstSteps =
    missing.length > 0 ? (
      <FirstStepsView
        missing={missing}
        administers={me.administers}
        createsMissions={creates}
        peopleHref={consoleAddressOf({ screen: 'people' })}
        approvalsHref={consoleAddressOf({ screen: 'approvals' })}
        onOpenProgramme={openProgramme}
        onAddManager={addManager}
        onAddMission={begin}
      />
    ) : undefined;

  return (
    <ConsoleFrame
      railItem="missions"
      head={{
        title: translate('console.missions.title'),
        actions: (me.administers || creates) && (
          <Button kind="primary" icon={FolderPlus} onPress={begin}>
            {translate('console.missions.add')}
          </Button>
        ),
      }}
      shows={missionsState}
    >
      <ResourceContent of={missionsState} onTryAgain={reload}>
        {(missionRows) => (
          <MissionListView
            missions={missionRows}
            opensRecords={me.readsContent}
            planHref={
              me.readsContent || me.administers
                ? undefined
                : consoleAddressOf({ screen: 'plan', list: unfilteredPlan })
            }
            hrefOf={({ log }) => consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList })}
            list={listQuery}
            onList={setList}
            created={created}
            firstSteps={firstSteps}
            isFirst={me.administers || creates}
          />
        )}
      </ResourceContent>
      {adding !== null && (
        <MissionFormView
          heading={translate('console.missions.add')}
          act={translate('console.missions.add')}
          start={emptyMissionForm}
          fields={creates ? newMissionFields : openingFields}
          candidates={creates ? candidatesBeside(me, adding) : undefined}
          startTeam={me.role === 'mission-lead' ? [{ person: me.person, role: me.role }] : []}
          note={translate(creates ? 'console.mission.add.text' : 'console.missions.add.text')}
          onSave={(formValues, newTeamMembers) =>
            creates
              ? create(formValues, newTeamMembers)
              : add({ kind: 'mission', title: formValues.title, country: formValues.country })
          }
          onClose={() => setAdding(null)}
        />
      )}
    </ConsoleFrame>
  );
}

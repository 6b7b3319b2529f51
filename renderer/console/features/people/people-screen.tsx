import { type ReactElement, useState } from 'react';
import type { ChangePersonRequest, CodeResponse, GrantManyRequest } from '#api/admin-api.ts';
import type { ChangeGroupRequest, GroupConsequences } from '#api/groups-api.ts';
import type { GroupId, PersonId } from '#domain/ids.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, navigateTo, useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, TextLink, useNotify } from '#renderer/ui';
import { AddPersonView } from './add-person-view.tsx';
import { GrantRolesView } from './grant-roles-view.tsx';
import { GroupConsequencesView } from './group-consequences-view.tsx';
import { AddGroupView, GroupsView, GroupView } from './groups-view.tsx';
import { OneTimeCodeView } from './one-time-code-view.tsx';
import { PeopleView, withGroupRoles } from './people-view.tsx';
import { PersonView } from './person-view.tsx';
import './people.css';

type OpenPeopleDialog =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'addPerson' }
  | { readonly kind: 'giveMany' }
  | { readonly kind: 'addGroup' }
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'code'; readonly purpose: 'enrol' | 'console'; readonly code: CodeResponse };

const codeLifetimeMinutes = 60;

/** Change of a group that waits for a confirmation of its consequences. */
interface AskedChange {
  readonly change: ChangeGroupRequest;
  readonly consequences: GroupConsequences;
}

interface PeopleScreenProps {
  /** Person whose page is open at first: that of the address. */
  readonly person?: PersonId;
}

/** People, their roles and codes. */
export function PeopleScreen({ person: addressed }: PeopleScreenProps): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const resource = resources.getOrCreate('people', client.admin.listPeople);
  const peopleState = usePolledResource(resource);
  const [listQuery, setList] = useListQuery();
  const [openPeopleDialog, setOpen] = useState<OpenPeopleDialog>(
    addressed === undefined ? { kind: 'nothing' } : { kind: 'person', person: addressed },
  );
  const [askedChange, setAsked] = useState<AskedChange | null>(null);
  // Said in the dialog, over which no notice lies, until the person or group is another.
  const [waitingAt, setWaitingAt] = useState<string | null>(null);
  const close = (): void => {
    setWaitingAt(null);
    setOpen({ kind: 'nothing' });
    if (addressed !== undefined) navigateTo({ screen: 'people' }, 'replace');
  };
  const rows = peopleState.kind === 'present' ? peopleState.value : null;
  /** Person or group of the open dialog, as it is now. */
  const shownState = JSON.stringify(
    (openPeopleDialog.kind === 'person' &&
      rows?.people.find(({ person }) => person === openPeopleDialog.person)) ||
      (openPeopleDialog.kind === 'group' &&
        rows?.groups.find(({ group }) => group === openPeopleDialog.group)) ||
      null,
  );
  /** Say it where an act waits for a second person: on this screen nothing changes. */
  const sayIfWaiting = (
    { waitsFor }: { readonly waitsFor?: string | undefined },
    where: 'page' | 'dialog' = 'page',
  ): void => {
    if (where === 'dialog') setWaitingAt(waitsFor === undefined ? null : shownState);
    else if (waitsFor !== undefined) notify({ meaning: 'wait', text: (say) => say('approvals.asked') });
    resource.reload();
  };
  const change = (wanted: ChangePersonRequest): void =>
    runServerAction(client.admin.changePerson(wanted), (changedResponse) =>
      sayIfWaiting(changedResponse, 'dialog'),
    );
  const giveMany = (wanted: GrantManyRequest): void =>
    runServerAction(client.admin.grantMany(wanted), ({ given, waiting }) => {
      close();
      notify({
        meaning: waiting > 0 ? 'wait' : 'good',
        text: (say) => say('console.people.giveMany.done', { given, waiting }),
      });
      resource.reload();
    });
  const askGroup = (groupRequest: ChangeGroupRequest): void =>
    runServerAction(client.admin.previewGroup(groupRequest), (consequences) =>
      setAsked({ change: groupRequest, consequences }),
    );
  const changeGroup = ({ change: wanted }: AskedChange): void => {
    setAsked(null);
    runServerAction(client.admin.changeGroup(wanted), (changedResponse) => {
      if (wanted.act === 'dissolve') close();
      sayIfWaiting(changedResponse, wanted.act === 'dissolve' ? 'page' : 'dialog');
    });
  };
  const makeCode = (person: PersonId, purpose: 'enrol' | 'console'): void =>
    runServerAction(client.admin.createCode({ person, purpose, minutes: codeLifetimeMinutes }), (code) =>
      setOpen({ kind: 'code', purpose, code }),
    );

  return (
    <ConsoleFrame railItem="people" head={{ title: translate('console.people.title') }} shows={peopleState}>
      <ResourceContent of={peopleState} onTryAgain={resource.reload}>
        {(peopleResponse) => {
          const chosenPersonRow =
            openPeopleDialog.kind === 'person'
              ? peopleResponse.people.find((row) => row.person === openPeopleDialog.person)
              : undefined;
          const groupRow =
            openPeopleDialog.kind === 'group'
              ? peopleResponse.groups.find((row) => row.group === openPeopleDialog.group)
              : undefined;
          return (
            <>
              <PeopleView
                logs={peopleResponse.logs}
                people={withGroupRoles(peopleResponse.people, peopleResponse.groups, peopleResponse.logs)}
                list={listQuery}
                onList={setList}
                onOpen={({ person }) => setOpen({ kind: 'person', person })}
                onAddPerson={() => setOpen({ kind: 'addPerson' })}
                onGiveMany={() => setOpen({ kind: 'giveMany' })}
              >
                <GroupsView
                  groups={peopleResponse.groups}
                  logs={peopleResponse.logs}
                  onOpen={({ group: groupId }) => setOpen({ kind: 'group', group: groupId })}
                  onAdd={() => setOpen({ kind: 'addGroup' })}
                />
              </PeopleView>
              {openPeopleDialog.kind === 'addGroup' && (
                <AddGroupView
                  people={peopleResponse.people}
                  onAdd={(added) =>
                    runServerAction(client.admin.addGroup(added), ({ group: groupId }) => {
                      setOpen({ kind: 'group', group: groupId });
                      resource.reload();
                    })
                  }
                  onClose={close}
                />
              )}
              <Dialog
                title={groupRow?.name ?? ''}
                isOpen={groupRow !== undefined}
                onClose={close}
                width="l"
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {waitingAt === shownState && <WaitsForApproval />}
                {groupRow && (
                  <GroupView
                    key={groupRow.group}
                    {...peopleResponse}
                    group={groupRow}
                    // The version is the one on the screen, so that nobody changes another one.
                    onAsk={(wanted) =>
                      askGroup({
                        ...wanted,
                        group: groupRow.group,
                        version: groupRow.version,
                      } as ChangeGroupRequest)
                    }
                  />
                )}
              </Dialog>
              {askedChange !== null && (
                <GroupConsequencesView
                  consequences={askedChange.consequences}
                  isDissolved={askedChange.change.act === 'dissolve'}
                  onConfirm={() => changeGroup(askedChange)}
                  onClose={() => setAsked(null)}
                />
              )}
              {openPeopleDialog.kind === 'giveMany' && (
                <GrantRolesView {...peopleResponse} self={me.person} onGrant={giveMany} onClose={close} />
              )}
              <Dialog
                title={translate('console.people.add')}
                isOpen={openPeopleDialog.kind === 'addPerson'}
                onClose={close}
              >
                <AddPersonView
                  onAdd={(addPersonRequest) =>
                    runServerAction(client.admin.addPerson(addPersonRequest), (addedPersonResponse) => {
                      close();
                      sayIfWaiting(addedPersonResponse);
                    })
                  }
                />
              </Dialog>
              <Dialog
                title={chosenPersonRow === undefined ? '' : personText(chosenPersonRow)}
                isOpen={chosenPersonRow !== undefined}
                onClose={close}
                width="l"
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {waitingAt === shownState && <WaitsForApproval />}
                {chosenPersonRow && (
                  <PersonView
                    person={chosenPersonRow}
                    logs={peopleResponse.logs}
                    groups={peopleResponse.groups}
                    sendsMail={peopleResponse.sendsMail}
                    onChange={change}
                    onCode={(purpose) => makeCode(chosenPersonRow.person, purpose)}
                  />
                )}
              </Dialog>
              <Dialog
                title={translate('console.people.code')}
                isOpen={openPeopleDialog.kind === 'code'}
                onClose={close}
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {openPeopleDialog.kind === 'code' && <OneTimeCodeView {...openPeopleDialog} />}
              </Dialog>
            </>
          );
        }}
      </ResourceContent>
    </ConsoleFrame>
  );
}

/** Said in the dialog of a person or group whose change waits for a second administrator. */
function WaitsForApproval(): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="wait" isAnnounced>
      {translate('approvals.asked')}{' '}
      <TextLink href={consoleAddressOf({ screen: 'approvals' })}>{translate('approvals.title')}</TextLink>
    </Banner>
  );
}

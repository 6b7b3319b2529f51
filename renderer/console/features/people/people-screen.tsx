import { type ReactElement, useState } from 'react';
import type {
  ChangeGroupRequest,
  ChangePersonRequest,
  CodeAnswer,
  GrantManyRequest,
  GroupConsequences,
} from '#api/admin-api.ts';
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
  | { readonly kind: 'code'; readonly purpose: 'enrol' | 'console'; readonly code: CodeAnswer };

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
  const act = useServerAction();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const resource = resources.getOrCreate('people', client.admin.listPeople);
  const people = usePolledResource(resource);
  const [list, setList] = useListQuery();
  const [open, setOpen] = useState<OpenPeopleDialog>(
    addressed === undefined ? { kind: 'nothing' } : { kind: 'person', person: addressed },
  );
  const [asked, setAsked] = useState<AskedChange | null>(null);
  // Said in the dialog, over which no notice lies, until the person or group is another.
  const [waitingAt, setWaitingAt] = useState<string | null>(null);
  const close = (): void => {
    setWaitingAt(null);
    setOpen({ kind: 'nothing' });
    if (addressed !== undefined) navigateTo({ screen: 'people' }, 'replace');
  };
  const rows = people.kind === 'present' ? people.value : null;
  /** Person or group of the open dialog, as it is now. */
  const shownState = JSON.stringify(
    (open.kind === 'person' && rows?.people.find(({ person }) => person === open.person)) ||
      (open.kind === 'group' && rows?.groups.find(({ group }) => group === open.group)) ||
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
    act(client.admin.changePerson(wanted), (changed) => sayIfWaiting(changed, 'dialog'));
  const giveMany = (wanted: GrantManyRequest): void =>
    act(client.admin.grantMany(wanted), ({ given, waiting }) => {
      close();
      notify({
        meaning: waiting > 0 ? 'wait' : 'good',
        text: (say) => say('console.people.giveMany.done', { given, waiting }),
      });
      resource.reload();
    });
  const askGroup = (change: ChangeGroupRequest): void =>
    act(client.admin.previewGroup(change), (consequences) => setAsked({ change, consequences }));
  const changeGroup = ({ change: wanted }: AskedChange): void => {
    setAsked(null);
    act(client.admin.changeGroup(wanted), (changed) => {
      if (wanted.act === 'dissolve') close();
      sayIfWaiting(changed, wanted.act === 'dissolve' ? 'page' : 'dialog');
    });
  };
  const makeCode = (person: PersonId, purpose: 'enrol' | 'console'): void =>
    act(client.admin.createCode({ person, purpose, minutes: codeLifetimeMinutes }), (code) =>
      setOpen({ kind: 'code', purpose, code }),
    );

  return (
    <ConsoleFrame place="people" head={{ title: translate('console.people.title') }} shows={people}>
      <ResourceContent of={people} onTryAgain={resource.reload}>
        {(answer) => {
          const chosen =
            open.kind === 'person' ? answer.people.find((row) => row.person === open.person) : undefined;
          const group =
            open.kind === 'group' ? answer.groups.find((row) => row.group === open.group) : undefined;
          return (
            <>
              <PeopleView
                logs={answer.logs}
                people={withGroupRoles(answer.people, answer.groups, answer.logs)}
                list={list}
                onList={setList}
                onOpen={({ person }) => setOpen({ kind: 'person', person })}
                onAddPerson={() => setOpen({ kind: 'addPerson' })}
                onGiveMany={() => setOpen({ kind: 'giveMany' })}
              >
                <GroupsView
                  groups={answer.groups}
                  logs={answer.logs}
                  onOpen={({ group: id }) => setOpen({ kind: 'group', group: id })}
                  onAdd={() => setOpen({ kind: 'addGroup' })}
                />
              </PeopleView>
              {open.kind === 'addGroup' && (
                <AddGroupView
                  people={answer.people}
                  onAdd={(added) =>
                    act(client.admin.addGroup(added), ({ group: id }) => {
                      setOpen({ kind: 'group', group: id });
                      resource.reload();
                    })
                  }
                  onClose={close}
                />
              )}
              <Dialog
                title={group?.name ?? ''}
                isOpen={group !== undefined}
                onClose={close}
                width="l"
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {waitingAt === shownState && <WaitsForApproval />}
                {group && (
                  <GroupView
                    key={group.group}
                    {...answer}
                    group={group}
                    // The version is the one on the screen, so that nobody changes another one.
                    onAsk={(wanted) =>
                      askGroup({
                        ...wanted,
                        group: group.group,
                        version: group.version,
                      } as ChangeGroupRequest)
                    }
                  />
                )}
              </Dialog>
              {asked !== null && (
                <GroupConsequencesView
                  consequences={asked.consequences}
                  isDissolved={asked.change.act === 'dissolve'}
                  onConfirm={() => changeGroup(asked)}
                  onClose={() => setAsked(null)}
                />
              )}
              {open.kind === 'giveMany' && (
                <GrantRolesView {...answer} self={me.person} onGrant={giveMany} onClose={close} />
              )}
              <Dialog
                title={translate('console.people.add')}
                isOpen={open.kind === 'addPerson'}
                onClose={close}
              >
                <AddPersonView
                  onAdd={(person) =>
                    act(client.admin.addPerson(person), (added) => {
                      close();
                      sayIfWaiting(added);
                    })
                  }
                />
              </Dialog>
              <Dialog
                title={chosen === undefined ? '' : personText(chosen)}
                isOpen={chosen !== undefined}
                onClose={close}
                width="l"
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {waitingAt === shownState && <WaitsForApproval />}
                {chosen && (
                  <PersonView
                    person={chosen}
                    logs={answer.logs}
                    groups={answer.groups}
                    sendsMail={answer.sendsMail}
                    onChange={change}
                    onCode={(purpose) => makeCode(chosen.person, purpose)}
                  />
                )}
              </Dialog>
              <Dialog
                title={translate('console.people.code')}
                isOpen={open.kind === 'code'}
                onClose={close}
                actions={<Button onPress={close}>{translate('ui.close')}</Button>}
              >
                {open.kind === 'code' && <OneTimeCodeView {...open} />}
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

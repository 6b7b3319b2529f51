import type { ReactElement } from 'react';
import type { PersonRow } from '#api/admin-api.ts';
import type { GroupRow } from '#api/groups-api.ts';
import { GroupId } from '#domain/ids.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  minutesAgo,
  sampleLead,
  sampleLog,
  sampleProgrammeLog,
  sampleSecondAssessor,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { AddPersonView } from './add-person-view.tsx';
import { GrantRolesView } from './grant-roles-view.tsx';
import { GroupConsequencesView } from './group-consequences-view.tsx';
import { AddGroupView, GroupsView, GroupView } from './groups-view.tsx';
import { OneTimeCodeView } from './one-time-code-view.tsx';
import { PeopleView } from './people-view.tsx';
import { PersonView } from './person-view.tsx';
import './people.css';

export const about: StoriesAbout = { title: 'Console people', layout: 'page' };

const logs = [
  { log: sampleLog, kind: 'mission', title: 'Arlandia baseline', country: 'XA' },
  { log: sampleProgrammeLog, kind: 'programme', title: 'Programme', country: null },
] as const;
const common = {
  everyLog: false,
  addedAtMs: minutesAgo(60_000),
  deactivatedAtMs: null,
  hasSecondFactor: true,
  devices: 1,
  mail: null,
} as const;
const here: PersonRow = {
  ...common,
  ...sampleLead,
  role: 'lead',
  grants: [{ log: sampleLog, role: 'lead' }],
};
const people: readonly PersonRow[] = [
  here,
  {
    ...common,
    ...sampleSecondAssessor,
    role: 'reviewer',
    everyLog: true,
    devices: 0,
    hasSecondFactor: false,
    grants: [],
  },
  { ...common, ...sampleTrainer, role: 'trainer', deactivatedAtMs: minutesAgo(100), devices: 0, grants: [] },
];
const nothing = (): void => undefined;

export function Some(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="people" isAdministrator head={{ title: translate('console.people.title') }}>
      <PeopleView
        people={people}
        logs={logs}
        list={unfilteredList}
        onList={nothing}
        onOpen={nothing}
        onAddPerson={nothing}
        onGiveMany={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export function Person(): ReactElement {
  return <PersonView person={here} logs={logs} sendsMail={false} onChange={nothing} onCode={nothing} />;
}

export function PersonOfAllMissions(): ReactElement {
  return (
    <PersonView
      person={{ ...here, everyLog: true }}
      logs={logs}
      sendsMail={false}
      onChange={nothing}
      onCode={nothing}
    />
  );
}

export function PersonWithMail(): ReactElement {
  const mail = { address: 'lead@example.org', language: 'en', digest: true } as const;
  return <PersonView person={{ ...here, mail }} logs={logs} sendsMail onChange={nothing} onCode={nothing} />;
}

export function ManyRoles(): ReactElement {
  return <GrantRolesView people={people} logs={logs} self="" onGrant={nothing} onClose={nothing} />;
}

export function Partner(): ReactElement {
  return (
    <PersonView
      person={{ ...here, role: 'partner', grants: [{ log: sampleLog, role: 'partner' }] }}
      logs={logs}
      sendsMail={false}
      onChange={nothing}
      onCode={nothing}
    />
  );
}

export function EnrolCode(): ReactElement {
  const code = { code: '7K3M-Q0V9-T1XZ', expiresAtMs: galleryNowMs, address: 'https://hq.example.org' };
  return <OneTimeCodeView code={code} purpose="enrol" />;
}

export function WaitingCode(): ReactElement {
  const code = {
    code: '7K3M-Q0V9-T1XZ',
    expiresAtMs: galleryNowMs,
    address: 'https://hq.example.org',
    waitsFor: '00000000-0000-4000-8000-0000000000c1',
  };
  return <OneTimeCodeView code={code} purpose="enrol" />;
}

export function NewPerson(): ReactElement {
  return <AddPersonView onAdd={nothing} />;
}

const group: GroupRow = {
  group: GroupId.parse('00000000-0000-4000-8000-0000000000a1'),
  name: 'Trainers',
  version: 3,
  members: [sampleLead.person],
  roles: [
    { role: 'trainer', log: null, endsOn: null },
    { role: 'adviser', log: sampleLog, endsOn: '2026-12-31' },
  ],
};

export function Groups(): ReactElement {
  const many: GroupRow = {
    ...group,
    group: GroupId.parse('00000000-0000-4000-8000-0000000000a2'),
    name: 'Night desk',
    roles: (['trainer', 'adviser', 'assessor', 'lead', 'reviewer'] as const).map((role) => ({
      role,
      log: sampleLog,
      endsOn: null,
    })),
  };
  return <GroupsView groups={[group, many]} logs={logs} onOpen={nothing} onAdd={nothing} />;
}

export function NoGroups(): ReactElement {
  return <GroupsView groups={[]} logs={logs} onOpen={nothing} onAdd={nothing} />;
}

export function Group(): ReactElement {
  return <GroupView group={group} people={people} logs={logs} onAsk={nothing} />;
}

export function NewGroup(): ReactElement {
  return <AddGroupView people={people} onAdd={nothing} onClose={nothing} />;
}

export function GroupChange(): ReactElement {
  const role = { role: 'trainer', missions: 2, everyLog: false } as const;
  const all = { role: 'adviser', missions: 4, everyLog: true } as const;
  const consequences = {
    people: [
      { ...sampleLead, gains: [role, all], loses: [], keeps: [] },
      { ...sampleTrainer, gains: [], loses: [role], keeps: [all] },
    ],
    waits: true,
  };
  return <GroupConsequencesView consequences={consequences} onConfirm={nothing} onClose={nothing} />;
}

export function GroupChangeOfNobody(): ReactElement {
  const consequences = { people: [], waits: false };
  return <GroupConsequencesView consequences={consequences} onConfirm={nothing} onClose={nothing} />;
}

export function PersonOfGroup(): ReactElement {
  return (
    <PersonView
      person={here}
      logs={logs}
      groups={[group]}
      sendsMail={false}
      onChange={nothing}
      onCode={nothing}
    />
  );
}

/** The question before a group is dissolved, of which nobody has a role. */
export function GroupDissolved(): ReactElement {
  return (
    <GroupConsequencesView
      consequences={{ people: [], waits: false }}
      isDissolved
      onConfirm={nothing}
      onClose={nothing}
    />
  );
}

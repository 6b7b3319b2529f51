import { UserPlus, Users } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { AdminLogRow, PersonRow } from '#api/admin-api.ts';
import type { GroupRow } from '#api/groups-api.ts';
import { Role } from '#domain/people/role.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { PersonCell, personText } from '#renderer/console/parts/person-name.tsx';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, PageSection, Pill, ScreenPage, type TableSort } from '#renderer/ui';

/** People with their roles by groups among their grants: so lists find and count them. */
export const withGroupRoles = (
  people: readonly PersonRow[],
  groupRows: readonly GroupRow[],
  logRows: readonly AdminLogRow[],
): readonly PersonRow[] =>
  people.map((personRow) => ({
    ...personRow,
    grants: [
      ...personRow.grants,
      ...groupRows
        .filter(({ members }) => members.includes(personRow.person))
        .flatMap(({ roles }) =>
          roles.flatMap(({ role, log }) =>
            logRows
              .filter((row) => row.kind === 'mission' && (log === null || row.log === log))
              .map((row) => ({ log: row.log, role })),
          ),
        ),
    ],
  }));

type PersonState = 'active' | 'noFactor' | 'out';

/** Status of a person in this list. */
const personStateOf = ({ deactivatedAtMs, hasSecondFactor }: PersonRow): PersonState => {
  if (deactivatedAtMs !== null) return 'out';
  return hasSecondFactor ? 'active' : 'noFactor';
};

const personStateLabels = {
  active: { key: 'console.people.secondFactor', meaning: 'good' },
  noFactor: { key: 'console.people.noSecondFactor', meaning: undefined },
  out: { key: 'console.people.out', meaning: 'bad' },
} as const satisfies { readonly [S in PersonState]: object };

const personStates: readonly PersonState[] = ['active', 'noFactor', 'out'];

const byName: TableSort = { column: 'name', direction: 'ascending' };

interface PeopleViewProps {
  readonly people: readonly PersonRow[];
  readonly logs: readonly AdminLogRow[];
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onOpen: (personRow: PersonRow) => void;
  readonly onAddPerson: () => void;
  readonly onGiveMany: () => void;
  /** Groups of people, below the list. */
  readonly children?: ReactNode;
}

/** People of the programme and their rights. */
export function PeopleView(props: PeopleViewProps): ReactElement {
  const { people, logs, list, onList, onOpen, onAddPerson, onGiveMany, children } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      <PageSection
        title={translate('console.people.summary', { count: people.length })}
        description={translate('console.people.text')}
        action={
          <div className="console-admin-actions">
            <Button icon={Users} onPress={onGiveMany}>
              {translate('console.people.giveMany')}
            </Button>
            <Button icon={UserPlus} kind="primary" onPress={onAddPerson}>
              {translate('console.people.add')}
            </Button>
          </div>
        }
      >
        <ListTableView
          label={translate('console.people.title')}
          findLabel={translate('console.people.find')}
          list={list}
          onList={onList}
          rows={people}
          rowId={({ person }) => person}
          columns={usePeopleColumns(logs)}
          onOpen={onOpen}
          ownSort={byName}
          isLast={({ deactivatedAtMs }) => deactivatedAtMs !== null}
          textsOf={(personRow) => [personText(personRow)]}
          group={{
            label: translate('console.people.role'),
            anyLabel: translate('console.people.anyRole'),
            options: Role.options.map((id) => ({ id, label: translate(valueLabels.role[id]) })),
            idsOf: ({ role, grants }) => [role, ...grants.map((grant) => grant.role)],
          }}
          status={{
            label: translate('path.status'),
            anyLabel: translate('console.records.filter.anyStatus'),
            options: personStates.map((id) => ({ id, label: translate(personStateLabels[id].key) })),
            idsOf: (personRow) => [personStateOf(personRow)],
          }}
          empty={null}
        />
      </PageSection>
      {children}
    </ScreenPage>
  );
}

function usePeopleColumns(logRows: readonly AdminLogRow[]): readonly ListColumn<PersonRow>[] {
  const translate = useTranslate();
  // The programme's own log, which everybody has, is no mission.
  const missions = logRows.filter(({ kind }) => kind === 'mission');
  const titlesOf = ({ grants }: PersonRow): readonly string[] => {
    const granted = new Set(grants.map(({ log }) => log));
    return missions.filter(({ log }) => granted.has(log)).map(({ title }) => title);
  };
  return [
    {
      id: 'name',
      title: translate('console.people.name'),
      sortBy: ({ name }) => name,
      cell: (personRow) => <PersonCell of={personRow} />,
    },
    {
      id: 'role',
      title: translate('console.people.role'),
      sortBy: ({ role }) => Role.options.indexOf(role),
      cell: ({ role }) => translate(valueLabels.role[role]),
    },
    {
      id: 'logs',
      title: translate('console.people.logs'),
      sortBy: (personRow) => (personRow.everyLog ? Number.POSITIVE_INFINITY : titlesOf(personRow).length),
      cell: (personRow) => {
        if (personRow.everyLog) return translate('console.people.everyLog');
        const titles = titlesOf(personRow);
        const [only] = titles;
        if (titles.length === 1 && only !== undefined) return <bdi>{only}</bdi>;
        return (
          <span title={titles.join('\n')}>
            {translate('console.people.missions', { count: titles.length })}
          </span>
        );
      },
    },
    {
      id: 'devices',
      title: translate('console.people.devices'),
      align: 'end',
      sortBy: ({ devices }) => devices,
      cell: ({ devices }) => <span className="fb-numbers">{devices}</span>,
    },
    {
      id: 'state',
      title: translate('path.status'),
      sortBy: (personRow) => personStates.indexOf(personStateOf(personRow)),
      cell: (personRow) => {
        const { key, meaning } = personStateLabels[personStateOf(personRow)];
        return <Pill text={translate(key)} meaning={meaning} />;
      },
    },
  ];
}

import { X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { MissionDetailsResponse, NewTeamMember, TeamCandidate } from '#api/missions-api.ts';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { mayServeAs } from '#domain/kinds/rights.ts';
import { type MissionStatus, mostTitleLetters } from '#domain/mission/mission.ts';
import { type MissionFormPath, missionFormPaths, missionFormRows } from '#domain/mission/mission-form.ts';
import { Role } from '#domain/people/role.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';
import { Button, LongSelect, Select } from '#renderer/ui';
import { PersonName, personText } from './person-name.tsx';

/** Details of a mission in editing. */
export type MissionFormValues = Pick<MissionDetailsResponse, MissionFormPath>;

interface MissionFormViewProps {
  readonly heading: string;
  /** Label of the button that ends it. */
  readonly act: string;
  readonly start: MissionFormValues;
  /** Values that a new mission begins with in place of those: its words are new, and are checked. */
  readonly proposed?: MissionFormValues;
  /** Fields that the person may write; others are left out. */
  readonly fields: readonly MissionFormPath[];
  /** Statuses that the person may choose. */
  readonly statuses?: readonly MissionStatus[];
  /** People for the team of a new mission; absent where the form has no team. */
  readonly candidates?: readonly TeamCandidate[] | undefined;
  readonly startTeam?: readonly NewTeamMember[];
  /** Consequence of the act. */
  readonly note?: string | undefined;
  readonly onSave: (
    formValues: MissionFormValues,
    newTeamMembers: readonly NewTeamMember[],
  ) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form of a mission, new or existing: title, State, dates, mode, place, purpose, status and team. */
export function MissionFormView(props: MissionFormViewProps): ReactElement {
  const { heading, act, start, fields, statuses = [], candidates, startTeam = [], note } = props;
  const translate = useTranslate();
  const [newTeamMembers, setTeam] = useState(startTeam);
  return (
    <RecordFormDialog
      title={heading}
      act={act}
      width={fields.length > 2 ? 'l' : 'm'}
      subject={{ kind: 'mission' }}
      rows={() => missionFormRows.filter((row) => [row].flat().every((path) => fields.includes(path)))}
      stored={start}
      start={props.proposed}
      findProblems={({ title, from, to }) => ({
        title: title.trim() === '' ? translate('ui.title.missing') : undefined,
        to:
          from !== null && to !== null && to < from
            ? translate('console.mission.endsBeforeItStarts')
            : undefined,
      })}
      options={() => ({
        title: { hasFirstFocus: true, mostLetters: mostTitleLetters },
        status: {
          choices: statuses.map((id) => ({ id, label: translate(statusLabel('missionStatus', id)) })),
        },
      })}
      below={() => (
        <>
          {candidates && <TeamFields candidates={candidates} team={newTeamMembers} onTeam={setTeam} />}
          {note !== undefined && <p>{note}</p>}
        </>
      )}
      onSave={(formValues) => props.onSave({ ...formValues, title: formValues.title.trim() }, newTeamMembers)}
      onClose={props.onClose}
    />
  );
}

/** Fields of a new mission; its status begins as planned. */
export const newMissionFields = missionFormPaths.filter((formPath) => formPath !== 'status');

/** People for the team. A manager gets their own role anyway, and has no function beside it. */
export const candidatesBeside = (
  { person, role }: SignedInPersonResponse,
  people: readonly TeamCandidate[],
): readonly TeamCandidate[] =>
  role === 'mission-lead' ? people : people.filter((candidate) => candidate.person !== person);

interface TeamFieldsProps {
  readonly candidates: readonly TeamCandidate[];
  readonly team: readonly NewTeamMember[];
  readonly onTeam: (newTeamMembers: readonly NewTeamMember[]) => void;
}

type TeamRole = NewTeamMember['role'];
const teamRoles = Role.exclude(['admin']);

/** Members of the team, each with a function that they may have. */
function TeamFields({ candidates, team, onTeam }: TeamFieldsProps): ReactElement {
  const translate = useTranslate();
  const byId = new Map(candidates.map((candidate) => [candidate.person as string, candidate]));
  const inTeam = new Set<string>(team.map(({ person }) => person));
  const optionsOf = (ownRole: Role): readonly { readonly id: TeamRole; readonly label: string }[] =>
    teamRoles.options
      .filter((role) => mayServeAs(ownRole, role))
      .map((id) => ({ id, label: translate(valueLabels.role[id]) }));
  const add = (id: string | undefined): void => {
    const teamCandidate = byId.get(id ?? '');
    const role = teamRoles.safeParse(teamCandidate?.role);
    if (teamCandidate && role.success) onTeam([...team, { person: teamCandidate.person, role: role.data }]);
  };
  return (
    <>
      <LongSelect
        label={translate('console.mission.team.add')}
        description={translate('console.mission.team.help')}
        options={candidates
          .filter(({ person }) => !inTeam.has(person))
          .map(({ person, name, role }) => ({
            id: person,
            label: translate('console.mission.team.person', {
              name: personText({ person, name }),
              role: translate(valueLabels.role[role]),
            }),
          }))}
        value={[]}
        onChange={([person]) => add(person)}
      />
      <ul className="fb-form-rows">
        {team.map(({ person, role }) => {
          const { name: ownName, role: ownRole } = byId.get(person) ?? { name: '', role };
          const name = personText({ person, name: ownName });
          return (
            <li key={person}>
              <PersonName of={{ person, name: ownName }} />
              <Select
                label={translate('console.mission.team.roleOf', { name })}
                hideLabel
                options={optionsOf(ownRole)}
                value={role}
                onChange={(nextTeamRole) =>
                  onTeam(
                    team.map((newTeamMember) =>
                      newTeamMember.person === person ? { person, role: nextTeamRole } : newTeamMember,
                    ),
                  )
                }
              />
              <Button
                kind="quiet"
                icon={X}
                label={translate('console.mission.team.remove', { name })}
                onPress={() => onTeam(team.filter((newTeamMember) => newTeamMember.person !== person))}
              >
                {translate('ui.remove')}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

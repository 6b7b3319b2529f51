import { X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { MissionFormPath, NewTeamMember, TeamCandidate } from '#api/missions-api.ts';
import { mayServeAs } from '#domain/kinds/rights.ts';
import type { MissionStatus } from '#domain/mission/mission.ts';
import { MissionMode } from '#domain/mission/mission-work.ts';
import { Role } from '#domain/people/role.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { useTranslate } from '#renderer/i18n';
import { StateField } from '#renderer/records/record-fields.tsx';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  DateField,
  FormDialog,
  LongSelect,
  Select,
  TextArea,
  TextField,
  TextHitList,
} from '#renderer/ui';
import { PersonName, personText } from './person-name.tsx';
import { useUnconfirmedHits } from './unconfirmed-hits.ts';

/** Details of a mission in editing. Texts are empty where nothing is set. */
export interface MissionFormValues {
  readonly title: string;
  readonly country: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly purpose: string;
  readonly place: string;
  readonly mode: MissionMode | null;
  readonly status: MissionStatus | null;
}

export const emptyMissionForm: MissionFormValues = {
  title: '',
  country: null,
  from: null,
  to: null,
  purpose: '',
  place: '',
  mode: null,
  status: null,
};

interface MissionFormViewProps {
  readonly heading: string;
  /** Label of the button that ends it. */
  readonly act: string;
  readonly start: MissionFormValues;
  /** Fields that the person may write; others are left out. */
  readonly fields: readonly MissionFormPath[];
  /** Statuses that the person may choose. */
  readonly statuses?: readonly MissionStatus[];
  /** People for the team of a new mission; absent where the form has no team. */
  readonly candidates?: readonly TeamCandidate[] | undefined;
  readonly startTeam?: readonly NewTeamMember[];
  /** Consequence of the act. */
  readonly note?: string | undefined;
  readonly onSave: (formValues: MissionFormValues, newTeamMembers: readonly NewTeamMember[]) => void;
  readonly onClose: () => void;
}

/** Form of a mission, new or existing: title, State, dates, mode, place, purpose, status and team. */
export function MissionFormView(props: MissionFormViewProps): ReactElement {
  const { heading, act, start, fields, statuses = [], candidates, startTeam = [], note } = props;
  const translate = useTranslate();
  const [formValues, setValues] = useState(start);
  const [newTeamMembers, setTeam] = useState(startTeam);
  const [isTried, setIsTried] = useState(false);
  const { title, from, to } = formValues;
  // A text that was there before has been checked by its writer.
  const { unchecked, confirm } = useUnconfirmedHits(
    (['title', 'place', 'purpose'] as const).flatMap((name) =>
      formValues[name] === start[name] ? [] : findPersonalData(formValues[name]),
    ),
  );
  const isUntitled = title.trim() === '';
  const endsBefore = from !== null && to !== null && to < from;
  const write = (change: Partial<MissionFormValues>): void => setValues({ ...formValues, ...change });
  const has = (field: MissionFormPath): boolean => fields.includes(field);
  const save = (): void => {
    setIsTried(true);
    if (!isUntitled && !endsBefore && unchecked.length === 0)
      props.onSave({ ...formValues, title: title.trim() }, newTeamMembers);
  };
  return (
    <FormDialog
      title={heading}
      act={act}
      width={fields.length > 2 ? 'l' : 'm'}
      problem={isTried && unchecked.length > 0 ? translate('review.check.open') : null}
      onAct={save}
      onClose={props.onClose}
    >
      {has('title') && (
        <TextField
          label={translate('path.title')}
          value={title}
          onChange={(next) => write({ title: next })}
          maxLength={200}
          problem={isTried && isUntitled ? translate('console.missions.add.title.missing') : undefined}
          autoFocus
        />
      )}
      {has('country') && (
        <StateField
          label={translate('console.missions.add.state')}
          value={formValues.country}
          onChange={(country) => write({ country })}
        />
      )}
      {has('from') && (
        <div className="fb-form-pair">
          <DateField label={translate('path.from')} value={from} onChange={(next) => write({ from: next })} />
          <DateField
            label={translate('path.to')}
            value={to}
            onChange={(next) => write({ to: next })}
            problem={isTried && endsBefore ? translate('console.mission.endsBeforeItStarts') : undefined}
          />
        </div>
      )}
      {has('mode') && (
        <div className="fb-form-pair">
          <Select
            label={translate('path.mode')}
            options={MissionMode.options.map((id) => ({
              id,
              label: translate(valueLabels.workshopMode[id]),
            }))}
            value={formValues.mode}
            onChange={(mode) => write({ mode })}
          />
          <TextField
            label={translate('path.place')}
            description={translate('console.mission.place.help')}
            value={formValues.place}
            onChange={(place) => write({ place })}
            maxLength={400}
          />
        </div>
      )}
      {has('purpose') && (
        <TextArea
          label={translate('path.purpose')}
          description={translate('console.mission.purpose.help')}
          value={formValues.purpose}
          onChange={(purpose) => write({ purpose })}
          rows={4}
        />
      )}
      <TextHitList hits={unchecked} onConfirm={confirm} />
      {has('status') && (
        <Select
          label={translate('path.status')}
          description={translate('console.mission.status.help')}
          options={statuses.map((id) => ({ id, label: translate(statusLabel('missionStatus', id)) }))}
          value={formValues.status}
          onChange={(status) => write({ status })}
        />
      )}
      {candidates && <TeamFields candidates={candidates} team={newTeamMembers} onTeam={setTeam} />}
      {note !== undefined && <p>{note}</p>}
    </FormDialog>
  );
}

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

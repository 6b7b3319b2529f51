import { Plus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Role } from '#domain/people/role.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Button,
  FormDialog,
  type FormSubmission,
  PageSection,
  Select,
  type SelectOption,
} from '#renderer/ui';

/** A member of the team as the list shows it. */
export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

interface MissionTeamViewProps {
  readonly rows: readonly TeamRow[];
  readonly onRole: (id: string, role: Role) => void;
  readonly onRemove: (teamRow: TeamRow) => void;
  readonly onAdd: () => void;
  readonly isReadOnly: boolean;
}

const teamRoles: readonly Role[] = Role.options.filter((role) => role !== 'admin');

/** People of the mission with their functions. Reports have functions and numbers, never names. */
export function MissionTeamView(props: MissionTeamViewProps): ReactElement {
  const { rows, onRole, onRemove, onAdd, isReadOnly } = props;
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('path.team')}
      description={translate('mission.team.help')}
      action={
        !isReadOnly && (
          <Button icon={Plus} onPress={onAdd}>
            {translate('mission.team.add')}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className="field-faint">{translate('mission.team.none')}</p>}
      <ul className="mission-list">
        {rows.map((teamRow) => (
          <li key={teamRow.id} className="mission-team-row">
            <bdi>{teamRow.name}</bdi>
            {isReadOnly ? (
              <span>{translate(valueLabels.role[teamRow.role])}</span>
            ) : (
              <>
                <Select
                  label={translate('mission.team.roleOf', { name: teamRow.name })}
                  hideLabel
                  options={roleOptions(translate)}
                  value={teamRow.role}
                  onChange={(role) => onRole(teamRow.id, role)}
                />
                <Button
                  kind="quiet"
                  icon={X}
                  label={translate('mission.team.remove', { name: teamRow.name })}
                  onPress={() => onRemove(teamRow)}
                >
                  {translate('ui.remove')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </PageSection>
  );
}

const roleOptions = (translate: ReturnType<typeof useTranslate>): readonly SelectOption<Role>[] =>
  teamRoles.map((id) => ({ id, label: translate(valueLabels.role[id]) }));

interface AddTeamMemberViewProps {
  readonly people: readonly SelectOption<string>[];
  readonly person: string | null;
  readonly memberRole: Role | null;
  readonly problem: Message | null;
  readonly onPerson: (person: string) => void;
  readonly onRole: (role: Role) => void;
  readonly onAdd: FormSubmission;
  readonly onClose: () => void;
}

/** Form of a new member: a person whom this laptop knows, or one without an account. */
export function AddTeamMemberView(props: AddTeamMemberViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate('mission.team.add')}
      act={translate('ui.add')}
      problem={props.problem && translate(props.problem)}
      onAct={props.onAdd}
      onClose={props.onClose}
    >
      <Select
        label={translate('mission.team.person')}
        options={props.people}
        value={props.person}
        onChange={props.onPerson}
      />
      <Select
        label={translate('path.participant.function')}
        options={roleOptions(translate)}
        value={props.memberRole}
        onChange={props.onRole}
      />
    </FormDialog>
  );
}

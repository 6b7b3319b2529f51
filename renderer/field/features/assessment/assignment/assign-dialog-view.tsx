import { memo, type ReactElement } from 'react';
import type { PersonId } from '#domain/ids.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, Select } from '#renderer/ui';
import { type AssessmentTeam, offeredMembers, teamMemberName } from './assessment-team.ts';

interface AssigneeSelectProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly team: AssessmentTeam;
  readonly person: PersonId | null;
  /** Absent where nothing may be changed. */
  readonly onAssign?: ((personId: PersonId | null) => void) | undefined;
}

/** The choice of nobody: a select has no empty choice. */
const nobodyOption = 'nobody';

/** One of the team, or nobody in particular. Drawn again by its own facts only, since a list of choices is costly. */
export const AssigneeSelect = memo(function AssigneeSelect(props: AssigneeSelectProps): ReactElement {
  const { label, description, team, person, onAssign } = props;
  const translate = useTranslate();
  const isKnown = person === null || team.some((teamMember) => teamMember.person === person);
  return (
    <Select<string>
      label={label}
      description={description}
      options={[
        { id: nobodyOption, label: translate('several.assign.nobody') },
        ...offeredMembers(team, person).map((teamMember) => ({
          id: teamMember.person,
          label: teamMember.name,
          ...(teamMember.part === 'unknown' && { description: translate('several.assign.functionUnknown') }),
        })),
        ...(isKnown ? [] : [{ id: person, label: teamMemberName(team, person) ?? '' }]),
      ]}
      value={person ?? nobodyOption}
      onChange={(chosen) =>
        onAssign?.(team.find((teamMember) => teamMember.person === chosen)?.person ?? null)
      }
      isDisabled={onAssign === undefined}
    />
  );
});

interface AssignDialogViewProps {
  readonly team: AssessmentTeam;
  /** Dimensions or sections by the ids of their assignments, with the person asked for each. */
  readonly subjects: readonly {
    readonly id: string;
    readonly label: string;
    readonly person: PersonId | null;
  }[];
  readonly problem: Message | null;
  readonly onAssign: (subject: string, personId: PersonId | null) => void;
  readonly onClose: () => void;
}

/** Assign dimensions or sections within the team; each choice is kept at once. */
export function AssignDialogView({
  team,
  subjects,
  problem,
  onAssign,
  onClose,
}: AssignDialogViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('several.assign.title')}
      isOpen
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {translate('ui.close')}
        </Button>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <p>{translate('several.assign.text')}</p>
      <div className="assess-form">
        {subjects.map(({ id, label, person }) => (
          <AssigneeSelect
            key={id}
            label={label}
            team={team}
            person={person}
            onAssign={(chosenPersonId) => onAssign(id, chosenPersonId)}
          />
        ))}
      </div>
    </Dialog>
  );
}

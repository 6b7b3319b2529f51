import type { ReactElement } from 'react';
import type { PersonId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Select } from '#renderer/ui/select.tsx';
import { nameIn, type Team } from './team.ts';

interface AssigneeSelectProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly team: Team;
  readonly person: PersonId | null;
  /** Absent where nothing may be changed. */
  readonly onAssign?: ((person: PersonId | null) => void) | undefined;
}

/** The choice of nobody: a select has no empty choice. */
const nobody = 'nobody';

/** One of the team, or nobody in particular. */
export function AssigneeSelect(props: AssigneeSelectProps): ReactElement {
  const { label, description, team, person, onAssign } = props;
  const say = useSay();
  const isKnown = person === null || team.some((one) => one.person === person);
  return (
    <Select<string>
      label={label}
      description={description}
      options={[
        { id: nobody, label: say('several.assign.nobody') },
        ...team.map((one) => ({ id: one.person, label: one.name })),
        ...(isKnown ? [] : [{ id: person, label: nameIn(team, person) ?? '' }]),
      ]}
      value={person ?? nobody}
      onChange={(chosen) => onAssign?.(team.find((one) => one.person === chosen)?.person ?? null)}
      isDisabled={onAssign === undefined}
    />
  );
}

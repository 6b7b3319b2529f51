import type { ReactElement } from 'react';
import type { PersonId } from '#domain/ids.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { AssigneeSelect } from './assignee-select-view.tsx';
import type { Team } from './team.ts';

interface AssignViewProps {
  readonly team: Team;
  /** Dimensions or sections by what their assignment names, with who is asked for each. */
  readonly subjects: readonly {
    readonly id: string;
    readonly label: string;
    readonly person: PersonId | null;
  }[];
  readonly problem: Message | null;
  readonly onAssign: (subject: string, person: PersonId | null) => void;
  readonly onClose: () => void;
}

/** Shares dimensions or sections out in the team; each choice is kept at once. */
export function AssignView({ team, subjects, problem, onAssign, onClose }: AssignViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={say('several.assign.title')}
      isOpen
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {say('ui.close')}
        </Button>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <p>{say('several.assign.text')}</p>
      <div className="assess-form">
        {subjects.map(({ id, label, person }) => (
          <AssigneeSelect
            key={id}
            label={label}
            team={team}
            person={person}
            onAssign={(chosen) => onAssign(id, chosen)}
          />
        ))}
      </div>
    </Dialog>
  );
}

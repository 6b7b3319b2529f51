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
  /** The dimensions by code, with who is asked for each. */
  readonly dimensions: readonly {
    readonly code: string;
    readonly title: string;
    readonly person: PersonId | null;
  }[];
  readonly problem: Message | null;
  readonly onAssign: (subject: string, person: PersonId | null) => void;
  readonly onClose: () => void;
}

/** Shares the dimensions out in the team; each choice is kept at once. */
export function AssignView({ team, dimensions, problem, onAssign, onClose }: AssignViewProps): ReactElement {
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
        {dimensions.map(({ code, title, person }) => (
          <AssigneeSelect
            key={code}
            label={`${code} ${title}`}
            team={team}
            person={person}
            onAssign={(chosen) => onAssign(code, chosen)}
          />
        ))}
      </div>
    </Dialog>
  );
}

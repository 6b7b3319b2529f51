import { UserRoundPlus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { assignedTo } from '#domain/assessment/read-several.ts';
import type { PersonId } from '#domain/ids.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { AssignView } from './assign-view.tsx';
import type { Team } from './team.ts';

interface AssignProps {
  readonly open: OpenDocument;
  readonly team: Team;
  /** What can be shared out: `id` is what an assignment names. */
  readonly subjects: readonly { readonly id: string; readonly label: string }[];
}

/** The way to share dimensions or sections out. */
export function Assign({ open, team, subjects }: AssignProps): ReactElement | null {
  const say = useSay();
  const { document, choose } = open;
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const assign = async (subject: string, person: PersonId | null): Promise<void> => {
    const outcome = await choose([{ path: `assignments/${subject}`, value: person }]);
    setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
  };
  // A form without sections is shared out question by question.
  if (subjects.length === 0) return null;
  return (
    <div className="assess-assign">
      <Button icon={UserRoundPlus} onPress={() => setIsOpen(true)}>
        {say('several.assign.open')}
      </Button>
      {isOpen && (
        <AssignView
          team={team}
          subjects={subjects.map((subject) => ({ ...subject, person: assignedTo(document, subject.id) }))}
          problem={problem}
          onAssign={(subject, person) => void assign(subject, person)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

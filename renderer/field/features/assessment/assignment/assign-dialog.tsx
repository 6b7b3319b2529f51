import { UserRoundPlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { PersonId } from '#domain/ids.ts';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import type { AssessmentTeam } from './assessment-team.ts';
import { AssignDialogView } from './assign-dialog-view.tsx';

interface AssignDialogProps {
  readonly choose: OpenDocument['choose'];
  readonly team: AssessmentTeam;
  /** Dimensions or sections with the person assigned to each; `id` is the name in an assignment. */
  readonly subjects: readonly {
    readonly id: string;
    readonly label: string;
    readonly person: PersonId | null;
  }[];
}

/** Dialog that assigns dimensions or sections. */
export function AssignDialog({ choose, team, subjects }: AssignDialogProps): ReactElement | null {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const assign = async (subject: string, personId: PersonId | null): Promise<void> => {
    const outcome = await choose([{ path: `assignments/${subject}`, value: personId }]);
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
  };
  // A form without sections is assigned question by question.
  if (subjects.length === 0) return null;
  return (
    <div className="assess-assign">
      <Button icon={UserRoundPlus} onPress={() => setIsOpen(true)}>
        {translate('several.assign.open')}
      </Button>
      {isOpen && (
        <AssignDialogView
          team={team}
          subjects={subjects}
          problem={problem}
          onAssign={(subject, personId) => void assign(subject, personId)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

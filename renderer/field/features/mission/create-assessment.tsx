import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import { type CreateAssessmentRefusal, decideCreateAssessment } from '#domain/assessment/decide-create.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import { CreateAssessmentView } from './create-assessment-view.tsx';

interface CreateProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  readonly onClose: () => void;
}

/** Asks for what is needed, writes it all at once, and opens the new assessment. */
export function CreateAssessment({ log, mission, onClose }: CreateProps): ReactElement {
  const say = useSay();
  const { navigate } = useField();
  const write = useWrite(log);
  const [intent, setIntent] = useState(() => ({
    institution: '',
    type: null as string | null,
    title: say('mission.create.title.default'),
  }));
  const [refusal, setRefusal] = useState<CreateAssessmentRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const create = async (): Promise<void> => {
    const doc = DocumentId.parse(v7());
    const values = decideCreateAssessment(intent, { doc, mission }, defaultModel);
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return;
    const outcome = await write(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc });
    else setProblem(refusalMessage(outcome));
  };

  return (
    <CreateAssessmentView
      intent={intent}
      instrument={defaultModel}
      refusal={refusal}
      problem={problem}
      onChange={(next) => {
        setIntent(next);
        setRefusal(null);
      }}
      onCreate={() => void create()}
      onClose={onClose}
    />
  );
}

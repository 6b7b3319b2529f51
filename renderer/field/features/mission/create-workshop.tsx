import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import { DocumentId, type LogId } from '#domain/ids.ts';
import {
  type CreateWorkshopRefusal,
  decideCreateWorkshop,
  type NewWorkshop,
} from '#domain/workshop/decide-create.ts';
import { workshopTemplates } from '#domain/workshop/templates.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import { CreateWorkshopView } from './create-workshop-view.tsx';

interface CreateProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  readonly onClose: () => void;
}

const nothingSaid: NewWorkshop = { title: '', from: '', to: '', template: null };

/** Asks for what is needed, writes it and the template's agenda at once, and opens the new workshop. */
export function CreateWorkshop({ log, mission, onClose }: CreateProps): ReactElement {
  const { navigate } = useField();
  const write = useWrite(log);
  const [intent, setIntent] = useState(nothingSaid);
  const [refusal, setRefusal] = useState<CreateWorkshopRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const create = async (): Promise<void> => {
    const doc = DocumentId.parse(v7());
    const values = decideCreateWorkshop(intent, { doc, mission });
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return;
    const outcome = await write(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'workshop', log, doc });
    else setProblem(refusalMessage(outcome));
  };

  return (
    <CreateWorkshopView
      intent={intent}
      templates={workshopTemplates}
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

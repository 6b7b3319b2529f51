import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { DocumentId, type LogId } from '#domain/ids.ts';
import {
  type CreateWorkshopRefusal,
  decideCreateWorkshop,
  type NewWorkshop,
} from '#domain/workshop/create-workshop.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useWorkshopTemplates } from '#renderer/field/app/documents/use-workshop-templates.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useLanguage } from '#renderer/i18n';
import { CreateWorkshopView } from './create-record-view.tsx';

interface CreateWorkshopProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  readonly onClose: () => void;
}

/** Ask for the details of a new workshop, write it with the template's agenda at once, and open it. */
export function CreateWorkshop({ log, mission, onClose }: CreateWorkshopProps): ReactElement {
  const { navigate } = useFieldServices();
  const writeRegisters = useWriteRegisters(log);
  const language = useLanguage();
  const workshopTemplates = useWorkshopTemplates();
  const [newWorkshop, setIntent] = useState<NewWorkshop>({
    title: '',
    from: '',
    to: '',
    template: null,
    language,
  });
  const [createWorkshopRefusal, setRefusal] = useState<CreateWorkshopRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const create = async (): Promise<boolean> => {
    const doc = DocumentId.parse(v7());
    const values = decideCreateWorkshop(newWorkshop, { doc, mission });
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return false;
    const outcome = await writeRegisters(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'workshop', log, doc });
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };

  return (
    <CreateWorkshopView
      intent={newWorkshop}
      templates={workshopTemplates}
      refusal={createWorkshopRefusal}
      problem={problem}
      onChange={(nextNewWorkshop) => {
        setIntent(nextNewWorkshop);
        setRefusal(null);
      }}
      onCreate={create}
      onClose={onClose}
    />
  );
}

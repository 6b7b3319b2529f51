import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { emptyDocument } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { decideCreateWorkshop } from '#domain/workshop/create-workshop.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { namesOfPeople, useTextChecks } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useWorkshopTemplates } from '#renderer/field/app/documents/use-workshop-templates.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useLanguage } from '#renderer/i18n';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import { CreateWorkshopView, type NewWorkshopValues } from './create-workshop-view.tsx';

interface CreateWorkshopProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  readonly onClose: () => void;
}

/** Ask for the details of a new workshop, write it with the template's agenda at once, and open it. */
export function CreateWorkshop({ log, mission, onClose }: CreateWorkshopProps): ReactElement {
  const { navigate, session } = useFieldServices();
  const writeRegisters = useWriteRegisters(log);
  const language = useLanguage();
  const workshopTemplates = useWorkshopTemplates();
  const [document] = useState(() => emptyDocument(DocumentId.parse(v7()), workshopKind));
  const [problem, setProblem] = useState<Message | null>(null);
  // Words are saved with personal data in them, and wait for the check on the laptop.
  const textChecks = useTextChecks({ document, names: namesOfPeople(session.people), confirm: null });

  const { doc } = document;
  const decide = (newWorkshopValues: NewWorkshopValues, template: WorkshopTemplate | null) =>
    decideCreateWorkshop({ ...newWorkshopValues, template, language }, { doc, mission });
  const create = async (
    newWorkshopValues: NewWorkshopValues,
    template: WorkshopTemplate | null,
  ): Promise<boolean> => {
    const values = decide(newWorkshopValues, template);
    if (!values.ok) return false; // the form names the reason
    const outcome = await writeRegisters(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'workshop', log, doc });
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };

  return (
    <TextChecksContext value={textChecks}>
      <CreateWorkshopView
        templates={workshopTemplates}
        findRefusal={(newWorkshopValues) => {
          const values = decide(newWorkshopValues, null);
          return values.ok ? null : values.refusal;
        }}
        problem={problem}
        onCreate={create}
        onClose={onClose}
      />
    </TextChecksContext>
  );
}

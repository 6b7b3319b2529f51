import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import {
  begunWithModel,
  type CreateAssessmentRefusal,
  decideCreateAssessment,
} from '#domain/assessment/decide-create.ts';
import { decideSuccessor, type SuccessorRefusal } from '#domain/assessment/decide-successor.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useDocuments } from '#renderer/field/app/use-documents.ts';
import { useFinals } from '#renderer/field/app/use-finals.ts';
import { useInstrument } from '#renderer/field/app/use-instrument.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import { beginForm } from './begin-form.ts';
import { CreateAssessmentView } from './create-assessment-view.tsx';
import { firstIntent, titleAfter } from './follow-up-choice.ts';
import { offeredInstruments } from './offered-instruments.ts';

interface CreateProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  readonly onClose: () => void;
}

const builtIn = instrumentRef(defaultModel);

/** Asks for what is needed, writes it all at once, and opens the new assessment. */
export function CreateAssessment({ log, mission, onClose }: CreateProps): ReactElement {
  const say = useSay();
  const { navigate, session } = useField();
  const write = useWrite(log);
  const published = useQuery('instruments', null);
  const [instrument, setInstrument] = useState(builtIn);
  const found = useInstrument(instrument);
  const [intent, setIntent] = useState(() => firstIntent(say));
  const finals = useFinals(log);
  const followed = useDocuments(intent.follows === null ? [] : [{ log, doc: intent.follows }]);
  const [refusal, setRefusal] = useState<CreateAssessmentRefusal | SuccessorRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const isBuiltIn = instrument === builtIn;
  const needsType = isBuiltIn || (found.kind === 'here' && found.instrument.scoring !== undefined);

  const create = async (): Promise<void> => {
    const doc = DocumentId.parse(v7());
    const begun = isBuiltIn
      ? begunWithModel(defaultModel)
      : found.kind === 'here'
        ? beginForm(found.instrument, session)
        : null;
    const before = intent.follows === null ? undefined : followed.get(intent.follows)?.document;
    const values =
      intent.assessmentType === 'follow-up' && before !== undefined
        ? decideSuccessor(before, doc, { kind: 'follow-up', title: intent.title, referenceDate: null })
        : begun && decideCreateAssessment(intent, { doc, mission }, begun);
    if (values === null) {
      setProblem({ key: 'mission.create.instrument.notHere' });
      return;
    }
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return;
    const outcome = await write(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc });
    else setProblem(refusalMessage(outcome));
  };

  return (
    <CreateAssessmentView
      intent={intent}
      finals={finals}
      model={defaultModel}
      instruments={[
        { id: builtIn, label: say('mission.create.instrument.builtIn') },
        ...offeredInstruments(published.kind === 'present' ? published.answer : [], builtIn, say),
      ]}
      instrument={instrument}
      needsType={needsType}
      refusal={refusal}
      problem={problem}
      onChange={(next) => {
        setIntent({ ...next, title: titleAfter(intent, next, say) });
        setRefusal(null);
      }}
      onInstrument={(next) => {
        setInstrument(next);
        setProblem(null);
      }}
      onCreate={() => void create()}
      onClose={onClose}
    />
  );
}

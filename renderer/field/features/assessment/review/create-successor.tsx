import { CopyPlus, RotateCcw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import {
  type AssessmentSuccessor,
  decideCreateSuccessor,
  type SuccessorRefusal,
} from '#domain/assessment/create-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-write-registers.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { SuccessorDialogView } from './successor-dialog-view.tsx';

interface CreateSuccessorProps {
  readonly log: LogId;
  readonly before: Document;
  /** A version takes over decisions, so only those who may decide make one. */
  readonly mayMakeVersion: boolean;
}

/** Create a new version of a final assessment, or a follow-up, and open it. */
export function CreateSuccessor({ log, before, mayMakeVersion }: CreateSuccessorProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const write = useWriteRegisters(log);
  const [successor, setSuccessor] = useState<AssessmentSuccessor | null>(null);
  const [refusal, setRefusal] = useState<SuccessorRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const ask = (next: AssessmentSuccessor | null): void => {
    setSuccessor(next);
    setRefusal(null);
    setProblem(null);
  };
  const make = async (): Promise<void> => {
    if (successor === null) return;
    const doc = DocumentId.parse(v7());
    const values = decideCreateSuccessor(before, doc, successor);
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return;
    const outcome = await write(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc });
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <div className="life-acts">
      {mayMakeVersion && (
        <Button icon={CopyPlus} onPress={() => ask({ kind: 'version', reason: '' })}>
          {translate('life.version.act')}
        </Button>
      )}
      <Button
        icon={RotateCcw}
        onPress={() =>
          ask({ kind: 'follow-up', title: translate('life.followUp.title'), referenceDate: null })
        }
      >
        {translate('life.followUp.act')}
      </Button>
      {successor && (
        <SuccessorDialogView
          successor={successor}
          refusal={refusal}
          problem={problem}
          onChange={(next) => {
            setSuccessor(next);
            setRefusal(null);
          }}
          onMake={() => void make()}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}

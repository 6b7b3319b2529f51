import { CopyPlus, RotateCcw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { v7 } from 'uuid';
import {
  decideSuccessor,
  type Successor,
  type SuccessorRefusal,
} from '#domain/assessment/decide-successor.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SuccessorView } from './successor-view.tsx';

interface MakeSuccessorProps {
  readonly log: LogId;
  readonly before: Document;
  /** A version takes over what was decided, so only who may decide makes one. */
  readonly mayMakeVersion: boolean;
}

/** After the end: a new version of a final assessment, or a follow-up. Opens what was made. */
export function MakeSuccessor({ log, before, mayMakeVersion }: MakeSuccessorProps): ReactElement {
  const say = useSay();
  const { navigate } = useField();
  const write = useWrite(log);
  const [successor, setSuccessor] = useState<Successor | null>(null);
  const [refusal, setRefusal] = useState<SuccessorRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const ask = (next: Successor | null): void => {
    setSuccessor(next);
    setRefusal(null);
    setProblem(null);
  };
  const make = async (): Promise<void> => {
    if (successor === null) return;
    const doc = DocumentId.parse(v7());
    const values = decideSuccessor(before, doc, successor);
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return;
    const outcome = await write(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc });
    else setProblem(refusalMessage(outcome));
  };
  return (
    <div className="life-acts">
      {mayMakeVersion && (
        <Button icon={CopyPlus} onPress={() => ask({ kind: 'version', reason: '' })}>
          {say('life.version.act')}
        </Button>
      )}
      <Button
        icon={RotateCcw}
        onPress={() => ask({ kind: 'follow-up', title: say('life.followUp.title'), referenceDate: null })}
      >
        {say('life.followUp.act')}
      </Button>
      {successor && (
        <SuccessorView
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

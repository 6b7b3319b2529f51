import { useState, type ReactElement } from 'react';
import type { Json } from '#domain/base/json.ts';
import type { PathValue } from '#domain/document/path-value.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { addressOf } from '#renderer/field/app/route.ts';
import { useCardFocus } from '#renderer/field/app/use-card-focus.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useWrite } from '#renderer/field/app/use-write.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { Decision } from './decision.ts';
import { DecisionCardView, type DecisionActs } from './decision-card-view.tsx';
import type { WriterOf } from './decision-texts.ts';
import { joinTexts } from './join-texts.ts';
import { routeOfDecision } from './route-of-decision.ts';
import { canWriteAnother, readWritten, valuesToWrite } from './written-value.ts';

interface DecisionCardProps {
  readonly decision: Decision;
  readonly writerOf: WriterOf;
  readonly isCurrent: boolean;
  /** The cursor follows the keys once they were used. */
  readonly takesFocus: boolean;
  readonly isReadOnly: boolean;
  readonly onCurrent: () => void;
  readonly onDecided: (decision: Decision, value: Json) => void;
}

/** One decision, with what is being written for it. */
export function DecisionCard(props: DecisionCardProps): ReactElement {
  const { decision, writerOf, isCurrent, takesFocus, isReadOnly, onCurrent, onDecided } = props;
  const { navigate } = useField();
  const write = useWrite(decision.log);
  const [written, setWritten] = useState<string | null>(null);
  const card = useCardFocus(isCurrent && takesFocus, written !== null, onCurrent);
  const [problem, setProblem] = useState<Message | null>(null);

  const decide = async (values: readonly PathValue[], shown: Json): Promise<void> => {
    const { doc, kind, over } = decision;
    const outcome = await write(
      values.map(({ path, value }) => ({ doc, kind, path, value, over: over.get(path) ?? [] })),
    );
    if (outcome.kind === 'saved') onDecided(decision, shown);
    else setProblem(refusalMessage(outcome));
  };
  const keep = (at: number): void => {
    const value = decision.values[at];
    if (value) void decide(value.keep, value.value);
  };
  const save = (): void => {
    const value = readWritten(decision.words, written ?? '');
    if (value === undefined) setProblem({ key: 'conflict.unread' });
    else void decide(valuesToWrite(decision, value), value);
  };
  const stop = (): void => {
    setWritten(null);
    setProblem(null);
  };
  const joined = joinTexts(decision);
  const newest = decision.values[0]?.value;
  const acts: DecisionActs = {
    onKeep: keep,
    onKeepBoth: joined === null ? undefined : () => void decide(valuesToWrite(decision, joined), joined),
    onWrite: canWriteAnother(decision.words)
      ? () => setWritten(joined ?? (typeof newest === 'string' ? newest : ''))
      : undefined,
    onWritten: (text) => {
      setWritten(text);
      setProblem(null);
    },
    onSave: save,
    onCancel: stop,
  };

  useKeys(
    (key) => {
      if (!isCurrent) return false;
      if (written !== null) {
        if (key === 'Escape') stop();
        else if (key === 'Ctrl+Enter') save();
        else return false;
        return true;
      }
      if (key === 'o') navigate(routeOfDecision(decision));
      else if (isReadOnly) return false;
      else if (/^[1-9]$/.test(key) && decision.values[Number(key) - 1]) keep(Number(key) - 1);
      else if (key === 'b' && acts.onKeepBoth) acts.onKeepBoth();
      else if (key === 'w' && acts.onWrite) acts.onWrite();
      else return false;
      return true;
    },
    { whileTyping: ['Escape', 'Ctrl+Enter'] },
  );

  return (
    <DecisionCardView
      decision={decision}
      writerOf={writerOf}
      isCurrent={isCurrent}
      isReadOnly={isReadOnly}
      href={addressOf(routeOfDecision(decision))}
      written={written}
      problem={problem}
      acts={acts}
      ref={card}
    />
  );
}

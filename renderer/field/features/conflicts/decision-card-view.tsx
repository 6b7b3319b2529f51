import { Combine, PenLine } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { Decision } from './decision.ts';
import { sayDecision, type WriterOf } from './decision-texts.ts';
import { DecisionValueView } from './decision-value-view.tsx';
import { WriteAnotherView } from './write-another-view.tsx';
import './conflicts.css';

/** What a person does with a decision. */
export interface DecisionActs {
  readonly onKeep: (at: number) => void;
  /** Absent where the values are no texts, or would be too long together. */
  readonly onKeepBoth?: (() => void) | undefined;
  /** Absent where only what is there can be kept. */
  readonly onWrite?: (() => void) | undefined;
  readonly onWritten: (text: string) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

interface DecisionCardViewProps {
  readonly decision: Decision;
  readonly writerOf: WriterOf;
  /** The one that the keys act on. */
  readonly isCurrent: boolean;
  readonly isReadOnly: boolean;
  /** Address of the record, at the place in question. */
  readonly href: string;
  /** What is being written as a third value; null while nothing is. */
  readonly written: string | null;
  readonly problem: Message | null;
  readonly acts: DecisionActs;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** One decision: its values side by side, who wrote them and when, and what can be done. */
export function DecisionCardView(props: DecisionCardViewProps): ReactElement {
  const { decision, writerOf, isCurrent, isReadOnly, href, written, problem, acts, ref } = props;
  const say = useSay();
  const speaking = { say, format: useFormat() };
  const { words, values } = decision;
  const title = sayDecision(speaking, decision);
  return (
    <Card isCurrent={isCurrent} label={title} ref={ref}>
      <header className="cf-head">
        <h3>
          {words.subject !== null && <bdi className="cf-subject">{say(words.subject)}</bdi>}
          <span className="cf-what">{say(words.what)}</span>
        </h3>
        <TextLink href={href}>{say('conflict.goTo')}</TextLink>
      </header>
      {words.sort === 'removed' && decision.wasEdited && (
        <p className="cf-explained">{say('conflict.removedWhileEdited')}</p>
      )}
      {words.sort === 'place' && <p className="cf-explained">{say('conflict.place')}</p>}
      <div className="cf-values">
        {values.map((value, at) => (
          <DecisionValueView
            key={value.key}
            decision={decision}
            value={value}
            writerOf={writerOf}
            keyHint={String(at + 1)}
            onKeep={isReadOnly ? undefined : () => acts.onKeep(at)}
          />
        ))}
      </div>
      {isReadOnly && <p className="cf-explained">{say('conflict.readOnly')}</p>}
      {!isReadOnly && written === null && (acts.onKeepBoth || acts.onWrite) && (
        <div className="cf-acts">
          {acts.onKeepBoth && (
            <Button icon={Combine} onPress={acts.onKeepBoth}>
              {say('conflict.both')} <KeyHint keys="B" />
            </Button>
          )}
          {acts.onWrite && (
            <Button icon={PenLine} onPress={acts.onWrite}>
              {say('conflict.write')} <KeyHint keys="W" />
            </Button>
          )}
        </div>
      )}
      {written !== null && <WriteAnotherView words={words} written={written} problem={problem} acts={acts} />}
      {written === null && problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
    </Card>
  );
}

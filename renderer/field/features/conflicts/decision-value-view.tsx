import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { choicesOf } from './choices.ts';
import type { Decision, DecisionValue } from './decision.ts';
import { sayDecisionValue, sayWriters, type WriterOf } from './decision-texts.ts';
import { levelIn } from './value-words.ts';
import './conflicts.css';

interface DecisionValueViewProps {
  readonly decision: Decision;
  readonly value: DecisionValue;
  readonly writerOf: WriterOf;
  readonly keyHint: string;
  /** Absent where nothing may be decided. */
  readonly onKeep?: (() => void) | undefined;
}

/** One of the values between which a person decides: what, by whom, when, on which laptop. */
export function DecisionValueView(props: DecisionValueViewProps): ReactElement {
  const { decision, value, writerOf, keyHint, onKeep } = props;
  const say = useSay();
  const speaking = { say, format: useFormat() };
  const { words } = decision;
  const text = sayDecisionValue(speaking, decision, value);
  const who = sayWriters(speaking, value, writerOf);
  const level = levelIn(words.sort, value.value);
  const descriptor = level === null ? '' : choicesOf(words)?.find((one) => one.level === level)?.descriptor;
  const newestMs = value.writers[0]?.atMs;
  return (
    <div className="cf-value">
      <div className="cf-value-text" data-sort={words.sort}>
        {level !== null && <LevelChip level={level} isDecorative />}
        <div>
          <p className="cf-value-main" dir="auto">
            {text}
          </p>
          {descriptor !== undefined && descriptor !== '' && (
            <p className="cf-value-more" dir="auto">
              {descriptor}
            </p>
          )}
        </div>
      </div>
      <div className="cf-value-foot">
        <p className="cf-value-who">
          {who}
          {newestMs !== undefined && (
            <>
              <br />
              <RelativeTime atMs={newestMs} show="moment" />
            </>
          )}
        </p>
        {onKeep && (
          <span className="cf-keep">
            <Button onPress={onKeep} label={say('conflict.keepLabel', { value: text, who })}>
              {say('conflict.keep')}
            </Button>
            <KeyHint keys={keyHint} />
          </span>
        )}
      </div>
    </div>
  );
}

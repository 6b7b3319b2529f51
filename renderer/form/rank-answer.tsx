import type { ReactElement } from 'react';
import type { FormChoice } from '#domain/instrument/form/form.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RankList } from '#renderer/ui/rank-list.tsx';
import type { AnswerProps } from './answer-props.ts';
import { codesIn } from './chosen.ts';
import { readMarkdown, wordsOf } from './markdown.ts';

/** Choices to put in order; the answer is the whole order. */
export function RankAnswer({
  choices,
  ...props
}: AnswerProps & { readonly choices: readonly FormChoice[] }): ReactElement {
  const { value, onAnswer, label, isReadOnly, problem } = props;
  const say = useSay();
  const ranked = codesIn(value);
  const names = choices.map(({ name }) => name);
  const order = [
    ...ranked.filter((code) => names.includes(code)),
    ...names.filter((name) => !ranked.includes(name)),
  ];
  const labelOf = (code: string): string => {
    const choice = choices.find(({ name }) => name === code);
    return (choice && wordsOf(readMarkdown(choice.label))) || code;
  };
  return (
    <div className="fb-field">
      <RankList
        label={label}
        items={order.map((code) => ({ id: code, label: labelOf(code) }))}
        isUnranked={ranked.length === 0}
        isReadOnly={isReadOnly}
        onMove={(codes) => onAnswer(codes)}
      />
      {!isReadOnly && (
        <div className="form-clear">
          {ranked.length === 0 ? (
            <Button onPress={() => onAnswer(order)}>{say('form.rank.asIs')}</Button>
          ) : (
            <Button
              kind="quiet"
              label={say('form.clear.label', { question: label })}
              onPress={() => onAnswer(null)}
            >
              {say('form.clear')}
            </Button>
          )}
        </div>
      )}
      {problem !== undefined && <span className="fb-field-problem">{problem}</span>}
    </div>
  );
}

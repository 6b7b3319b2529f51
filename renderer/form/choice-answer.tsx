import type { ReactElement } from 'react';
import type { FormChoice } from '#domain/instrument/form/form.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckRows } from '#renderer/ui/check-rows.tsx';
import { LongSelect } from '#renderer/ui/long-select.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { wordsOfCode } from './answer-words.ts';
import type { AnswerProps } from './answer-props.ts';
import { chosenAfter, codesIn, misfits } from './chosen.ts';
import { useForm } from './form-context.ts';
import { LikertView } from './likert-view.tsx';
import { readMarkdown, wordsOf } from './markdown.ts';
import { MarkedView } from './marked-view.tsx';
import { mediaOf } from './media-of.ts';
import { MediaView } from './media-view.tsx';

interface ChoiceAnswerProps extends AnswerProps {
  readonly choices: readonly FormChoice[];
  readonly isMultiple: boolean;
  readonly looks: 'rows' | 'compact' | 'likert' | 'long';
}

/** One or several of the choices that are offered now; what is kept and no longer offered stays in sight. */
export function ChoiceAnswer(props: ChoiceAnswerProps): ReactElement {
  const { choices, isMultiple, looks, value, onAnswer, isReadOnly } = props;
  const say = useSay();
  const { session } = useForm();
  const codes = codesIn(value);
  const kept = misfits(codes, choices);
  const write = (next: readonly string[]): void => {
    if (isMultiple) onAnswer(next.length === 0 ? null : next);
    else onAnswer(next[0] ?? null);
  };

  return (
    <>
      <Offered {...props} codes={codes} write={write} />
      {looks !== 'long' && !isMultiple && codes.length > 0 && !isReadOnly && (
        <div className="form-clear">
          <Button
            kind="quiet"
            label={say('form.clear.label', { question: props.label })}
            onPress={() => write([])}
          >
            {say('form.clear')}
          </Button>
        </div>
      )}
      {kept.length > 0 && (
        <Banner
          meaning="wait"
          title={say('form.kept.title', { count: kept.length })}
          actions={
            !isReadOnly && (
              <Button onPress={() => write(codes.filter((code) => !kept.includes(code)))}>
                {say('form.kept.remove')}
              </Button>
            )
          }
        >
          {say('form.kept.text', {
            choices: kept.map((code) => wordsOfCode(session, props.question, code)).join(', '),
          })}
        </Banner>
      )}
      {choices.length === 0 && <p className="form-none">{say('form.choices.none')}</p>}
    </>
  );
}

interface OfferedProps extends ChoiceAnswerProps {
  readonly codes: readonly string[];
  readonly write: (codes: readonly string[]) => void;
}

function Offered(props: OfferedProps): ReactElement | null {
  const { choices, isMultiple, looks, codes, write } = props;
  const { session, mediaAddress } = useForm();
  if (choices.length === 0) return null;
  if (looks === 'long')
    return (
      <LongSelect
        {...props}
        isMultiple={isMultiple}
        options={choices.map(({ name, label }) => ({
          id: name,
          label: wordsOf(readMarkdown(label)) || name,
        }))}
        value={codes}
        onChange={(next) => write(isMultiple ? chosenAfter(codes, next, choices) : next)}
        onBlur={props.onLeave}
      />
    );
  if (looks === 'likert' && !isMultiple)
    return (
      <LikertView {...props} choices={choices} value={codes[0] ?? null} onChoose={(code) => write([code])} />
    );

  const rows = choices.map(({ name, label, choice }, at) => {
    const text = wordsOf(readMarkdown(label)) || name;
    const media = mediaOf(choice?.media, session.form.language(), mediaAddress);
    return {
      value: name,
      text,
      ...(at < 9 && { keyHint: String(at + 1) }),
      content: (
        <span className="form-choice" dir="auto">
          <MarkedView text={label || name} />
          <MediaView media={media} about={text} />
        </span>
      ),
    };
  });
  return isMultiple ? (
    <CheckRows
      {...props}
      rows={rows}
      isCompact={looks !== 'rows'}
      value={codes}
      onChange={(next) => write(chosenAfter(codes, next, choices))}
    />
  ) : (
    <RadioRows
      {...props}
      rows={rows}
      isCompact={looks !== 'rows'}
      value={codes[0] ?? null}
      onChange={(code) => write([code])}
    />
  );
}

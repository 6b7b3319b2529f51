import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { choicesOf } from './choices.ts';
import type { RegisterWords } from './register-words.ts';
import { sayValue } from './value-words.ts';
import './conflicts.css';

interface WriteAnotherViewProps {
  readonly words: RegisterWords;
  /** A text, or the id of a choice. */
  readonly written: string;
  readonly problem: Message | null;
  readonly acts: {
    readonly onWritten: (text: string) => void;
    readonly onSave: () => void;
    readonly onCancel: () => void;
  };
}

/** A value of one's own in place of those that are there. */
export function WriteAnotherView({ words, written, problem, acts }: WriteAnotherViewProps): ReactElement {
  const say = useSay();
  return (
    <form
      className="cf-write"
      aria-label={say('conflict.write')}
      onSubmit={(event) => {
        event.preventDefault();
        acts.onSave();
      }}
    >
      <WrittenField words={words} written={written} problem={problem} onWritten={acts.onWritten} />
      <div className="cf-acts">
        <Button kind="primary" type="submit">
          {say('conflict.save')}
        </Button>
        <KeyHint keys="Ctrl Enter" />
        <Button onPress={acts.onCancel}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}

interface WrittenFieldProps extends Pick<WriteAnotherViewProps, 'words' | 'written' | 'problem'> {
  readonly onWritten: (text: string) => void;
}

function WrittenField({ words, written, problem, onWritten }: WrittenFieldProps): ReactElement {
  const say = useSay();
  const speaking = { say, format: useFormat() };
  const choices = choicesOf(words);
  const field = {
    label: say('conflict.third'),
    value: written,
    onChange: onWritten,
    problem: problem === null ? undefined : say(problem),
  };
  if (choices) {
    return (
      <RadioRows
        {...field}
        rows={choices.map(({ id, value, level, descriptor }) => ({
          value: id,
          level,
          text: descriptor === '' ? sayValue(speaking, words.sort, value) : descriptor,
        }))}
        value={written === '' ? null : written}
      />
    );
  }
  if (words.sort === 'lines') return <TextArea {...field} rows={4} />;
  return (
    <TextField
      {...field}
      {...(words.sort === 'day' && { placeholder: '2026-11-24', maxLength: 10 })}
      {...(words.sort === 'line' && { maxLength: 400 })}
    />
  );
}

import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import type { LongOption } from '#renderer/ui/find-options.ts';
import { LongSelect } from '#renderer/ui/long-select.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { ReviewDesk } from './review-desk.ts';
import type { Reviewing } from './reviewing.ts';

interface PointFormViewProps {
  /** The question that it is about; empty for the record as a whole. */
  readonly about: string;
  /** What people call the question. */
  readonly nameOf: Reviewing['nameOf'];
  /** What it may be about instead, where the questions do not stand on the page; empty elsewhere. */
  readonly questions?: readonly LongOption[];
  readonly desk: ReviewDesk;
  readonly onClose: () => void;
}

/** A new point: what the field has to mend. It is sent with the next return; the adviser may seal its words (domain.md E). */
export function PointFormView({
  about: given,
  nameOf,
  questions = [],
  desk,
  onClose,
}: PointFormViewProps): ReactElement {
  const say = useSay();
  const [text, setText] = useState('');
  const [about, setAbout] = useState(given);
  const [isSealed, setIsSealed] = useState(false);
  // One id for all tries, so that a try whose answer was lost makes no second point.
  const [point] = useState(desk.newId);
  return (
    <ActFormView
      act={
        text.trim() === ''
          ? { key: 'desk.point.empty' }
          : { act: isSealed ? 'sealPoint' : 'addPoint', point, about, text }
      }
      action={say('desk.point.save')}
      desk={desk}
      onDone={onClose}
      onCancel={onClose}
    >
      {questions.length > 0 && (
        <LongSelect
          label={say('desk.comment.about')}
          options={questions}
          value={about === '' ? [] : [about]}
          onChange={([chosen = '']) => setAbout(chosen)}
        />
      )}
      <TextArea
        label={about === '' ? say('desk.point.whole') : say('desk.point.label', { question: nameOf(about) })}
        description={say('desk.point.help')}
        value={text}
        onChange={setText}
        maxLength={20_000}
        hasFirstFocus
      />
      {desk.rights.sign && (
        <Checkbox
          label={say('desk.point.seal')}
          description={say('desk.point.seal.help')}
          state={isSealed ? 'on' : 'off'}
          onChange={setIsSealed}
        />
      )}
    </ActFormView>
  );
}

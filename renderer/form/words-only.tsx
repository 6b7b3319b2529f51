import { memo, type ReactElement } from 'react';
import type { FormNote, FormQuestion } from '#domain/instrument/form/form.ts';
import { useForm } from './form-context.ts';
import { MarkedView } from './marked-view.tsx';
import { mediaOf } from './media-of.ts';
import { MediaView } from './media-view.tsx';
import { useFormPart } from './use-form-part.ts';
import './form.css';

interface WordsOnlyProps {
  /** A note, or a question that only heads those below it. */
  readonly node: FormNote | FormQuestion;
}

/** Words between questions. */
export const WordsOnly = memo(function WordsOnly({ node }: WordsOnlyProps): ReactElement | null {
  const { session, mediaAddress } = useForm();
  useFormPart(node);
  if (!node.isRelevant()) return null;
  const label = node.label();
  const hint = node.hint();
  const media = mediaOf(node.definition.media, session.form.language(), mediaAddress);
  if (isBlank(label) && isBlank(hint) && media.length === 0) return null;
  return (
    <div className="form-note">
      {label !== null && <MarkedView text={label} />}
      {hint !== null && (
        <p className="form-hint">
          <MarkedView text={hint} />
        </p>
      )}
      <MediaView media={media} about={label ?? ''} />
    </div>
  );
});

const isBlank = (words: string | null): boolean => words === null || words.trim() === '';

import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { TextArea, type TextAreaProps } from '#renderer/ui/text-area.tsx';
import { refusalMessage } from './refusal-message.ts';
import { TextHits } from './text-hits.tsx';
import { useDraft } from './use-draft.ts';

interface CheckedTextProps extends Pick<TextAreaProps, 'label' | 'hideLabel' | 'description' | 'rows'> {
  readonly log: LogId;
  /** As the store has it: its values are what the text replaces. */
  readonly document: Document;
  readonly path: string;
  readonly isReadOnly: boolean;
}

const longestText = 20_000;

/** A free text of a record: saved as one types, with what may name or reach a person shown under it. */
export function CheckedText(props: CheckedTextProps): ReactElement {
  const { log, document, path, isReadOnly, ...field } = props;
  const say = useSay();
  const draft = useDraft(log, document, path);
  return (
    <>
      <TextArea
        {...field}
        value={draft.text}
        onChange={draft.onChange}
        onBlur={draft.onBlur}
        isReadOnly={isReadOnly}
        problem={draft.problem ? say(refusalMessage(draft.problem)) : undefined}
        maxLength={longestText}
      />
      <TextHits text={draft.text} onChange={isReadOnly ? undefined : draft.onChange} />
    </>
  );
}

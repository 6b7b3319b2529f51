import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MarkedView } from './marked-view.tsx';
import './form.css';

interface QuestionFrameViewProps {
  /** The label without marks: the name of the card. */
  readonly name: string;
  readonly label: string | null;
  readonly hint: string | null;
  readonly guidance: string | null;
  readonly isRequired: boolean;
  readonly isCurrent: boolean;
  /** Ties the hint to the field for screen readers. */
  readonly hintId: string;
  readonly media: ReactNode;
  /** The field. */
  readonly children: ReactNode;
  /** What stands under it: conflicts, why an answer is kept and does not count. */
  readonly notes: ReactNode;
}

/** One question: what is asked, what helps, the field, and what is remarkable about the answer. */
export function QuestionFrameView(props: QuestionFrameViewProps): ReactElement {
  const { name, label, hint, guidance, isRequired, isCurrent, hintId, media, children, notes } = props;
  const say = useSay();
  return (
    <Card isCurrent={isCurrent} label={name}>
      {label !== null && (
        <h3 className="form-label">
          <MarkedView text={label} />
          {isRequired && (
            <>
              {' '}
              <span className="fb-field-mark">{say('ui.required')}</span>
            </>
          )}
        </h3>
      )}
      {hint !== null && (
        <p className="form-hint" id={hintId}>
          <MarkedView text={hint} />
        </p>
      )}
      {guidance !== null && (
        <details className="form-guidance">
          <summary>{say('form.guidance')}</summary>
          <MarkedView text={guidance} />
        </details>
      )}
      {media}
      {children}
      {notes}
    </Card>
  );
}

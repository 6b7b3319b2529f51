import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, MeaningIcon, PageSection, TextLink } from '#renderer/ui';
import './review/review.css';
import {
  countOpenWork,
  type OpenEnds,
  type OpenWorkKind,
  openWorkKinds,
  openWorkMessage,
} from './open-work.ts';

interface SubmitChecklistViewProps {
  readonly openEnds: OpenEnds;
  /** Address of the first place of each kind; the reference date stands on the same page. */
  readonly hrefOf: (kind: Exclude<OpenWorkKind, 'referenceDate'>) => string;
  /** Put the focus into the reference date. */
  readonly onReferenceDate: () => void;
}

/**
 * Work that is usually done before an assessment is submitted; open work leads to its first place. Only conflicts and
 * unchecked texts hold it back.
 */
export function SubmitChecklistView(props: SubmitChecklistViewProps): ReactElement {
  const { openEnds, hrefOf, onReferenceDate } = props;
  const translate = useTranslate();
  return (
    <PageSection title={translate('life.before.title')}>
      <ul className="life-before">
        {openWorkKinds.map((kind) => {
          const isDone = countOpenWork(openEnds, kind) === 0;
          const text = translate(openWorkMessage(openEnds, kind));
          const place = kind === 'referenceDate' ? { onPress: onReferenceDate } : { href: hrefOf(kind) };
          return (
            <ChecklistRow key={kind} isDone={isDone}>
              {isDone ? text : <TextLink {...place}>{text}</TextLink>}
            </ChecklistRow>
          );
        })}
      </ul>
    </PageSection>
  );
}

const ChecklistRow = ({
  isDone,
  children,
}: {
  readonly isDone: boolean;
  readonly children: ReactNode;
}): ReactElement => (
  <li data-done={isDone || undefined}>
    <MeaningIcon meaning={isDone ? 'good' : 'wait'} />
    <span>{children}</span>
  </li>
);

interface OpenWorkViewProps {
  readonly openEnds: OpenEnds;
  /** False where something outside the list is open too. */
  readonly isComplete: boolean;
}

/** Everything that is still open, as the list before a submission counts it. */
export function OpenWorkView({ openEnds, isComplete }: OpenWorkViewProps): ReactElement | null {
  const translate = useTranslate();
  const open = openWorkKinds.filter((kind) => countOpenWork(openEnds, kind) > 0);
  if (open.length === 0) return isComplete ? <p>{translate('assessment.submit.complete')}</p> : null;
  return (
    <Banner meaning="wait" title={translate('assessment.submit.open')}>
      <ul>
        {open.map((kind) => (
          <li key={kind}>{translate(openWorkMessage(openEnds, kind))}</li>
        ))}
      </ul>
    </Banner>
  );
}

import { Lock, LockOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Mark } from '#domain/assessment/finding.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ActButton } from './act-button.tsx';
import type { ReviewDesk } from './review-desk.ts';

interface RemarkMarkProps {
  readonly remark: string;
  readonly mark: Mark;
  /** Names the remark for screen readers. */
  readonly what: string;
  readonly desk: ReviewDesk;
}

/** Marks a comment of the field as strictly confidential, or no longer: the adviser's alone (domain.md E). */
export function RemarkMark({ remark, mark, what, desk }: RemarkMarkProps): ReactElement | null {
  const say = useSay();
  if (!desk.rights.sign) return null;
  const isStrict = mark === 'SC';
  const word = say(isStrict ? 'assessment.evidence.unmark' : 'assessment.evidence.mark');
  return (
    <ActButton
      act={{ act: 'markRemark', remark, mark: isStrict ? 'C' : 'SC' }}
      icon={isStrict ? LockOpen : Lock}
      word={word}
      label={say('desk.act.of', { act: word, what })}
      desk={desk}
    />
  );
}

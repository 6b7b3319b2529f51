import { useCallback, useState } from 'react';
import { openRecovery } from '#renderer/console/api/open-recovery.ts';
import type { ApprovedRecovery, OpeningRefusal, RecoveryAnswer } from './recovery.ts';
import type { KeyFileWords } from './open-key-view.tsx';

/** A key file has some kilobytes; whatever is larger is none. */
const largestFile = 65_536;

type Step =
  | { readonly kind: 'asking'; readonly refusal: OpeningRefusal | null }
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly answer: RecoveryAnswer };

export interface Opening {
  /** Null where nothing was approved on this page. */
  readonly step: Step | null;
  readonly begin: (approved: ApprovedRecovery) => void;
  readonly open: (key: KeyFileWords) => void;
  /** Forgets sealed key and answer. */
  readonly end: () => void;
}

/** Opening of one approved recovery, from its sealed key to block and words; all of it is in this page alone. */
export function useOpening(): Opening {
  const [approved, setApproved] = useState<ApprovedRecovery | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const open = useCallback(
    ({ file, words }: KeyFileWords) => {
      if (approved === null) return;
      setStep({ kind: 'opening' });
      const opening = async (): Promise<void> => {
        const text = file.size > largestFile ? '' : await file.text();
        const opened = await openRecovery(approved.sealed, text, words);
        setStep(
          opened.ok ? { kind: 'opened', answer: opened.value } : { kind: 'asking', refusal: opened.refusal },
        );
      };
      // The page draws that it works before the work factor of the words keeps it busy.
      requestAnimationFrame(() => setTimeout(() => void opening(), 0));
    },
    [approved],
  );
  return {
    step,
    begin: (next) => {
      setApproved(next);
      setStep({ kind: 'asking', refusal: null });
    },
    open,
    end: () => {
      setApproved(null);
      setStep(null);
    },
  };
}

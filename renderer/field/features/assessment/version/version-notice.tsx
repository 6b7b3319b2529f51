import { type ReactElement, useState } from 'react';
import {
  decideUndoInstrument,
  formerInstrument,
  newerVersion,
} from '#domain/assessment/change-instrument.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { ChangeVersion } from './change-version.tsx';
import { VersionNoticeView } from './version-notice-view.tsx';
import { versionRefusal } from './version-refusal.ts';

interface VersionNoticeProps {
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  /** The language in which the form is read. */
  readonly language: string;
}

/**
 * Offers the newer version of the assessment's instrument, when there is one, and the way back after it was taken. For
 * who may write in the assessment; everybody else fills in nothing, and so needs neither.
 */
export function VersionNotice({ open, instrument, language }: VersionNoticeProps): ReactElement | null {
  const editions = useQuery('instruments', null);
  const [isLooking, setIsLooking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = open;
  const newer =
    editions.kind === 'present' ? newerVersion(instrumentRefOf(instrument), editions.answer) : null;
  const former = formerInstrument(document);

  const undo = async (): Promise<void> => {
    const writes = decideUndoInstrument(document);
    if (!writes.ok) {
      setProblem(versionRefusal(writes.refusal));
      return;
    }
    const outcome = await choose(writes.value);
    setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
  };
  if (newer === null && former === null) return null;
  return (
    <>
      <VersionNoticeView
        version={instrument.version}
        newer={newer?.version ?? null}
        former={former === null ? null : former.slice(former.lastIndexOf('@') + 1)}
        problem={problem}
        onLook={() => setIsLooking(true)}
        onUndo={() => void undo()}
      />
      {isLooking && newer !== null && (
        <ChangeVersion
          open={open}
          instrument={instrument}
          newer={newer}
          language={language}
          onClose={() => setIsLooking(false)}
        />
      )}
    </>
  );
}

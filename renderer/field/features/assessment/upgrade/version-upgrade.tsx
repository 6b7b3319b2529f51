import { type ReactElement, useMemo, useState } from 'react';
import {
  type ChangeInstrumentRefusal,
  decideChangeInstrument,
  decideUndoInstrumentChange,
  findNewerEdition,
  formerInstrumentOf,
  planVersionChange,
} from '#domain/assessment/change-instrument.ts';
import { instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import type { InstrumentEdition } from '#domain/instrument/instrument-kind.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useInstrument } from '#renderer/field/app/documents/use-instrument.ts';
import { useSaveFile } from '#renderer/field/app/files/use-save-file.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import { VersionNoticeView } from './version-notice-view.tsx';
import { parkedAnswersText, VersionUpgradeDialogView } from './version-upgrade-view.tsx';

interface VersionUpgradeDialogProps {
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  readonly newer: InstrumentEdition;
  readonly language: string;
  readonly onClose: () => void;
}

/** Changes of the newer version for this assessment, and the step to it. Closes when it is taken. */
function VersionUpgradeDialog(props: VersionUpgradeDialogProps): ReactElement {
  const { open, instrument, newer, language, onClose } = props;
  const { document, queryResult, choose } = open;
  const saveFile = useSaveFile();
  const foundInstrument = useInstrument(newer.ref);
  const [problem, setProblem] = useState<Message | null>(null);
  const after = foundInstrument.kind === 'here' ? foundInstrument.instrument : null;
  const plan = useMemo(
    () => after && planVersionChange(queryResult.document, instrument, after),
    [queryResult.document, instrument, after],
  );
  const change = async (): Promise<void> => {
    const writes = decideChangeInstrument(document, newer);
    if (!writes.ok) {
      setProblem(versionRefusalMessage(writes.refusal));
      return;
    }
    const outcome = await choose(writes.value);
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <VersionUpgradeDialogView
      version={newer.version}
      plan={plan}
      isMissing={foundInstrument.kind === 'absent' || foundInstrument.kind === 'damaged'}
      language={language}
      problem={problem}
      onChange={() => void change()}
      onExport={() => {
        if (plan) void saveFile('fieldbook-parked-answers.json', parkedAnswersText(plan.parked, language));
      }}
      onClose={onClose}
    />
  );
}

/** Reason why the version stays, in a sentence. */
const versionRefusalMessage = ({ kind }: ChangeInstrumentRefusal): Message => ({
  key: kind === 'disputed' ? 'version.refused.disputed' : 'version.refused.nothingToUndo',
});

interface VersionNoticeProps {
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  /** The language in which the form is read. */
  readonly language: string;
}

/**
 * Offer of a newer version of the assessment's instrument, and the way back after it was taken.
 * Shown to those who may write in the assessment; others need neither.
 */
export function VersionNotice({ open, instrument, language }: VersionNoticeProps): ReactElement | null {
  const editions = useStoreQuery('instruments', null);
  const [isLooking, setIsLooking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = open;
  const newer =
    editions.kind === 'present' ? findNewerEdition(instrumentRefOf(instrument), editions.result) : null;
  const former = formerInstrumentOf(document);

  const undo = async (): Promise<void> => {
    const writes = decideUndoInstrumentChange(document);
    if (!writes.ok) {
      setProblem(versionRefusalMessage(writes.refusal));
      return;
    }
    const outcome = await choose(writes.value);
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
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
        <VersionUpgradeDialog
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

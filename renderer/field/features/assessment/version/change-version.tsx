import { type ReactElement, useMemo, useState } from 'react';
import { decideChangeInstrument, planInstrumentChange } from '#domain/assessment/change-instrument.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { InstrumentEdition } from '#domain/instrument/published/instrument-edition.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useInstrument } from '#renderer/field/app/use-instrument.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSaveFile } from '#renderer/field/app/use-save-file.ts';
import { ChangeVersionView } from './change-version-view.tsx';
import { parkedAnswersText } from './parked-answers-text.ts';
import { versionRefusal } from './version-refusal.ts';

interface ChangeVersionProps {
  readonly open: OpenDocument;
  readonly instrument: Instrument;
  readonly newer: InstrumentEdition;
  readonly language: string;
  readonly onClose: () => void;
}

/** What the newer version changes for this assessment, and the step to it. Closes itself when it is taken. */
export function ChangeVersion(props: ChangeVersionProps): ReactElement {
  const { open, instrument, newer, language, onClose } = props;
  const { document, answer, choose } = open;
  const saveFile = useSaveFile();
  const found = useInstrument(newer.ref);
  const [problem, setProblem] = useState<Message | null>(null);
  const after = found.kind === 'here' ? found.instrument : null;
  const plan = useMemo(
    () => after && planInstrumentChange(answer.document, instrument, after),
    [answer.document, instrument, after],
  );
  const change = async (): Promise<void> => {
    const writes = decideChangeInstrument(document, newer);
    if (!writes.ok) {
      setProblem(versionRefusal(writes.refusal));
      return;
    }
    const outcome = await choose(writes.value);
    if (outcome.kind === 'saved') onClose();
    else setProblem(refusalMessage(outcome));
  };
  return (
    <ChangeVersionView
      version={newer.version}
      plan={plan}
      isMissing={found.kind === 'absent' || found.kind === 'damaged'}
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

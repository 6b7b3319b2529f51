import { type ReactElement, useState } from 'react';
import { readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import {
  type OpenDocument,
  useDeviceNames,
  useWriteMode,
} from '#renderer/field/app/documents/use-document.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { AssessmentNoticeView } from '../assessment-frame-view.tsx';
import { evidenceEntryOf } from '../question-context/evidence-with-writers.ts';
import { EvidenceLibraryView } from './evidence-library-view.tsx';
import { useEvidenceDialogs } from './use-evidence-dialogs.tsx';

interface EvidenceLibraryScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the built-in one. */
  readonly instrument: Instrument | null;
}

/** All evidence of one assessment: each piece once, with all questions that it supports. */
export function EvidenceLibraryScreen({ log, open, instrument }: EvidenceLibraryScreenProps): ReactElement {
  const translate = useTranslate();
  const { document, answer } = open;
  const facts = assessmentFactsOf(document, answer, useWriteMode()(answer.roles, answer.document));
  const names = useDeviceNames(answer.people);
  const nameOf = (device: DeviceId): string => names[device] ?? translate('assessment.unknownPerson');
  const [search, setSearch] = useState('');
  const model = instrument === null ? defaultMaturityModel : maturityModelOf(instrument);
  const { acts, dialog } = useEvidenceDialogs(open, model);
  const library = readEvidenceLibrary(document);
  const { mode, otherInstrument, held } = facts;
  return (
    <AssessmentFrame log={log} open={open} facts={facts} place="evidence">
      <EvidenceLibraryView
        notice={<AssessmentNoticeView mode={mode} otherInstrument={otherInstrument} held={held} />}
        entries={library
          .filter(({ questions }) => questions.length > 0)
          .map((piece) => evidenceEntryOf(piece, nameOf))}
        removed={library
          .filter(({ questions }) => questions.length === 0)
          .map(({ key, item }) => ({ key, title: item.title }))}
        search={search}
        hrefOf={(question) => fieldAddressOf({ screen: 'assessment', log, doc: document.doc, question })}
        onSearch={setSearch}
        acts={mode === 'open' && model !== null ? acts : undefined}
      />
      {dialog}
    </AssessmentFrame>
  );
}

import { FileChartColumn } from 'lucide-react';
import { type ReactElement, useDeferredValue, useMemo, useRef } from 'react';
import { collectSources, type MissionRecords } from '#domain/report/collect-sources.ts';
import { type ExportNote, isPurposeSaid } from '#domain/privacy/export-note.ts';
import type { DocumentId } from '#domain/ids.ts';
import { missingFrom, type NoCopy, reportFor, shownInstitutions } from '#domain/report/report-for.ts';
import { readSource } from '#domain/report/report-sources.ts';
import { entitiesIn } from '#domain/plan/entities.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { SelectOption } from '#renderer/ui/select.tsx';
import { ReportView } from '../report-view.tsx';
import { createReportWords } from '../report-words.ts';
import type { ReportFormat, ShownReport } from '../write/report-file.ts';
import { exportNoteOf, type ReportChoice, sharingNoteOf } from './report-choice.ts';
import { ReportsView } from './reports-view.tsx';

interface ReportsOfProps {
  readonly records: MissionRecords;
  readonly choice: ReportChoice;
  readonly onChoose: (choice: ReportChoice) => void;
  /** Where these are made. */
  readonly place: 'laptop' | 'headquarters';
  readonly saving: ReportFormat | null;
  readonly onSave: (format: ReportFormat, shown: ShownReport, note: ExportNote) => void;
}

/** The reports over these records, as the field app and the console show and save them. */
export function ReportsOf({
  records,
  choice,
  onChoose,
  place,
  saving,
  onSave,
}: ReportsOfProps): ReactElement {
  const { code, about, audience, language, entity, purpose, until } = useDeferredValue(choice);
  const { sources, leftOut } = useMemo(() => collectSources({ ...records, language }), [records, language]);
  const shown = useMemo(() => shownInstitutions(sources, audience), [sources, audience]);
  // It begins at one that its reader may have; whoever chooses another is told why it may not go.
  const first = shown[0] ?? sources.assessments[0]?.document.doc;
  const whose = code === 'R2' ? (about ?? first) : undefined;
  const ask = useMemo(
    () => ({ code, about: whose, audience, sharing: { entity, purpose, until } }),
    [code, whose, audience, entity, purpose, until],
  );
  const report = useMemo(() => reportFor(sources, ask), [sources, ask]);
  const say = useSay();
  const institutions = sources.assessments.map((source): SelectOption<DocumentId> => {
    const { doc, institution, title } = readSource(source);
    return {
      id: doc,
      label: title === '' || title === institution ? institution : `${institution}: ${title}`,
      description: shown.includes(doc) ? undefined : say('report.screen.institution.notShared'),
    };
  });
  const scale = typeof report === 'string' ? undefined : report.header.scale;
  const words = useMemo(() => createReportWords(language, scale ?? []), [language, scale]);
  const paper = useRef<HTMLDivElement>(null);
  const isReady = typeof report !== 'string' && isPurposeSaid({ ...choice, sharing: sharingNoteOf(choice) });
  const entities = useMemo(() => entitiesIn(sources.plans), [sources]);
  const save = (format: ReportFormat): void => {
    const article = paper.current?.firstElementChild;
    if (typeof report === 'string' || !article) return;
    const note = exportNoteOf({ ...choice, about: whose ?? null }, format, report);
    onSave(format, { report, words, article, page: document }, note);
  };
  return (
    <ReportsView
      choice={choice}
      onChoose={onChoose}
      place={place}
      institutions={institutions}
      about={whose ?? null}
      entities={entities}
      leftOut={missingFrom(sources, leftOut, ask)}
      saving={saving}
      onSave={isReady ? save : null}
    >
      {typeof report === 'string' ? (
        <NothingYet why={report} />
      ) : (
        <div ref={paper}>
          <ReportView report={report} words={words} />
        </div>
      )}
    </ReportsView>
  );
}

const needs: { readonly [N in NoCopy]: MessageKey } = {
  noAssessment: 'report.screen.needs.assessment',
  noPlan: 'report.screen.needs.plan',
  notShared: 'report.screen.needs.shared',
  notForPartner: 'report.screen.needs.partner',
  noEntity: 'report.screen.needs.entity',
};

function NothingYet({ why }: { readonly why: NoCopy }): ReactElement {
  const say = useSay();
  return <EmptyState icon={FileChartColumn} title={say(needs[why])} />;
}

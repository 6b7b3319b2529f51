import { type ComponentType, type ReactElement, useMemo } from 'react';
import { pathOf } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { RemovedRecordNotice } from '#renderer/field/app/documents/removed-record.tsx';
import { ReportTexts } from '#renderer/field/app/documents/report-texts.tsx';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, type WorkshopSection } from '#renderer/field/parts/field-route.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { Banner, ScreenPage, TabLinks, TextHitList, TextLink } from '#renderer/ui';
import { AgendaScreen } from './agenda/agenda-screen.tsx';
import { AttendanceScreen } from './attendance/attendance-screen.tsx';
import { CertificatesScreen } from './certificates/certificates-screen.tsx';
import { EvaluationScreen } from './learning/evaluation-screen.tsx';
import { TestScreen } from './learning/test-screen.tsx';
import { LessonsScreen } from './lessons/lessons-screen.tsx';
import { NotesScreen } from './notes/notes-screen.tsx';
import { RegisterScreen } from './register/register-screen.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from './workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from './workshop-read-only-banner-view.tsx';
import { WorkshopTextChecks } from './workshop-text-checks.tsx';

interface WorkshopSectionEntry {
  readonly id: WorkshopSection;
  readonly label: MessageKey;
  /** Whole screen of the section, in a `WorkshopFrame`. */
  readonly Screen: ComponentType<WorkshopSectionProps>;
}

/** Sections of a workshop in the order of its navigation. */
const workshopSections: readonly [WorkshopSectionEntry, ...WorkshopSectionEntry[]] = [
  { id: 'agenda', label: 'workshop.section.agenda', Screen: AgendaScreen },
  { id: 'register', label: 'register.section', Screen: RegisterScreen },
  { id: 'attendance', label: 'attendance.section', Screen: AttendanceScreen },
  { id: 'test', label: 'workshop.section.test', Screen: TestScreen },
  { id: 'evaluation', label: 'workshop.section.evaluation', Screen: EvaluationScreen },
  { id: 'notes', label: 'workshop.section.notes', Screen: NotesScreen },
  { id: 'lessons', label: 'workshop.section.lessons', Screen: LessonsScreen },
  { id: 'certificates', label: 'certificate.section', Screen: CertificatesScreen },
  { id: 'report', label: 'workshop.section.report', Screen: ReportTextsScreen },
];

interface WorkshopScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly section?: WorkshopSection | undefined;
  readonly session?: string | undefined;
}

/** One workshop in the section of the address; the agenda without one. */
export function WorkshopScreen({ log, doc, section, session }: WorkshopScreenProps): ReactElement {
  const translate = useTranslate();
  const queryResult = useStoreQuery('document', { log, doc });
  const crumbs = useMissionCrumbs(log, 'workshops');
  const { withPresentName } = useInstitutionNames();
  const storedQueryResult = queryResult.kind === 'present' ? queryResult.result : null;
  const answer = useMemo(
    () =>
      storedQueryResult && {
        ...storedQueryResult,
        document: withPresentName(log, storedQueryResult.document),
      },
    [storedQueryResult, withPresentName, log],
  );
  if (queryResult.kind === 'loading')
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (answer === null) return <NotFoundScreen />;
  const { id: currentWorkshopSection, Screen } =
    workshopSections.find(({ id }) => id === section) ?? workshopSections[0];
  return (
    <Screen
      queryResult={answer}
      section={currentWorkshopSection}
      session={session}
      tabs={
        <>
          <TabLinks
            label={translate('workshop.sections')}
            current={currentWorkshopSection}
            links={workshopSections.map(({ id, label }) => ({
              id,
              label: translate(label),
              href: fieldAddressOf({ screen: 'workshop', log, doc, section: id }),
            }))}
          />
          <RemovedRecordNotice queryResult={answer} />
          <UncheckedTexts queryResult={answer} />
        </>
      }
    />
  );
}

/**
 * Texts of a workshop that wait on this laptop, each with the parts that may name or reach a person. The person
 * confirms a part here, or changes the text in its place.
 */
function UncheckedTexts({
  queryResult: { log, document },
}: {
  readonly queryResult: DocumentQueryResult;
}): ReactElement | null {
  const translate = useTranslate();
  const { heldTexts } = useFrameFacts();
  const { change, problem } = useChangeRecord(log, document);
  const held = heldTexts.filter((heldText) => heldText.log === log && heldText.doc === document.doc);
  if (held.length === 0) return null;
  return (
    <section aria-label={translate('workshop.unchecked')}>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {held.map(({ path, hits }) => {
        const pathLabelKey = pathLabelOf(path)?.key;
        return (
          <div key={path}>
            {pathLabelKey && <p>{translate(pathLabelKey)}</p>}
            <TextHitList
              hits={hits}
              onConfirm={(hit) =>
                void change([{ path: pathOf('text-checks', personalDataHitKey(hit)), value: true }])
              }
            />
          </div>
        );
      })}
    </section>
  );
}

/** Words of a person for the reports of a workshop. */
function ReportTextsScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult } = props;
  const { log, document } = queryResult;
  const translate = useTranslate();
  const { change } = useChangeRecord(log, document);
  const writeMode = writeModeOf(queryResult.roles, document);
  return (
    <WorkshopFrame of={props}>
      <WorkshopTextChecks queryResult={queryResult} change={change}>
        <ScreenPage width="reading">
          {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
          <ReportTexts
            log={log}
            document={document}
            model={null}
            isReadOnly={writeMode !== 'open'}
            hasKeyMessages={false}
          />
          <p>
            <TextLink href={fieldAddressOf({ screen: 'reports', log })}>
              {translate('workshop.section.report.open')}
            </TextLink>
          </p>
        </ScreenPage>
      </WorkshopTextChecks>
    </WorkshopFrame>
  );
}

import { Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { conflictPathsOf, dotsAt, emptyDocument, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { type WriteMode, writeModeOf } from '#domain/kinds/permit.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionDetailPaths, missionKind } from '#domain/mission/mission.ts';
import { findDuplications } from '#domain/plan/plan-duplications.ts';
import { followUpTimeOf } from '#domain/workshop/learning/workshop-answers.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { createNoteId } from '#renderer/field/app/documents/create-note-id.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { RemoveMission } from '#renderer/field/app/documents/remove-mission.tsx';
import {
  type MissionActionPlan,
  useActionPlan,
  useMemberStatePlanItems,
} from '#renderer/field/app/documents/use-action-plan.ts';
import {
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { type FrameMission, useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { NotFoundScreen, ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, type MissionTab } from '#renderer/field/parts/field-route.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import { Banner, Button, localDayOf, TextLink, useNowMs } from '#renderer/ui';
import { AboutMissionDialogView, AboutMissionView, type MissionDetails } from './about-mission-view.tsx';
import { CreateAssessment } from './create-record.tsx';
import { CreateWorkshop } from './create-workshop.tsx';
import { MissionView } from './mission-view.tsx';
import { NationalTab } from './national/national-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { ActionPlanView, planRowsOf } from './plan/action-plan-view.tsx';
import { newItemId } from './plan/plan-item-screen.tsx';
import { useRecordActs } from './records/record-acts.tsx';
import { assessmentRowsOf, workshopRowsOf } from './records/record-rows.ts';
import { RequestsTab } from './requests/request-screen.tsx';

interface MissionScreenProps {
  readonly log: LogId;
  readonly tab: MissionTab;
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
}

/** Records that the heading can create, by tab, for people who rate interviews. */
const recordCreators = {
  assessments: { kind: assessmentKind, label: 'mission.assessments.new', Create: CreateAssessment },
  workshops: { kind: workshopKind, label: 'mission.workshops.new', Create: CreateWorkshop },
  notes: { kind: assessmentKind, label: 'note.new', Create: null },
} as const;

/** One mission: its assessments, workshops, interview notes and plan, and the buttons to create one. */
export function MissionScreen({ log, tab, notes }: MissionScreenProps): ReactElement {
  const translate = useTranslate();
  const { session, navigate } = useFieldServices();
  const { missions } = useFrameFacts();
  const documents = useStoreQuery('documents', { log });
  const removedQueryResult = useStoreQuery('removedRecords', { log });
  const actionPlan = useActionPlan(log);
  const { nameOf } = useInstitutionNames();
  const [isCreating, setIsCreating] = useState(false);
  const frameMission = missions?.find((one) => one.log === log);
  const recordActs = useRecordActs(log, frameMission?.doc);
  if (missions && !frameMission) return <NotFoundScreen />;

  const documentSummaries = documents.kind === 'present' ? documents.result : null;
  const added = tab === 'assessments' || tab === 'workshops' || tab === 'notes' ? recordCreators[tab] : null;
  const mayAdd =
    frameMission !== undefined &&
    added !== null &&
    writeModeOf(session.roles[log] ?? [], emptyDocument(frameMission.doc, added.kind)) === 'open';
  const add = (): void =>
    tab === 'notes' ? navigate({ screen: 'note', log, note: createNoteId() }) : setIsCreating(true);
  return (
    <ScreenFrame
      title={frameMission?.title ?? ''}
      crumbs={[{ label: translate('frame.rail.missions'), href: fieldAddressOf({ screen: 'missions' }) }]}
      actions={
        <>
          {frameMission && (
            <RemoveMission
              log={log}
              title={frameMission.title}
              onRemoved={() => navigate({ screen: 'missions' })}
            />
          )}
          {mayAdd && (
            <Button kind="primary" icon={Plus} onPress={add}>
              {translate(added.label)}
            </Button>
          )}
        </>
      }
    >
      {documentSummaries && (
        <MissionView
          about={
            frameMission && (
              <>
                <FollowUpsDue log={log} records={documentSummaries} />
                <AboutMission log={log} mission={frameMission} />
              </>
            )
          }
          tab={tab}
          onTab={(next) => navigate({ screen: 'mission', log, tab: next })}
          assessments={assessmentRowsOf(documentSummaries, nameOf)}
          workshops={workshopRowsOf(documentSummaries)}
          removed={{
            assessments: assessmentRowsOf(
              removedQueryResult.kind === 'present' ? removedQueryResult.result : [],
              nameOf,
            ),
            workshops: workshopRowsOf(removedQueryResult.kind === 'present' ? removedQueryResult.result : []),
          }}
          onRecordAct={mayAdd ? recordActs.onAct : undefined}
          notes={notes}
          isReadOnly={!mayAdd}
          more={[
            {
              id: 'plan',
              label: translate('mission.plan.tab'),
              count: actionPlan?.items.length,
              content: actionPlan && <PlanTab log={log} plan={actionPlan} />,
            },
            {
              id: 'requests',
              label: translate('mission.requests.tab'),
              count: recordsOfKind(documentSummaries, 'request').length,
              content: (
                <RequestsTab
                  log={log}
                  records={documentSummaries}
                  removed={removedQueryResult.kind === 'present' ? removedQueryResult.result : []}
                />
              ),
            },
            {
              id: 'national',
              label: translate('mission.national.tab'),
              content: frameMission && <NationalTab log={log} mission={frameMission} />,
            },
            {
              id: 'overview',
              label: translate('mission.overview.tab'),
              content: frameMission && <OverviewTab log={log} mission={frameMission} />,
            },
          ]}
        />
      )}
      {recordActs.dialog}
      {isCreating && frameMission && added?.Create && (
        <added.Create log={log} mission={frameMission.doc} onClose={() => setIsCreating(false)} />
      )}
    </ScreenFrame>
  );
}

interface PlanTabProps {
  readonly log: LogId;
  readonly plan: MissionActionPlan;
}

/** Action plan, with the button to add an item. */
function PlanTab({ log, plan }: PlanTabProps): ReactElement {
  const { navigate } = useFieldServices();
  const { document, items, mode, problem } = plan;
  const elsewhere = useMemberStatePlanItems(log);
  const planDuplications = useMemo(() => findDuplications(items, elsewhere), [items, elsewhere]);
  const conflicts = useMemo(() => conflictsByItem(document), [document]);
  return (
    <ActionPlanView
      rows={planRowsOf(
        items,
        planDuplications,
        (item) => fieldAddressOf({ screen: 'planItem', log, item }),
        (item) => conflicts.get(item) ?? 0,
      )}
      duplications={planDuplications}
      problem={problem}
      onAdd={mode === 'open' ? () => navigate({ screen: 'planItem', log, item: newItemId }) : undefined}
    />
  );
}

/** Number of fields in conflict of each item of a plan. */
function conflictsByItem(plan: MissionActionPlan['document']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of conflictPathsOf(plan)) {
    const [area, item = ''] = path.split('/');
    if (area === 'items') counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}

interface FollowUpsDueProps {
  readonly log: LogId;
  readonly records: readonly DocumentSummary[];
}

/** Follow-up surveys of a mission's workshops that are due or late. */
function FollowUpsDue({ log, records }: FollowUpsDueProps): ReactElement {
  const today = localDayOf(useNowMs());
  return (
    <>
      {recordsOfKind(records, 'workshop').map(({ doc, facts }) => {
        const to = facts['to'];
        const followUpTime = typeof to === 'string' ? followUpTimeOf(to, today) : null;
        if (followUpTime === null || followUpTime.state === 'early') return null;
        return (
          <FollowUpDue key={doc} log={log} doc={doc} until={followUpTime.to} state={followUpTime.state} />
        );
      })}
    </>
  );
}

interface FollowUpDueProps {
  readonly log: LogId;
  readonly doc: DocumentSummary['doc'];
  readonly until: string;
  readonly state: 'due' | 'late';
}

/** One survey; nothing once somebody ended it. */
function FollowUpDue({ log, doc, until, state }: FollowUpDueProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const queryResult = useStoreQuery('document', { log, doc });
  if (queryResult.kind === 'loading' || queryResult.result === null) return null;
  const { document } = queryResult.result;
  if (typeof valueAt(document, 'follow-up-ended-on') === 'string') return null;
  const title = valueAt(document, 'title');
  return (
    <Banner meaning="wait" title={translate('learning.followUp.title')}>
      <TextLink href={fieldAddressOf({ screen: 'workshop', log, doc, section: 'evaluation' })}>
        {typeof title === 'string' && title !== '' ? title : translate('workshop.untitled')}
      </TextLink>
      {' · '}
      {translate(state === 'due' ? 'learning.followUp.due' : 'learning.followUp.late', {
        to: format.date(localNoonMs(until)),
      })}
    </Banner>
  );
}

interface MissionDocument {
  readonly about: MissionDetails;
  readonly mode: WriteMode;
  readonly write: (about: MissionDetails) => Promise<WriteOutcome>;
}

/** Document of this mission, and a function that writes to it; null until the store has answered. */
function useMissionDocument(logId: LogId, frameMission: FrameMission): MissionDocument | null {
  const { session } = useFieldServices();
  const queryResult = useStoreQuery('document', { log: logId, doc: frameMission.doc });
  const writeRegisters = useWriteRegisters(logId);
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const document = useMemo(
    () => documentResult?.document ?? emptyDocument(frameMission.doc, missionKind),
    [documentResult, frameMission.doc],
  );
  if (queryResult.kind === 'loading') return null;
  const text = (path: string): string | null => {
    const value = valueAt(document, path);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  // The keys are the paths themselves; fromEntries forgets that.
  const previousMissionDetails = Object.fromEntries(
    missionDetailPaths.map((path) => [path, text(path)]),
  ) as MissionDetails;
  return {
    about: previousMissionDetails,
    mode: writeModeOf(documentResult?.roles ?? session.roles[logId] ?? [], document),
    write: (missionDetails) => {
      // A mission that headquarters opened has no document of its own before its first write.
      const title = documentResult === null ? frameMission.title : null;
      const said = { ...missionDetails, title };
      const now = { ...previousMissionDetails, title: null };
      return writeRegisters(
        (['title', ...missionDetailPaths] as const).flatMap((part) =>
          said[part] === now[part] || (said[part] === null && part === 'country')
            ? []
            : [
                {
                  doc: frameMission.doc,
                  kind: missionKind,
                  path: pathOf(part),
                  value: said[part],
                  over: dotsAt(document, part),
                },
              ],
        ),
      );
    },
  };
}

interface AboutMissionProps {
  readonly log: LogId;
  readonly mission: FrameMission;
}

/** State and days of a mission; a form where they are not known. */
function AboutMission({ log, mission }: AboutMissionProps): ReactElement | null {
  const missionDocument = useMissionDocument(log, mission);
  /** The document as it was when its form was opened: what arrives meanwhile is not written over. */
  const [opened, setOpened] = useState<MissionDocument | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  if (missionDocument === null) return null;
  const close = (): void => {
    setOpened(null);
    setProblem(null);
  };
  const save = async (openedDocument: MissionDocument, about: MissionDetails): Promise<boolean> => {
    const outcome = await openedDocument.write(about);
    if (outcome.kind === 'saved') close();
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };
  return (
    <>
      <AboutMissionView
        about={missionDocument.about}
        onChange={missionDocument.mode === 'open' ? () => setOpened(missionDocument) : undefined}
      />
      {opened && (
        <AboutMissionDialogView
          about={opened.about}
          refusal={problem}
          onSave={(about) => save(opened, about)}
          onClose={close}
        />
      )}
    </>
  );
}

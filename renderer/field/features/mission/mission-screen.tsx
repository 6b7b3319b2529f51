import { Plus } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { newNoteId } from '#renderer/field/app/new-note-id.ts';
import { addressOf, type MissionTab } from '#renderer/field/app/route.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { TakeOff } from '#renderer/field/app/take-off.tsx';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { usePlan } from '#renderer/field/app/use-plan.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { AboutMission } from './about-mission.tsx';
import { CreateAssessment } from './create-assessment.tsx';
import { CreateWorkshop } from './create-workshop.tsx';
import { MissionView } from './mission-view.tsx';
import { NationalTab } from './national/national-tab.tsx';
import { PlanTab } from './plan/plan-tab.tsx';
import { assessmentRowsOf, workshopRowsOf } from './record-rows.ts';

interface MissionScreenProps {
  readonly log: LogId;
  readonly tab: MissionTab;
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
}

/** What can be started from the heading, by tab; whoever rates interviews. */
const adds = {
  assessments: { kind: assessmentKind, label: 'mission.assessments.new', Create: CreateAssessment },
  workshops: { kind: workshopKind, label: 'mission.workshops.new', Create: CreateWorkshop },
  notes: { kind: assessmentKind, label: 'note.new', Create: null },
} as const;

/** One mission: its assessments, workshops, interview notes and plan, and the way to start one. */
export function MissionScreen({ log, tab, notes }: MissionScreenProps): ReactElement {
  const say = useSay();
  const { session, navigate } = useField();
  const { missions } = useFrameFacts();
  const writeModeOf = useWriteMode();
  const documents = useQuery('documents', { log });
  const plan = usePlan(log);
  const [isCreating, setIsCreating] = useState(false);
  const mission = missions?.find((one) => one.log === log);
  if (missions && !mission) return <NotHereScreen />;

  const records = documents.kind === 'present' ? documents.answer : null;
  const added = tab === 'plan' || tab === 'national' ? null : adds[tab];
  const mayAdd =
    mission !== undefined &&
    added !== null &&
    writeModeOf(session.roles[log] ?? [], emptyDocument(mission.doc, added.kind)) === 'open';
  const add = (): void =>
    tab === 'notes' ? navigate({ screen: 'note', log, note: newNoteId() }) : setIsCreating(true);
  return (
    <ScreenFrame
      title={mission?.title ?? ''}
      crumbs={[{ label: say('frame.rail.missions'), href: addressOf({ screen: 'missions' }) }]}
      actions={
        <>
          {mission && (
            <TakeOff log={log} title={mission.title} onTakenOff={() => navigate({ screen: 'missions' })} />
          )}
          {mayAdd && (
            <Button kind="primary" icon={Plus} onPress={add}>
              {say(added.label)}
            </Button>
          )}
        </>
      }
    >
      {records && (
        <MissionView
          about={mission && <AboutMission log={log} mission={mission} />}
          tab={tab}
          onTab={(next) => navigate({ screen: 'mission', log, tab: next })}
          assessments={assessmentRowsOf(records)}
          workshops={workshopRowsOf(records)}
          notes={notes}
          isReadOnly={!mayAdd}
          more={[
            {
              id: 'plan',
              label: say('mission.plan.tab'),
              count: plan?.items.length,
              content: plan && <PlanTab log={log} plan={plan} />,
            },
            {
              id: 'national',
              label: say('mission.national.tab'),
              content: mission && <NationalTab log={log} mission={mission} />,
            },
          ]}
        />
      )}
      {isCreating && mission && added?.Create && (
        <added.Create log={log} mission={mission.doc} onClose={() => setIsCreating(false)} />
      )}
    </ScreenFrame>
  );
}

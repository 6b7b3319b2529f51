import { Plus } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { newNoteId } from '#renderer/field/app/new-note-id.ts';
import { addressOf, type MissionTab } from '#renderer/field/app/route.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CreateAssessment } from './create-assessment.tsx';
import { CreateWorkshop } from './create-workshop.tsx';
import { MissionView } from './mission-view.tsx';
import { assessmentRowsOf, workshopRowsOf } from './record-rows.ts';

interface MissionScreenProps {
  readonly log: LogId;
  readonly tab: MissionTab;
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
}

// Whoever rates interviews.
const addedKind = { assessments: assessmentKind, workshops: workshopKind, notes: assessmentKind } as const;
const newKeys = {
  assessments: 'mission.assessments.new',
  workshops: 'mission.workshops.new',
  notes: 'note.new',
} as const satisfies Readonly<Record<MissionTab, MessageKey>>;

/** One mission: its assessments and workshops, and the way to start one. */
export function MissionScreen({ log, tab, notes }: MissionScreenProps): ReactElement {
  const say = useSay();
  const { session, navigate } = useField();
  const { missions } = useFrameFacts();
  const writeModeOf = useWriteMode();
  const documents = useQuery('documents', { log });
  const [isCreating, setIsCreating] = useState(false);
  const mission = missions?.find((one) => one.log === log);
  if (missions && !mission) return <NotHereScreen />;

  const records = documents.kind === 'present' ? documents.answer : null;
  const mayAdd =
    mission !== undefined &&
    writeModeOf(session.roles[log] ?? [], emptyDocument(mission.doc, addedKind[tab])) === 'open';
  const Create = tab === 'assessments' ? CreateAssessment : CreateWorkshop;
  const add = (): void =>
    tab === 'notes' ? navigate({ screen: 'note', log, note: newNoteId() }) : setIsCreating(true);
  return (
    <ScreenFrame
      title={mission?.title ?? ''}
      crumbs={[{ label: say('frame.rail.missions'), href: addressOf({ screen: 'missions' }) }]}
      actions={
        mayAdd && (
          <Button kind="primary" icon={Plus} onPress={add}>
            {say(newKeys[tab])}
          </Button>
        )
      }
    >
      {records && (
        <MissionView
          tab={tab}
          onTab={(next) => navigate({ screen: 'mission', log, tab: next })}
          assessments={assessmentRowsOf(records)}
          workshops={workshopRowsOf(records)}
          notes={notes}
          isReadOnly={!mayAdd}
        />
      )}
      {isCreating && mission && (
        <Create log={log} mission={mission.doc} onClose={() => setIsCreating(false)} />
      )}
    </ScreenFrame>
  );
}

import { ClipboardList, Presentation, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { type TabContent, Tabs } from '#renderer/ui/tabs.tsx';
import { AssessmentsTableView } from './assessments-table-view.tsx';
import type { AssessmentRow, WorkshopRow } from './record-rows.ts';
import { WorkshopsTableView } from './workshops-table-view.tsx';

type OwnTab = 'assessments' | 'workshops' | 'notes';

interface MissionViewProps<Tab extends string> {
  /** Which State it is to, and when. */
  readonly about: ReactNode;
  readonly tab: OwnTab | Tab;
  readonly onTab: (tab: OwnTab | Tab) => void;
  readonly assessments: readonly AssessmentRow[];
  readonly workshops: readonly WorkshopRow[];
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
  /** The person's role here may read but not add. */
  readonly isReadOnly: boolean;
  /** What else there is of a mission, drawn by the screen. */
  readonly more: readonly TabContent<Tab>[];
}

/** One mission: its assessments, its workshops, the interview notes of this laptop, and what else there is of it. */
export function MissionView<Tab extends string>(props: MissionViewProps<Tab>): ReactElement {
  const say = useSay();
  const { about, tab, onTab, assessments, workshops, notes, isReadOnly, more } = props;
  const empty = (icon: LucideIcon, title: MessageKey, text: MessageKey): ReactElement => (
    <EmptyState icon={icon} title={say(title)}>
      {say(isReadOnly ? 'mission.readOnly.empty' : text)}
    </EmptyState>
  );
  return (
    <Page>
      {about}
      <Tabs<OwnTab | Tab>
        label={say('mission.tabs')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'assessments',
            label: say('mission.assessments.tab'),
            count: assessments.length,
            content: (
              <AssessmentsTableView
                rows={assessments}
                empty={empty(
                  ClipboardList,
                  'mission.assessments.empty.title',
                  'mission.assessments.empty.text',
                )}
              />
            ),
          },
          {
            id: 'workshops',
            label: say('mission.workshops.tab'),
            count: workshops.length,
            content: (
              <WorkshopsTableView
                rows={workshops}
                empty={empty(Presentation, 'mission.workshops.empty.title', 'mission.workshops.empty.text')}
              />
            ),
          },
          { id: 'notes', label: say('note.tab'), content: notes },
          ...more,
        ]}
      />
    </Page>
  );
}

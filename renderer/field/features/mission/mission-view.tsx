import { ClipboardList, type LucideIcon, Presentation } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenPage, type TabContent, Tabs } from '#renderer/ui';
import './mission.css';
import type { MissionAssessmentRow, MissionWorkshopRow } from './records/record-rows.ts';
import { AssessmentTableView, type RecordAct, WorkshopTableView } from './records/record-tables-view.tsx';

type MissionOwnTab = 'assessments' | 'workshops' | 'notes';

interface MissionViewProps<Tab extends string> {
  /** State and days of the mission. */
  readonly about: ReactNode;
  readonly tab: MissionOwnTab | Tab;
  readonly onTab: (tab: MissionOwnTab | Tab) => void;
  readonly assessments: readonly MissionAssessmentRow[];
  readonly workshops: readonly MissionWorkshopRow[];
  /** Removed records, which can be brought back. */
  readonly removed: {
    readonly assessments: readonly MissionAssessmentRow[];
    readonly workshops: readonly MissionWorkshopRow[];
  };
  /** Absent where nothing may be written. */
  readonly onRecordAct?:
    | ((recordAct: RecordAct, row: MissionAssessmentRow | MissionWorkshopRow) => void)
    | undefined;
  /** The interview notes of this laptop. */
  readonly notes: ReactNode;
  /** The person's role here may read but not add. */
  readonly isReadOnly: boolean;
  /** Further tabs of a mission, drawn by the screen. */
  readonly more: readonly TabContent<Tab>[];
}

/** One mission: its assessments, its workshops, the interview notes of this laptop, and further tabs. */
export function MissionView<Tab extends string>(props: MissionViewProps<Tab>): ReactElement {
  const translate = useTranslate();
  const { about, tab, onTab, assessments, workshops, removed, notes, isReadOnly, more } = props;
  const empty = (icon: LucideIcon, title: MessageKey, text: MessageKey): ReactElement => (
    <EmptyState icon={icon} title={translate(title)}>
      {translate(isReadOnly ? 'mission.readOnly.empty' : text)}
    </EmptyState>
  );
  return (
    <ScreenPage>
      {about}
      <Tabs<MissionOwnTab | Tab>
        label={translate('mission.tabs')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'assessments',
            label: translate('value.documentKind.assessments'),
            count: countListed(assessments),
            content: (
              <AssessmentTableView
                rows={assessments}
                removed={removed.assessments}
                onAct={props.onRecordAct}
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
            label: translate('value.documentKind.workshops'),
            count: countListed(workshops),
            content: (
              <WorkshopTableView
                rows={workshops}
                removed={removed.workshops}
                onAct={props.onRecordAct}
                empty={empty(Presentation, 'mission.workshops.empty.title', 'mission.workshops.empty.text')}
              />
            ),
          },
          { id: 'notes', label: translate('note.tab'), content: notes },
          ...more,
        ]}
      />
    </ScreenPage>
  );
}

const countListed = (rows: readonly { readonly isArchived: boolean }[]): number =>
  rows.filter(({ isArchived }) => !isArchived).length;

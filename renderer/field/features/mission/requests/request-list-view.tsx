import { Inbox, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Button, EmptyState, ListEntry, PageSection, TextLink } from '#renderer/ui';

/** Request in the list of a mission. */
export interface MissionRequestRow {
  readonly id: string;
  readonly href: string;
  readonly state: string | null;
  readonly authority: string;
  /** Day on which headquarters took it over; null before. */
  readonly takenOverOn: string | null;
  /** Number of decisions that wait for a person. */
  readonly conflicts: number;
}

interface RequestListViewProps {
  readonly rows: readonly MissionRequestRow[];
  /** Requests that were removed and can be brought back. */
  readonly removed: readonly MissionRequestRow[];
  /** Absent where nothing may be written. */
  readonly onAdd: (() => void) | undefined;
  readonly onRestore: ((missionRequestRow: MissionRequestRow) => void) | undefined;
}

/** Name of a request in lists: its State and authority. */
function useRequestName(): (missionRequestRow: Pick<MissionRequestRow, 'state' | 'authority'>) => string {
  const translate = useTranslate();
  const language = useLanguage();
  return ({ state, authority }) =>
    [state === null ? '' : stateNameIn(state, language), authority]
      .filter((part) => part !== '')
      .join(' · ') || translate('mission.requests.new');
}

/** Requests that this mission recorded; headquarters takes them over into its register. */
export function RequestListView({ rows, removed, onAdd, onRestore }: RequestListViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const nameOf = useRequestName();
  const metaOf = ({ takenOverOn, conflicts }: MissionRequestRow): string | undefined => {
    const taken =
      takenOverOn === null
        ? []
        : [translate('mission.requests.takenShort', { day: date(localNoonMs(takenOverOn)) })];
    const waits = conflicts === 0 ? [] : [translate('mission.requests.conflicts', { count: conflicts })];
    return [...taken, ...waits].join(' · ') || undefined;
  };
  return (
    <PageSection
      title={translate('mission.requests.title')}
      description={translate('mission.requests.text')}
      action={onAdd && <Button onPress={onAdd}>{translate('mission.requests.new')}</Button>}
    >
      {rows.length === 0 && <EmptyState icon={Inbox} title={translate('mission.requests.none')} />}
      {rows.map((missionRequestRow) => (
        <ListEntry key={missionRequestRow.id} meta={metaOf(missionRequestRow)}>
          <TextLink href={missionRequestRow.href}>{nameOf(missionRequestRow)}</TextLink>
        </ListEntry>
      ))}
      {removed.length > 0 && (
        <details className="mission-aside">
          <summary>{translate('mission.requests.removedCount', { count: removed.length })}</summary>
          {removed.map((missionRequestRow) => (
            <ListEntry
              key={missionRequestRow.id}
              meta={
                missionRequestRow.takenOverOn === null ? undefined : translate('mission.requests.copyStays')
              }
              action={
                onRestore && (
                  <Button
                    icon={Undo2}
                    label={`${translate('mission.record.restore')}: ${nameOf(missionRequestRow)}`}
                    onPress={() => onRestore(missionRequestRow)}
                  >
                    {translate('mission.record.restore')}
                  </Button>
                )
              }
            >
              <TextLink href={missionRequestRow.href}>{nameOf(missionRequestRow)}</TextLink>
            </ListEntry>
          ))}
        </details>
      )}
    </PageSection>
  );
}

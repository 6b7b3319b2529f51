import { Landmark, PenLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { NationalRatings } from './national-ratings.tsx';
import type { NationalRow } from './national-rows.ts';
import './national.css';

interface NationalViewProps {
  readonly rows: readonly NationalRow[];
  /** Absent for whoever is not the lead. */
  readonly onDecide?: ((row: NationalRow) => void) | undefined;
}

/** The national indicators: one level for the State, proposed from what institutions were rated, or decided on. */
export function NationalView({ rows, onDecide }: NationalViewProps): ReactElement {
  const say = useSay();
  return (
    <div className="national">
      {rows.length > 0 && (
        <p className="national-about">
          {say(onDecide ? 'mission.national.about' : 'mission.national.about.reading')}
        </p>
      )}
      <Table
        label={say('mission.national.tab')}
        rows={rows}
        rowId={({ indicator }) => indicator.id}
        empty={
          <EmptyState icon={Landmark} title={say('mission.national.empty.title')}>
            {say('mission.national.empty.text')}
          </EmptyState>
        }
        columns={[
          {
            id: 'indicator',
            title: say('mission.national.column.indicator'),
            cell: ({ indicator }) => (
              <span className="national-indicator" dir="auto">
                <b>{indicator.id}</b> {indicator.title}
              </span>
            ),
          },
          {
            id: 'ratings',
            title: say('mission.national.column.ratings'),
            cell: (row) => <NationalRatings row={row} />,
          },
          {
            id: 'level',
            title: say('mission.national.column.level'),
            cell: (row) => <StateLevel row={row} />,
          },
          ...(onDecide
            ? [
                {
                  id: 'act',
                  title: say('mission.national.column.act'),
                  cell: (row: NationalRow) =>
                    row.proposed !== null && (
                      <Button
                        kind="quiet"
                        icon={PenLine}
                        label={say('mission.national.decide.of', { id: row.indicator.id })}
                        onPress={() => onDecide(row)}
                      >
                        {say(row.decided === null ? 'mission.national.decide' : 'mission.national.change')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

/** What holds now: the decision with its reason, else the proposal. */
function StateLevel({ row: { decided, proposed } }: { readonly row: NationalRow }): ReactElement {
  const say = useSay();
  return (
    <div className="national-level">
      <LevelChip level={decided?.level ?? proposed} />
      <div>
        {decided === null && proposed !== null && <Pill text={say('mission.national.proposed')} />}
        {decided === null && proposed === null && say('mission.national.notRated')}
        {decided !== null && <p dir="auto">{decided.reason}</p>}
        {decided !== null && decided.proposed !== proposed && (
          <Pill
            text={say('mission.national.moved', { before: decided.proposed, now: proposed ?? 'none' })}
            meaning="wait"
          />
        )}
      </div>
    </div>
  );
}

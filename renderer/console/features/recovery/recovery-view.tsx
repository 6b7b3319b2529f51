import { LifeBuoy } from 'lucide-react';
import type { ReactElement } from 'react';
import type {
  RecoveriesAnswer,
  RecoveryKeyState,
  RecoveryRow,
  VaultRow,
} from '#renderer/console/api/response-types.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { unfitApproverKeys } from '#renderer/console/parts/access-labels.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { Banner } from '#renderer/ui/marks/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { RelativeTime, useNowMs } from '#renderer/ui/screen-clock.tsx';
import { EmptyState } from '#renderer/ui/marks/empty-state.tsx';
import { PageSection, ScreenPage } from '#renderer/ui/layout/screen-page.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';
import { type TableColumn, SortableTable } from '#renderer/ui/sortable-table.tsx';
import './recovery.css';

interface RecoveryViewProps extends RecoveriesAnswer {
  readonly onStart: (vault: VaultRow) => void;
  readonly onApprove: (recovery: RecoveryRow) => void;
  readonly onCancel: (recovery: RecoveryRow) => void;
}

/** Recovery of a person's vault: one administrator starts, another one approves. */
export function RecoveryView(props: RecoveryViewProps): ReactElement {
  const { vaults, recoveries, recoveryKey, onStart } = props;
  const say = useTranslate();
  return (
    <ScreenPage>
      <RecoveryKeyBanner {...recoveryKey} />
      <PageSection title={say('console.recovery.started')} description={say('console.recovery.text')}>
        <SortableTable
          label={say('console.recovery.started')}
          rows={recoveries}
          rowId={({ recovery }) => recovery}
          columns={useRecoveryColumns(props)}
          empty={<EmptyState icon={LifeBuoy} title={say('console.recovery.none')} />}
        />
      </PageSection>
      <PageSection title={say('console.recovery.vaults')}>
        <SortableTable
          label={say('console.recovery.vaults')}
          rows={vaults}
          rowId={({ vault }) => vault}
          columns={[
            {
              id: 'owner',
              title: say('console.devices.column.owner'),
              cell: ({ owner, label }) => <NameCell name={owner.name} note={label} />,
            },
            {
              id: 'kept',
              title: say('console.recovery.kept'),
              cell: ({ keptAtMs }) => <RelativeTime atMs={keptAtMs} />,
            },
            {
              id: 'act',
              title: say('console.admin.acts'),
              cell: (vault) => (
                <Button
                  label={say('console.recovery.start.for', { name: vault.owner.name })}
                  onPress={() => onStart(vault)}
                >
                  {say('console.recovery.start')}
                </Button>
              ),
            },
          ]}
          empty={<EmptyState icon={LifeBuoy} title={say('console.recovery.noVaults')} />}
        />
      </PageSection>
    </ScreenPage>
  );
}

/** State of headquarters' recovery key: its fingerprint to compare with laptops, or the missing part. */
function RecoveryKeyBanner({ state, fingerprint }: RecoveryKeyState): ReactElement {
  const say = useTranslate();
  if (state === 'none') return <Banner meaning="wait">{say('console.recovery.key.none')}</Banner>;
  if (state === 'inStore') return <Banner meaning="bad">{say('console.recovery.key.inStore')}</Banner>;
  return (
    <Banner meaning="good" isQuiet title={say('console.recovery.key.stated')}>
      <bdi dir="ltr" className="console-recovery-fingerprint">
        {fingerprint}
      </bdi>
    </Banner>
  );
}

const recoveryStatusLabels = {
  started: { key: 'console.recovery.state.started', meaning: 'wait' },
  approved: { key: 'console.recovery.state.approved', meaning: 'good' },
  cancelled: { key: 'console.recovery.state.cancelled', meaning: undefined },
  expired: { key: 'console.recovery.state.expired', meaning: undefined },
} as const satisfies { readonly [S in RecoveryRow['state']]: object };

function useRecoveryColumns({ onApprove, onCancel }: RecoveryViewProps): readonly TableColumn<RecoveryRow>[] {
  const say = useTranslate();
  const nowMs = useNowMs();
  const { exact } = useFormat();
  return [
    {
      id: 'owner',
      title: say('console.devices.column.owner'),
      cell: ({ owner, label }) => <NameCell name={owner.name} note={label} />,
    },
    {
      id: 'starter',
      title: say('console.recovery.startedBy'),
      cell: ({ startedBy, startedAtMs }) => (
        <>
          <bdi>{startedBy.name}</bdi> · <RelativeTime atMs={startedAtMs} />
        </>
      ),
    },
    {
      id: 'state',
      title: say('path.status'),
      cell: ({ state }) => (
        <Pill text={say(recoveryStatusLabels[state].key)} meaning={recoveryStatusLabels[state].meaning} />
      ),
    },
    {
      id: 'act',
      title: say('console.admin.acts'),
      cell: (row) =>
        row.state === 'started' && (
          <>
            {row.unfit !== null && (
              <p className="console-recovery-why">{say(unfitApproverKeys[row.unfit])}</p>
            )}
            {row.unfit === null && row.fromMs > nowMs && (
              <p className="console-recovery-why">
                {say('approvals.recovery.from', { when: exact(row.fromMs) })}
              </p>
            )}
            {row.unfit === null && row.fromMs <= nowMs && (
              <Button
                kind="primary"
                label={say('console.recovery.approve.for', { name: row.owner.name })}
                onPress={() => onApprove(row)}
              >
                {say('console.recovery.approve')}
              </Button>
            )}
            <Button
              kind="quiet"
              label={say('console.recovery.cancel.for', { name: row.owner.name })}
              onPress={() => onCancel(row)}
            >
              {say('console.recovery.cancel')}
            </Button>
          </>
        ),
    },
  ];
}

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
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  ScreenPage,
  SortableTable,
  type TableColumn,
  useNowMs,
} from '#renderer/ui';
import './recovery.css';

interface RecoveryViewProps extends RecoveriesAnswer {
  readonly onStart: (vault: VaultRow) => void;
  readonly onApprove: (recovery: RecoveryRow) => void;
  readonly onCancel: (recovery: RecoveryRow) => void;
}

/** Recovery of a person's vault: one administrator starts, another one approves. */
export function RecoveryView(props: RecoveryViewProps): ReactElement {
  const { vaults, recoveries, recoveryKey, onStart } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      <RecoveryKeyBanner {...recoveryKey} />
      <PageSection
        title={translate('console.recovery.started')}
        description={translate('console.recovery.text')}
      >
        <SortableTable
          label={translate('console.recovery.started')}
          rows={recoveries}
          rowId={({ recovery }) => recovery}
          columns={useRecoveryColumns(props)}
          empty={<EmptyState icon={LifeBuoy} title={translate('console.recovery.none')} />}
        />
      </PageSection>
      <PageSection title={translate('console.recovery.vaults')}>
        <SortableTable
          label={translate('console.recovery.vaults')}
          rows={vaults}
          rowId={({ vault }) => vault}
          columns={[
            {
              id: 'owner',
              title: translate('console.devices.column.owner'),
              cell: ({ owner, label }) => <NameCell name={owner.name} note={label} />,
            },
            {
              id: 'kept',
              title: translate('console.recovery.kept'),
              cell: ({ keptAtMs }) => <RelativeTime atMs={keptAtMs} />,
            },
            {
              id: 'act',
              title: translate('console.admin.acts'),
              cell: (vault) => (
                <Button
                  label={translate('console.recovery.start.for', { name: vault.owner.name })}
                  onPress={() => onStart(vault)}
                >
                  {translate('console.recovery.start')}
                </Button>
              ),
            },
          ]}
          empty={<EmptyState icon={LifeBuoy} title={translate('console.recovery.noVaults')} />}
        />
      </PageSection>
    </ScreenPage>
  );
}

/** State of headquarters' recovery key: its fingerprint to compare with laptops, or the missing part. */
function RecoveryKeyBanner({ state, fingerprint }: RecoveryKeyState): ReactElement {
  const translate = useTranslate();
  if (state === 'none') return <Banner meaning="wait">{translate('console.recovery.key.none')}</Banner>;
  if (state === 'inStore') return <Banner meaning="bad">{translate('console.recovery.key.inStore')}</Banner>;
  return (
    <Banner meaning="good" isQuiet title={translate('console.recovery.key.stated')}>
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
  const translate = useTranslate();
  const nowMs = useNowMs();
  const { exact } = useFormat();
  return [
    {
      id: 'owner',
      title: translate('console.devices.column.owner'),
      cell: ({ owner, label }) => <NameCell name={owner.name} note={label} />,
    },
    {
      id: 'starter',
      title: translate('console.recovery.startedBy'),
      cell: ({ startedBy, startedAtMs }) => (
        <>
          <bdi>{startedBy.name}</bdi> · <RelativeTime atMs={startedAtMs} />
        </>
      ),
    },
    {
      id: 'state',
      title: translate('path.status'),
      cell: ({ state }) => (
        <Pill
          text={translate(recoveryStatusLabels[state].key)}
          meaning={recoveryStatusLabels[state].meaning}
        />
      ),
    },
    {
      id: 'act',
      title: translate('console.admin.acts'),
      cell: (row) =>
        row.state === 'started' && (
          <>
            {row.unfit !== null && (
              <p className="console-recovery-why">{translate(unfitApproverKeys[row.unfit])}</p>
            )}
            {row.unfit === null && row.fromMs > nowMs && (
              <p className="console-recovery-why">
                {translate('approvals.recovery.from', { when: exact(row.fromMs) })}
              </p>
            )}
            {row.unfit === null && row.fromMs <= nowMs && (
              <Button
                kind="primary"
                label={translate('console.recovery.approve.for', { name: row.owner.name })}
                onPress={() => onApprove(row)}
              >
                {translate('console.recovery.approve')}
              </Button>
            )}
            <Button
              kind="quiet"
              label={translate('console.recovery.cancel.for', { name: row.owner.name })}
              onPress={() => onCancel(row)}
            >
              {translate('console.recovery.cancel')}
            </Button>
          </>
        ),
    },
  ];
}

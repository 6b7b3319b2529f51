import { LifeBuoy } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RecoveriesAnswer, RecoveryKeyState, RecoveryRow, VaultRow } from './recovery.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { unfitKeys } from '#renderer/console/parts/unfit-words.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import './recovery.css';

interface RecoveryViewProps extends RecoveriesAnswer {
  readonly onStart: (vault: VaultRow) => void;
  readonly onApprove: (recovery: RecoveryRow) => void;
  readonly onCancel: (recovery: RecoveryRow) => void;
}

/** Letting a person back into a vault: one administrator starts, another one approves. */
export function RecoveryView(props: RecoveryViewProps): ReactElement {
  const { vaults, recoveries, recoveryKey, onStart } = props;
  const say = useSay();
  return (
    <Page>
      <KeyState {...recoveryKey} />
      <Section title={say('console.recovery.started')} description={say('console.recovery.text')}>
        <Table
          label={say('console.recovery.started')}
          rows={recoveries}
          rowId={({ recovery }) => recovery}
          columns={useRecoveryColumns(props)}
          empty={<EmptyState icon={LifeBuoy} title={say('console.recovery.none')} />}
        />
      </Section>
      <Section title={say('console.recovery.vaults')}>
        <Table
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
      </Section>
    </Page>
  );
}

/** Where headquarters' recovery key is: its fingerprint to compare with laptops, or what is missing. */
function KeyState({ state, fingerprint }: RecoveryKeyState): ReactElement {
  const say = useSay();
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

const stateWords = {
  started: { key: 'console.recovery.state.started', meaning: 'wait' },
  approved: { key: 'console.recovery.state.approved', meaning: 'good' },
  cancelled: { key: 'console.recovery.state.cancelled', meaning: undefined },
  expired: { key: 'console.recovery.state.expired', meaning: undefined },
} as const satisfies { readonly [S in RecoveryRow['state']]: object };

function useRecoveryColumns({ onApprove, onCancel }: RecoveryViewProps): readonly Column<RecoveryRow>[] {
  const say = useSay();
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
      title: say('console.column.status'),
      cell: ({ state }) => <Pill text={say(stateWords[state].key)} meaning={stateWords[state].meaning} />,
    },
    {
      id: 'act',
      title: say('console.admin.acts'),
      cell: (row) =>
        row.state === 'started' && (
          <>
            {row.unfit !== null && <p className="console-recovery-why">{say(unfitKeys[row.unfit])}</p>}
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

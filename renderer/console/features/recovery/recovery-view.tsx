import { LifeBuoy } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RecoveriesResponse, RecoveryKeyStatus, RecoveryRow, VaultKeyRow } from '#api/admin-api.ts';
import {
  type ListColumn,
  ListTableView,
  SortedTableView,
} from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { PersonCell, PersonName, personText } from '#renderer/console/parts/person-name.tsx';
import { unfitApproverKeys } from '#renderer/console/parts/unfit-approver.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  PageSection,
  Pill,
  RelativeTime,
  ScreenPage,
  useNowMs,
} from '#renderer/ui';
import type { RecoveryResponse } from '#sync/recovery/recovery-response.ts';
import './recovery.css';

interface RecoveryViewProps extends RecoveriesResponse {
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onStart: (vaultKeyRow: VaultKeyRow) => void;
  readonly onApprove: (recoveryRow: RecoveryRow) => void;
  readonly onCancel: (recoveryRow: RecoveryRow) => void;
}

/** Recovery of a person's vault: one administrator starts, another one approves. */
export function RecoveryView(props: RecoveryViewProps): ReactElement {
  const { vaults, recoveries, recoveryKey, list, onList, onStart } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      <RecoveryKeyBanner {...recoveryKey} />
      <PageSection
        title={translate('console.recovery.started')}
        description={translate('console.recovery.text')}
      >
        <SortedTableView
          name="started"
          list={list}
          onList={onList}
          label={translate('console.recovery.started')}
          rows={recoveries}
          rowId={({ recovery }) => recovery}
          columns={useRecoveryColumns(props)}
          empty={<EmptyState icon={LifeBuoy} title={translate('console.recovery.none')} />}
        />
      </PageSection>
      <PageSection title={translate('console.recovery.vaults')}>
        <ListTableView
          list={list}
          onList={onList}
          textsOf={({ owner, label }) => [personText(owner), label]}
          label={translate('console.recovery.vaults')}
          rows={vaults}
          rowId={({ vault }) => vault}
          columns={[
            {
              id: 'owner',
              title: translate('console.devices.column.owner'),
              sortBy: ({ owner }) => owner.name,
              cell: ({ owner, label }) => <PersonCell of={owner} note={label} />,
            },
            {
              id: 'kept',
              title: translate('console.recovery.kept'),
              sortBy: ({ keptAtMs }) => keptAtMs,
              cell: ({ keptAtMs }) => <RelativeTime atMs={keptAtMs} />,
            },
            {
              id: 'act',
              title: translate('console.admin.acts'),
              isActions: true,
              cell: (vaultKeyRow) => (
                <Button
                  label={translate('console.recovery.start.for', { name: personText(vaultKeyRow.owner) })}
                  onPress={() => onStart(vaultKeyRow)}
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
function RecoveryKeyBanner({ state, fingerprint }: RecoveryKeyStatus): ReactElement {
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

function useRecoveryColumns({ onApprove, onCancel }: RecoveryViewProps): readonly ListColumn<RecoveryRow>[] {
  const translate = useTranslate();
  const nowMs = useNowMs();
  const { exact } = useFormat();
  return [
    {
      id: 'owner',
      title: translate('console.devices.column.owner'),
      sortBy: ({ owner }) => owner.name,
      cell: ({ owner, label }) => <PersonCell of={owner} note={label} />,
    },
    {
      id: 'starter',
      title: translate('console.recovery.startedBy'),
      sortBy: ({ startedAtMs }) => startedAtMs,
      cell: ({ startedBy, startedAtMs }) => (
        <>
          <PersonName of={startedBy} /> · <RelativeTime atMs={startedAtMs} />
        </>
      ),
    },
    {
      id: 'state',
      title: translate('path.status'),
      sortBy: ({ state }) => translate(recoveryStatusLabels[state].key),
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
      isActions: true,
      cell: (recoveryRow) =>
        recoveryRow.state === 'started' && (
          <>
            {recoveryRow.unfit !== null && (
              <p className="console-recovery-why">{translate(unfitApproverKeys[recoveryRow.unfit])}</p>
            )}
            {recoveryRow.unfit === null && recoveryRow.fromMs > nowMs && (
              <p className="console-recovery-why">
                {translate('approvals.recovery.from', { when: exact(recoveryRow.fromMs) })}
              </p>
            )}
            {recoveryRow.unfit === null && recoveryRow.fromMs <= nowMs && (
              <Button
                kind="primary"
                label={translate('console.recovery.approve.for', { name: personText(recoveryRow.owner) })}
                onPress={() => onApprove(recoveryRow)}
              >
                {translate('console.recovery.approve')}
              </Button>
            )}
            <Button
              kind="quiet"
              label={translate('console.recovery.cancel.for', { name: personText(recoveryRow.owner) })}
              onPress={() => onCancel(recoveryRow)}
            >
              {translate('console.recovery.cancel')}
            </Button>
          </>
        ),
    },
  ];
}

/** Block and words, shown this once: they go by two channels, so that neither alone opens anything. */
export function RecoveryResponseView({ block, words }: RecoveryResponse): ReactElement {
  const translate = useTranslate();
  return (
    <div className="console-recovery">
      <Banner meaning="wait">{translate('console.recovery.once')}</Banner>
      <PageSection kind="side" title={translate('console.recovery.words')}>
        <p dir="ltr" className="console-recovery-words">
          {words}
        </p>
      </PageSection>
      <PageSection kind="side" title={translate('console.recovery.block')}>
        <p dir="ltr" className="console-recovery-block">
          {block}
        </p>
      </PageSection>
    </div>
  );
}

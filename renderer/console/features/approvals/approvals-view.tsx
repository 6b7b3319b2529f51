import { UserCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { roleKeys } from '#renderer/console/parts/role-words.ts';
import { unfitKeys } from '#renderer/console/parts/unfit-words.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { type Say, useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import type { ApprovalRow, ApprovalsAnswer } from './approval.ts';
import './approvals.css';

interface ApprovalsViewProps extends ApprovalsAnswer {
  readonly onAgree: (approval: ApprovalRow) => void;
  readonly onRefuse: (approval: ApprovalRow) => void;
}

/** What one administrator asked for, and what a second person says to it. */
export function ApprovalsView(props: ApprovalsViewProps): ReactElement {
  const say = useSay();
  return (
    <Page>
      <Section title={say('approvals.list')} description={say('approvals.text')}>
        <Table
          label={say('approvals.list')}
          rows={props.approvals}
          rowId={({ approval }) => approval}
          columns={useColumns(props)}
          empty={<EmptyState icon={UserCheck} title={say('approvals.none')} />}
        />
      </Section>
    </Page>
  );
}

function useColumns({ onAgree, onRefuse }: ApprovalsViewProps): readonly Column<ApprovalRow>[] {
  const say = useSay();
  const { exact } = useFormat();
  return [
    { id: 'what', title: say('approvals.what'), cell: (row) => whatOf(row, say) },
    {
      id: 'asker',
      title: say('approvals.askedBy'),
      cell: ({ askedBy, askedAtMs }) => (
        <>
          <bdi>{askedBy.name}</bdi> · <RelativeTime atMs={askedAtMs} />
        </>
      ),
    },
    {
      id: 'state',
      title: say('console.column.status'),
      cell: ({ state, endsAtMs, decidedBy, decidedAtMs }) => (
        <span className="console-approval-state">
          <Pill text={say(stateWords[state].key)} meaning={stateWords[state].meaning} />
          {state === 'waiting' && <small>{say('approvals.until', { when: exact(endsAtMs) })}</small>}
          {decidedAtMs !== null && (
            <small>
              <bdi>{decidedBy?.name ?? say('approvals.commandLine')}</bdi>
            </small>
          )}
        </span>
      ),
    },
    {
      id: 'act',
      title: say('console.admin.acts'),
      cell: (row) => row.state === 'waiting' && <Acts row={row} onAgree={onAgree} onRefuse={onRefuse} />,
    },
  ];
}

interface ActsProps extends Pick<ApprovalsViewProps, 'onAgree' | 'onRefuse'> {
  readonly row: ApprovalRow;
}

/** The buttons; where somebody cannot agree, the reason stands in the place of the button. */
function Acts({ row, onAgree, onRefuse }: ActsProps): ReactElement {
  const say = useSay();
  const what = whatOf(row, say);
  const isOwn = row.unfit === 'asker';
  return (
    <div className="console-approval-acts">
      {row.unfit === null ? (
        <Button kind="primary" label={say('approvals.agree.what', { what })} onPress={() => onAgree(row)}>
          {say('approvals.agree')}
        </Button>
      ) : (
        <p>{say(unfitKeys[row.unfit])}</p>
      )}
      <Button
        kind="quiet"
        label={say(isOwn ? 'approvals.takeBack.what' : 'approvals.refuse.what', { what })}
        onPress={() => onRefuse(row)}
      >
        {say(isOwn ? 'approvals.takeBack' : 'approvals.refuse')}
      </Button>
    </div>
  );
}

/** What is asked for; of what is over only the kind and the person are still known. */
function whatOf({ kind, about, role, logTitle }: ApprovalRow, say: Say): string {
  const values = {
    name: about.name === '' ? say('approvals.somebody') : about.name,
    role: role === null ? '' : say(roleKeys[role]),
    log: logTitle ?? '',
  };
  const words = kindWords[kind];
  return say(role === null && 'ended' in words ? words.ended : words.open, values);
}

const kindWords = {
  'add-person': { open: 'approvals.kind.addPerson', ended: 'approvals.ended.addPerson' },
  'change-role': { open: 'approvals.kind.changeRole', ended: 'approvals.ended.changeRole' },
  'reset-sign-in': { open: 'approvals.kind.resetSignIn' },
  grant: { open: 'approvals.kind.grant', ended: 'approvals.ended.grant' },
  'enrol-code': { open: 'approvals.kind.enrolCode' },
  'console-code': { open: 'approvals.kind.consoleCode' },
} as const satisfies { readonly [K in ApprovalRow['kind']]: object };

const stateWords = {
  waiting: { key: 'approvals.state.waiting', meaning: 'wait' },
  approved: { key: 'approvals.state.approved', meaning: 'good' },
  refused: { key: 'approvals.state.refused', meaning: undefined },
  expired: { key: 'approvals.state.expired', meaning: undefined },
} as const satisfies { readonly [S in ApprovalRow['state']]: object };

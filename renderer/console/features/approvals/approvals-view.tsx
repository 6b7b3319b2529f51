import { UserCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ApprovalRow, ApprovalsResponse } from '#api/approvals-api.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { PersonName, personText } from '#renderer/console/parts/person-name.tsx';
import { unfitApproverKeys } from '#renderer/console/parts/unfit-approver.ts';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, EmptyState, PageSection, Pill, RelativeTime, ScreenPage } from '#renderer/ui';
import './approvals.css';

interface ApprovalsViewProps extends ApprovalsResponse {
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onAgree: (approvalRow: ApprovalRow) => void;
  readonly onRefuse: (approvalRow: ApprovalRow) => void;
}

/** Requests of administrators, and the decisions of a second person. */
export function ApprovalsView(props: ApprovalsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <ScreenPage>
      <PageSection title={translate('approvals.list')} description={translate('approvals.text')}>
        <ListTableView
          label={translate('approvals.list')}
          rows={props.approvals}
          rowId={({ approval }) => approval}
          columns={useApprovalColumns(props)}
          list={props.list}
          onList={props.onList}
          textsOf={(approvalRow) => [
            approvalSubjectOf(approvalRow, translate, format),
            personText(approvalRow.askedBy),
            approvalRow.decidedBy === null ? undefined : personText(approvalRow.decidedBy),
          ]}
          status={{
            label: translate('path.status'),
            anyLabel: translate('console.records.filter.anyStatus'),
            options: approvalStates.map((id) => ({ id, label: translate(approvalStatusLabels[id].key) })),
            idsOf: ({ state }) => [state],
          }}
          empty={<EmptyState icon={UserCheck} title={translate('approvals.none')} />}
        />
      </PageSection>
    </ScreenPage>
  );
}

function useApprovalColumns({ onAgree, onRefuse }: ApprovalsViewProps): readonly ListColumn<ApprovalRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  const { exact } = format;
  return [
    {
      id: 'what',
      title: translate('approvals.what'),
      sortBy: (approvalRow) => approvalSubjectOf(approvalRow, translate, format),
      cell: (approvalRow) => approvalSubjectOf(approvalRow, translate, format),
    },
    {
      id: 'asker',
      title: translate('approvals.askedBy'),
      sortBy: ({ askedAtMs }) => askedAtMs,
      cell: ({ askedBy, askedAtMs }) => (
        <>
          <PersonName of={askedBy} /> · <RelativeTime atMs={askedAtMs} />
        </>
      ),
    },
    {
      id: 'state',
      title: translate('path.status'),
      sortBy: ({ state }) => approvalStates.indexOf(state),
      cell: ({ kind, state, endsAtMs, decidedBy, decidedAtMs }) => (
        <span className="console-approval-state">
          <Pill
            text={translate(approvalStatusLabels[state].key)}
            meaning={approvalStatusLabels[state].meaning}
          />
          {state === 'waiting' && (
            <small>
              {translate(kind === 'erase-value' ? 'approvals.doneFrom' : 'approvals.until', {
                when: exact(endsAtMs),
              })}
            </small>
          )}
          {decidedAtMs !== null && (
            <small>
              {decidedBy === null ? translate('approvals.commandLine') : <PersonName of={decidedBy} />}
            </small>
          )}
        </span>
      ),
    },
    {
      id: 'act',
      title: translate('console.admin.acts'),
      isActions: true,
      cell: (approvalRow) =>
        approvalRow.state === 'waiting' && (
          <ApprovalActions row={approvalRow} onAgree={onAgree} onRefuse={onRefuse} />
        ),
    },
  ];
}

interface ApprovalActionsProps extends Pick<ApprovalsViewProps, 'onAgree' | 'onRefuse'> {
  readonly row: ApprovalRow;
}

/** Buttons; where somebody cannot approve, the reason is in place of the button. */
function ApprovalActions({ row, onAgree, onRefuse }: ApprovalActionsProps): ReactElement {
  const translate = useTranslate();
  const what = approvalSubjectOf(row, translate, useFormat());
  const isOwn = row.unfit === 'asker';
  return (
    <div className="console-approval-acts">
      {row.unfit === null ? (
        <Button
          kind="primary"
          label={translate('approvals.agree.what', { what })}
          onPress={() => onAgree(row)}
        >
          {translate('approvals.agree')}
        </Button>
      ) : (
        <p>{translate(unfitApproverKeys[row.unfit])}</p>
      )}
      <Button
        kind="quiet"
        label={translate(isOwn ? 'approvals.takeBack.what' : 'approvals.refuse.what', { what })}
        onPress={() => onRefuse(row)}
      >
        {translate(isOwn ? 'approvals.takeBack' : 'approvals.refuse')}
      </Button>
    </div>
  );
}

/** Subject of a request; of a past one only the kind and the person are still known. */
function approvalSubjectOf(
  { kind, about, role, logTitle, logTitles, group, request, sealKey }: ApprovalRow,
  translate: Translate,
  { list, date }: ReturnType<typeof useFormat>,
): string {
  const values = {
    name: about.name === '' ? translate('approvals.somebody') : personText(about),
    role: role === null ? '' : translate(valueLabels.role[role]),
    log: logTitles === undefined ? (logTitle ?? '') : list(logTitles),
    group: '',
    roles: '',
    number: request ?? 0,
    fingerprint: sealKey?.fingerprint ?? '',
  };
  const words = approvalKindLabels[kind];
  if (sealKey !== undefined) return translate(sealKeyLabels[sealKey.role], values);
  if (group !== undefined) {
    const roles = group.roles.map(({ role: given, logTitle: title, endsOn }) => {
      const scope = {
        role: translate(valueLabels.role[given]),
        log: title ?? translate('console.people.everyLog'),
      };
      return endsOn === null
        ? translate('approvals.groupRole', scope)
        : translate('approvals.groupRole.until', { ...scope, day: date(localNoonMs(endsOn)) });
    });
    const names = list(group.people.map((namedPerson) => personText(namedPerson)));
    return translate(words.open, { ...values, name: names, group: group.name, roles: list(roles) });
  }
  const isOpen = role !== null || request !== undefined;
  return translate(!isOpen && 'ended' in words ? words.ended : words.open, values);
}

const approvalKindLabels = {
  'add-person': { open: 'approvals.kind.addPerson', ended: 'approvals.ended.addPerson' },
  'change-role': { open: 'approvals.kind.changeRole', ended: 'approvals.ended.changeRole' },
  'reset-sign-in': { open: 'approvals.kind.resetSignIn' },
  grant: { open: 'approvals.kind.grant', ended: 'approvals.ended.grant' },
  'grant-many': { open: 'approvals.kind.grant', ended: 'approvals.ended.grantMany' },
  'grant-every-log': { open: 'approvals.kind.grantEveryLog', ended: 'approvals.ended.grantEveryLog' },
  'group-members': { open: 'approvals.kind.groupMembers', ended: 'approvals.ended.groupMembers' },
  'group-roles': { open: 'approvals.kind.groupRoles', ended: 'approvals.ended.groupRoles' },
  'enrol-code': { open: 'approvals.kind.enrolCode' },
  'console-code': { open: 'approvals.kind.consoleCode' },
  'seal-key': { open: 'approvals.ended.sealKey' },
  'erase-value': { open: 'approvals.kind.eraseValue', ended: 'approvals.ended.eraseValue' },
} as const satisfies { readonly [K in ApprovalRow['kind']]: object };

const sealKeyLabels = {
  'certificate-desk': 'approvals.kind.sealKey.names',
  me: 'approvals.kind.sealKey.addresses',
} as const;

const approvalStates: readonly ApprovalRow['state'][] = ['waiting', 'approved', 'refused', 'expired'];

const approvalStatusLabels = {
  waiting: { key: 'approvals.state.waiting', meaning: 'wait' },
  approved: { key: 'approvals.state.approved', meaning: 'good' },
  refused: { key: 'approvals.state.refused', meaning: undefined },
  expired: { key: 'approvals.state.expired', meaning: undefined },
} as const satisfies { readonly [S in ApprovalRow['state']]: object };

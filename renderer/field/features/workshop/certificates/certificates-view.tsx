import { Award, Check, CircleAlert } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { CertificateChecks } from '#domain/workshop/certificates.ts';
import { WithdrawalReason } from '#domain/workshop/participant.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  Dialog,
  EmptyState,
  PageSection,
  Pill,
  Select,
  SortableTable,
  TextField,
  TextLink,
} from '#renderer/ui';
import type { NamedCertificateLine } from './certificate-facts.ts';
import './certificates.css';

/** Words of the programme on every certificate. */
interface CertificateTexts {
  readonly programme: EditedText;
  readonly issuer: EditedText;
  readonly signatory: EditedText;
}

interface CertificatesViewProps {
  readonly lines: readonly NamedCertificateLine[];
  /** Least share of attended half-days, 0 to 1. */
  readonly leastShare: number;
  readonly texts: CertificateTexts;
  /** Moment at which all names were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly isReadOnly: boolean;
  readonly checks: CertificateChecks;
  /** Issue all that are due. */
  readonly onIssue: () => void;
  readonly onIssueAgain: (participant: string) => void;
  readonly onWithdraw: (participant: string, reason: WithdrawalReason) => void;
  readonly attendanceHref: string;
  readonly registerHref: string;
  readonly problem: Message | null;
}

/** Participants with their attendance, and the certificates that they earned. */
export function CertificatesView(props: CertificatesViewProps): ReactElement {
  const { lines, leastShare, texts, namesErasedAtMs, isReadOnly, checks, problem } = props;
  const translate = useTranslate();
  const format = useFormat();
  const [isIssuing, setIsIssuing] = useState(false);
  const [withdrawn, setWithdrawn] = useState<NamedCertificateLine | null>(null);
  if (lines.length === 0) return <EmptyState icon={Award} title={translate('certificate.none')} />;
  const elsewhere = lines.filter(
    ({ isEarned, name, isNameless }) => isEarned && name === '' && !isNameless,
  ).length;
  const nothingToIssue = checks.due.length + checks.withoutName === 0;
  return (
    <>
      {problem !== null && <Banner meaning="bad">{translate(problem)}</Banner>}
      <PageSection
        title={translate('certificate.list')}
        action={
          !isReadOnly && (
            <Button
              kind="primary"
              icon={Award}
              isDisabled={nothingToIssue}
              onPress={() => setIsIssuing(true)}
            >
              {translate('certificate.issue', { count: checks.due.length })}
            </Button>
          )
        }
      >
        <p>{translate('certificate.rule', { share: format.percent(leastShare) })}</p>
        {elsewhere > 0 && (
          <Banner meaning="info">
            {namesErasedAtMs === null
              ? translate('certificate.elsewhere', { count: elsewhere })
              : translate('register.namesErased', { date: format.date(namesErasedAtMs) })}
          </Banner>
        )}
        <SortableTable
          label={translate('certificate.list')}
          rows={lines}
          rowId={({ participant }) => participant.id}
          columns={[
            {
              id: 'code',
              title: translate('path.participant.code'),
              cell: ({ participant }) => participant.code,
            },
            {
              id: 'name',
              title: translate('register.name'),
              cell: ({ name, isNameless }) => name || translate(missingNameKey(isNameless, namesErasedAtMs)),
            },
            {
              id: 'institution',
              title: translate('path.institution.name'),
              cell: ({ participant }) => participant.institution,
            },
            {
              id: 'share',
              title: translate('certificate.share'),
              align: 'end',
              cell: ({ attendance }) => (attendance.share === null ? '–' : format.percent(attendance.share)),
            },
            {
              id: 'certificate',
              title: translate('path.participant.certificate'),
              cell: (certificateLine) => (
                <span className="certificate-state">
                  <CertificateMark line={certificateLine} />
                  {!isReadOnly && (
                    <CertificateAct
                      line={certificateLine}
                      onIssueAgain={props.onIssueAgain}
                      onWithdraw={() => setWithdrawn(certificateLine)}
                    />
                  )}
                </span>
              ),
            },
          ]}
        />
      </PageSection>
      <PageSection title={translate('certificate.texts')}>
        <div className="certificate-texts">
          <TextField
            label={translate('certificate.programme')}
            {...textFieldPropsOf(texts.programme, translate)}
            maxLength={200}
            isReadOnly={isReadOnly}
          />
          <TextField
            label={translate('certificate.issuer')}
            {...textFieldPropsOf(texts.issuer, translate)}
            maxLength={200}
            isReadOnly={isReadOnly}
          />
          <TextField
            label={translate('certificate.signatory')}
            description={translate('certificate.signatory.text')}
            {...textFieldPropsOf(texts.signatory, translate)}
            maxLength={200}
            isReadOnly={isReadOnly}
          />
        </div>
      </PageSection>
      {isIssuing && <IssueDialog {...props} onClose={() => setIsIssuing(false)} />}
      {withdrawn !== null && (
        <WithdrawDialog
          line={withdrawn}
          onWithdraw={(reason) => props.onWithdraw(withdrawn.participant.id, reason)}
          onClose={() => setWithdrawn(null)}
        />
      )}
    </>
  );
}

function missingNameKey(isNameless: boolean, namesErasedAtMs: number | null): PlainMessageKey {
  if (namesErasedAtMs !== null) return 'register.nameErased';
  return isNameless ? 'certificate.noName' : 'certificate.nameElsewhere';
}

interface IssueDialogProps
  extends Pick<CertificatesViewProps, 'checks' | 'attendanceHref' | 'registerHref' | 'onIssue'> {
  readonly onClose: () => void;
}

/** Checklist before certificates are issued. */
function IssueDialog(props: IssueDialogProps): ReactElement {
  const { checks, onIssue, onClose } = props;
  const { lastDayAhead, contested, withoutName, due } = checks;
  const translate = useTranslate();
  const format = useFormat();
  const count = lastDayAhead === null ? due.length : 0;
  return (
    <Dialog
      title={translate('certificate.check.title', { count })}
      isOpen
      onClose={onClose}
      actions={
        <>
          {count > 0 && (
            <Button
              kind="primary"
              icon={Award}
              onPress={() => {
                onIssue();
                onClose();
              }}
            >
              {translate('certificate.issue', { count })}
            </Button>
          )}
          <Button onPress={onClose}>{translate(count > 0 ? 'ui.cancel' : 'ui.close')}</Button>
        </>
      }
    >
      <ul className="certificate-checks">
        <CheckLine isMet={lastDayAhead === null}>
          {lastDayAhead === null
            ? translate('certificate.check.over')
            : translate('certificate.check.lastDay', { day: format.date(Date.parse(lastDayAhead)) })}
        </CheckLine>
        <CheckLine isMet={contested === 0}>
          {translate('certificate.check.contested', { count: contested })}{' '}
          {contested > 0 && (
            <TextLink href={props.attendanceHref}>{translate('certificate.check.attendance')}</TextLink>
          )}
        </CheckLine>
        <CheckLine isMet={withoutName === 0}>
          {translate('certificate.check.withoutName', { count: withoutName })}{' '}
          {withoutName > 0 && (
            <TextLink href={props.registerHref}>{translate('certificate.check.register')}</TextLink>
          )}
        </CheckLine>
      </ul>
      <p>{translate('certificate.check.text')}</p>
    </Dialog>
  );
}

function CheckLine({
  isMet,
  children,
}: {
  readonly isMet: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const Icon = isMet ? Check : CircleAlert;
  return (
    <li data-met={isMet}>
      <Icon className="fb-icon" aria-hidden />
      <span>{children}</span>
    </li>
  );
}

const withdrawalReasonKeys: { readonly [R in WithdrawalReason]: PlainMessageKey } = {
  attendance: 'certificate.withdraw.reason.attendance',
  'wrong-person': 'certificate.withdraw.reason.wrongPerson',
  misprint: 'certificate.withdraw.reason.misprint',
  request: 'certificate.withdraw.reason.request',
};

interface WithdrawDialogProps {
  readonly line: NamedCertificateLine;
  readonly onWithdraw: (reason: WithdrawalReason) => void;
  readonly onClose: () => void;
}

function WithdrawDialog({ line, onWithdraw, onClose }: WithdrawDialogProps): ReactElement {
  const translate = useTranslate();
  const [reason, setReason] = useState<WithdrawalReason>('attendance');
  return (
    <Dialog
      role="alertdialog"
      title={translate('certificate.withdraw.title', { code: line.participant.code })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            onPress={() => {
              onWithdraw(reason);
              onClose();
            }}
          >
            {translate('certificate.withdraw')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="fb-form">
        <p>{translate('certificate.withdraw.text')}</p>
        <Select
          label={translate('certificate.withdraw.reason')}
          value={reason}
          onChange={setReason}
          options={WithdrawalReason.options.map((option) => ({
            id: option,
            label: translate(withdrawalReasonKeys[option]),
          }))}
        />
      </div>
    </Dialog>
  );
}

interface CertificateActProps {
  readonly line: NamedCertificateLine;
  readonly onIssueAgain: (participant: string) => void;
  readonly onWithdraw: () => void;
}

/** Act on an issued or a withdrawn certificate. */
function CertificateAct({ line, onIssueAgain, onWithdraw }: CertificateActProps): ReactElement | null {
  const translate = useTranslate();
  const { id, certificate, withdrawnCertificate } = line.participant;
  if (certificate !== null)
    return (
      <Button kind="quiet" onPress={onWithdraw}>
        {translate('certificate.withdraw')}
      </Button>
    );
  return withdrawnCertificate !== null && line.isEarned ? (
    <Button kind="quiet" onPress={() => onIssueAgain(id)}>
      {translate('certificate.issueAgain')}
    </Button>
  ) : null;
}

function CertificateMark({ line }: { readonly line: NamedCertificateLine }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { certificate, withdrawnCertificate } = line.participant;
  if (certificate !== null)
    return (
      <Pill
        meaning="good"
        text={
          line.number ?? translate('certificate.issuedOn', { day: format.date(Date.parse(certificate.on)) })
        }
      />
    );
  if (withdrawnCertificate?.withdrawn !== undefined)
    return (
      <span>
        {translate('certificate.withdrawn', {
          reason: translate(withdrawalReasonKeys[withdrawnCertificate.withdrawn.reason]),
        })}
      </span>
    );
  return line.isEarned ? (
    <Pill meaning="info" text={translate('certificate.earned')} />
  ) : (
    <span>{translate('certificate.notEarned')}</span>
  );
}

import { Globe, KeyRound, Laptop, RotateCcw, Trash2, UserX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { AdminLogRow, ChangePersonRequest, PersonRow } from '#api/admin-api.ts';
import type { GroupRow } from '#api/groups-api.ts';
import type { MailSettings } from '#domain/people/mail-settings.ts';
import { MailAddress, MailLanguage } from '#domain/people/mail-settings.ts';
import { Role } from '#domain/people/role.ts';
import { personText } from '#renderer/console/parts/person-name.tsx';
import { languageFacts, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Checkbox, Dialog, Form, PageSection, Select, TextField } from '#renderer/ui';
import { useGroupRoleText } from './groups-view.tsx';

interface PersonViewProps {
  readonly person: PersonRow;
  readonly logs: readonly AdminLogRow[];
  /** Groups, with those of the person among them. */
  readonly groups?: readonly GroupRow[];
  /** This server sends e-mail. */
  readonly sendsMail: boolean;
  readonly onChange: (changePersonRequest: ChangePersonRequest) => void;
  readonly onCode: (purpose: 'enrol' | 'console') => void;
}

/** One person: role, roles in logs, codes, and removal. */
export function PersonView(props: PersonViewProps): ReactElement {
  const { person: personRow, logs, groups = [], sendsMail, onChange, onCode } = props;
  const translate = useTranslate();
  const { person } = personRow;
  const titleOf = (log: string): string => logs.find((logRow) => logRow.log === log)?.title ?? log;
  if (personRow.deactivatedAtMs !== null) return <p>{translate('console.people.out.text')}</p>;
  const single = personRow.everyLog
    ? personRow.grants.filter(({ role }) => role !== personRow.role)
    : personRow.grants;
  return (
    <div className="console-admin-form">
      <RenamePersonForm
        key={personRow.name}
        name={personRow.name}
        onRename={(name) => onChange({ act: 'rename', person, name })}
      />
      <RoleSelect
        label={translate('console.people.role')}
        role={personRow.role}
        onChange={(role) => onChange({ act: 'role', person, role })}
      />
      <PageSection kind="side" title={translate('console.people.logs')}>
        <EveryLogGrant row={personRow} onChange={onChange} />
        <ul className="console-admin-list">
          {single.map(({ log, role }) => (
            <li key={`${log} ${role}`}>
              <span>
                <bdi>{titleOf(log)}</bdi> · {translate(valueLabels.role[role])}
              </span>
              <Button
                kind="quiet"
                icon={Trash2}
                label={translate('console.people.take.from', {
                  role: translate(valueLabels.role[role]),
                  log: titleOf(log),
                })}
                onPress={() => onChange({ act: 'take', person, log, role })}
              >
                {translate('console.people.take')}
              </Button>
            </li>
          ))}
        </ul>
        <RolesByGroups person={person} groups={groups} logs={logs} />
        {personRow.role !== 'admin' && (
          <GrantRoleForm
            logs={logs}
            role={personRow.role}
            onGive={(log, role) => onChange({ act: 'give', person, log, role })}
          />
        )}
      </PageSection>
      <PageSection kind="side" title={translate('console.people.codes')}>
        <div className="console-admin-actions">
          <Button icon={Laptop} onPress={() => onCode('enrol')}>
            {translate('console.people.enrolCode')}
          </Button>
          {!personRow.hasSecondFactor && (
            <Button icon={KeyRound} onPress={() => onCode('console')}>
              {translate('console.people.consoleCode')}
            </Button>
          )}
        </div>
      </PageSection>
      {(sendsMail || personRow.mail !== null) && (
        <PageSection
          kind="side"
          title={translate('console.people.mail')}
          description={translate(sendsMail ? 'console.people.mail.text' : 'console.people.mail.off')}
        >
          <PersonMailForm
            key={JSON.stringify(personRow.mail)}
            mail={personRow.mail}
            mayChange={sendsMail}
            onChange={(mail) => onChange({ act: 'mail', person, mail })}
          />
        </PageSection>
      )}
      <PageSection kind="side" title={translate('console.people.out.title')}>
        <div className="console-admin-actions">
          {personRow.hasSecondFactor && (
            <GraveActButton
              icon={RotateCcw}
              word={translate('console.people.reset')}
              question={translate('console.people.reset.title', { name: personText(personRow) })}
              consequences={translate('console.people.reset.text', { name: personRow.name })}
              onConfirm={() => onChange({ act: 'reset-sign-in', person })}
            />
          )}
          <GraveActButton
            icon={UserX}
            word={translate('console.people.deactivate')}
            question={translate('console.people.deactivate.title', { name: personText(personRow) })}
            consequences={translate('console.people.deactivate.text', {
              name: personRow.name,
              count: personRow.devices,
            })}
            onConfirm={() => onChange({ act: 'deactivate', person })}
          />
        </div>
      </PageSection>
    </div>
  );
}

/** Form that corrects a person's name. */
function RenamePersonForm({
  name,
  onRename,
}: {
  readonly name: string;
  readonly onRename: (name: string) => void;
}): ReactElement {
  const translate = useTranslate();
  const [draft, setDraft] = useState(name);
  const next = draft.trim();
  const submit = (): void => {
    if (next !== '' && next !== name) onRename(next);
  };
  return (
    <Form name={translate('console.people.rename')} className="console-rename" onSubmit={submit}>
      <TextField label={translate('console.people.name')} value={draft} onChange={setDraft} maxLength={200} />
      {next !== name && (
        <Button type="submit" isDisabled={next === ''}>
          {translate('console.people.rename')}
        </Button>
      )}
    </Form>
  );
}

interface PersonMailFormProps {
  readonly mail: MailSettings | null;
  /** False where this server sends no e-mail: then an address can only be removed. */
  readonly mayChange: boolean;
  readonly onChange: (mailSettings: MailSettings | null) => void;
}

/** Form of a person's e-mail: address, language and digest. */
function PersonMailForm({ mail, mayChange, onChange }: PersonMailFormProps): ReactElement {
  const translate = useTranslate();
  const { language: screenLanguage } = useFormat();
  const [address, setAddress] = useState(mail?.address ?? '');
  const [language, setLanguage] = useState<MailSettings['language']>(
    mail?.language ?? MailLanguage.catch('en').parse(screenLanguage),
  );
  const [digest, setDigest] = useState(mail?.digest ?? true);
  const next = address.trim();
  const isWrong = next !== '' && !MailAddress.safeParse(next).success;
  const isChanged =
    next !== (mail?.address ?? '') ||
    (mail !== null && (language !== mail.language || digest !== mail.digest));
  const save = (): void => {
    if (mayChange && isChanged && next !== '' && !isWrong) onChange({ address: next, language, digest });
  };
  return (
    <Form name={translate('console.people.mail.save')} className="console-admin-form" onSubmit={save}>
      {mayChange ? (
        <>
          <TextField
            label={translate('console.people.mail.address')}
            value={address}
            onChange={setAddress}
            maxLength={254}
            {...(isWrong && { problem: translate('console.people.mail.wrong') })}
          />
          <Select
            label={translate('console.people.mail.language')}
            options={MailLanguage.options.map((mailLanguage) => ({
              id: mailLanguage,
              label: languageFacts[mailLanguage].ownName,
            }))}
            value={language}
            onChange={setLanguage}
          />
          <Checkbox
            label={translate('console.people.mail.digest')}
            state={digest ? 'on' : 'off'}
            onChange={setDigest}
          />
        </>
      ) : (
        <bdi dir="ltr">{mail?.address}</bdi>
      )}
      <div className="console-admin-actions">
        {mayChange && (
          <Button type="submit" isDisabled={!isChanged || next === '' || isWrong}>
            {translate('console.people.mail.save')}
          </Button>
        )}
        {mail !== null && (
          <Button kind="quiet" icon={Trash2} onPress={() => onChange(null)}>
            {translate('console.people.mail.remove')}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** The person's own role in all missions: given, or offered. An administrator reads no mission. */
function EveryLogGrant({
  row,
  onChange,
}: {
  readonly row: PersonRow;
  readonly onChange: (changePersonRequest: ChangePersonRequest) => void;
}): ReactElement | null {
  const translate = useTranslate();
  const { person, role, everyLog } = row;
  if (role === 'admin') return null;
  const values = { name: personText(row), role: translate(valueLabels.role[role]) };
  if (!everyLog)
    return (
      <div>
        <GraveActButton
          icon={Globe}
          word={translate('console.people.everyLog.give')}
          question={translate('console.people.everyLog.give.title', values)}
          consequences={translate('console.people.everyLog.give.text', values)}
          isPlain
          onConfirm={() => onChange({ act: 'give-every-log', person })}
        />
      </div>
    );
  return (
    <div className="console-every-log">
      <span>{translate('console.people.everyLog.has', values)}</span>
      <GraveActButton
        icon={Trash2}
        word={translate('console.people.everyLog.take')}
        question={translate('console.people.everyLog.take.title', values)}
        consequences={translate('console.people.everyLog.take.text', values)}
        onConfirm={() => onChange({ act: 'take-every-log', person })}
      />
    </div>
  );
}

interface GraveActButtonProps {
  readonly icon: typeof UserX;
  readonly word: string;
  /** Question of the dialog. */
  readonly question: string;
  /** Its consequences. */
  readonly consequences: string;
  /** True for an act that takes nothing away. */
  readonly isPlain?: boolean | undefined;
  readonly onConfirm: () => void;
}

/** Act that asks first, in a dialog with its consequences. The first focus is on Cancel. */
function GraveActButton({
  icon,
  word,
  question,
  consequences,
  isPlain = false,
  onConfirm,
}: GraveActButtonProps): ReactElement {
  const translate = useTranslate();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => setIsAsking(false);
  return (
    <>
      <Button icon={icon} onPress={() => setIsAsking(true)}>
        {word}
      </Button>
      <Dialog
        title={question}
        role="alertdialog"
        isOpen={isAsking}
        onClose={close}
        actions={
          <>
            <Button
              kind={isPlain ? 'primary' : 'danger'}
              onPress={() => {
                close();
                onConfirm();
              }}
            >
              {word}
            </Button>
            <Button hasFirstFocus onPress={close}>
              {translate('ui.cancel')}
            </Button>
          </>
        }
      >
        <p>{consequences}</p>
      </Dialog>
    </>
  );
}

interface RoleSelectProps {
  readonly label: string;
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}

/** Choice of a person's role. */
export function RoleSelect({ label, role, onChange }: RoleSelectProps): ReactElement {
  const translate = useTranslate();
  return (
    <Select
      label={label}
      options={Role.options.map((id) => ({ id, label: translate(valueLabels.role[id]) }))}
      value={role}
      // Reading is by log (J5), and an administrator who adds a partner may expect less.
      description={role === 'partner' ? translate('console.people.role.partner') : undefined}
      onChange={(nextRole) => nextRole !== role && onChange(nextRole)}
    />
  );
}

interface GrantRoleFormProps {
  readonly logs: readonly AdminLogRow[];
  readonly role: Role;
  readonly onGive: (logId: AdminLogRow['log'], role: Role) => void;
}

function GrantRoleForm({ logs, role: ownRole, onGive }: GrantRoleFormProps): ReactElement {
  const translate = useTranslate();
  const [logId, setLog] = useState<AdminLogRow['log'] | null>(null);
  const [role, setRole] = useState<Role>(ownRole);
  return (
    <div className="console-admin-form">
      <Select
        label={translate('path.mission')}
        options={logs.map((row) => ({ id: row.log, label: row.title }))}
        value={logId}
        onChange={setLog}
      />
      <RoleSelect label={translate('console.people.roleInLog')} role={role} onChange={setRole} />
      <div>
        <Button isDisabled={logId === null} onPress={() => logId !== null && onGive(logId, role)}>
          {translate('console.people.give')}
        </Button>
      </div>
    </div>
  );
}

interface RolesByGroupsProps {
  readonly person: PersonRow['person'];
  readonly groups: readonly GroupRow[];
  readonly logs: readonly AdminLogRow[];
}

/** Roles that a person has by groups, each with its group. They end with the membership alone. */
function RolesByGroups({ person, groups, logs }: RolesByGroupsProps): ReactElement {
  const translate = useTranslate();
  const textOf = useGroupRoleText(logs);
  return (
    <ul className="console-admin-list">
      {groups
        .filter(({ members }) => members.includes(person))
        .flatMap(({ group, name, roles }) =>
          roles.map((groupRole) => (
            <li key={`${group} ${groupRole.role} ${groupRole.log}`}>
              <bdi>{textOf(groupRole)}</bdi>
              <small>{translate('console.groups.by', { name })}</small>
            </li>
          )),
        )}
    </ul>
  );
}

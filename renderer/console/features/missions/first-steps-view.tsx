import { CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { OpenProgrammeRequest } from '#api/admin-api.ts';
import type { SetupStep } from '#api/signed-in-person-api.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button, DateField, FormDialog, PageSection, TextField, TextLink } from '#renderer/ui';
import './mission-list.css';

/** In their order. */
const setupSteps: readonly SetupStep[] = ['administrators', 'programme', 'manager', 'mission'];

const stepKeys: { readonly [step in SetupStep]: { readonly title: MessageKey; readonly text: MessageKey } } =
  {
    administrators: {
      title: 'console.begin.administrators',
      text: 'console.begin.administrators.text',
    },
    programme: { title: 'console.begin.programme', text: 'console.begin.programme.text' },
    manager: { title: 'console.begin.manager', text: 'console.begin.manager.text' },
    mission: { title: 'console.begin.mission', text: 'console.begin.mission.text' },
  };

/** Commands of the operator for the first administrators; they stay as they are in every language. */
const administratorCommands = [
  'npm run server -- admin add-person --name "NAME" --role admin',
  'npm run server -- admin console-code --person ID',
];

interface FirstStepsViewProps {
  readonly missing: readonly SetupStep[];
  /** Whether this person creates logs and gives roles. */
  readonly administers: boolean;
  /** Whether this person creates missions. */
  readonly createsMissions: boolean;
  readonly peopleHref: string;
  readonly approvalsHref: string;
  readonly onOpenProgramme: (openProgrammeRequest: OpenProgrammeRequest) => void;
  /** Ask for a programme manager of this name, whom a second administrator approves. */
  readonly onAddManager: (name: string) => void;
  readonly onAddMission: () => void;
}

/** Steps of a new headquarters, in their order: those that are done, and the next ones with their buttons. */
export function FirstStepsView(props: FirstStepsViewProps): ReactElement {
  const { missing, administers, createsMissions, peopleHref, approvalsHref } = props;
  const translate = useTranslate();
  const [open, setOpen] = useState<'programme' | 'manager' | null>(null);
  const close = (): void => setOpen(null);
  const actOf = (setupStep: SetupStep): ReactNode => {
    switch (setupStep) {
      case 'administrators':
        return <AdministratorCommands />;
      case 'programme':
        return (
          administers && (
            <Button onPress={() => setOpen('programme')}>{translate('console.begin.programme.add')}</Button>
          )
        );
      case 'manager':
        return (
          administers && (
            <div className="console-first-acts">
              <Button isDisabled={missing.includes('administrators')} onPress={() => setOpen('manager')}>
                {translate('console.begin.manager.add')}
              </Button>
              <TextLink href={approvalsHref}>{translate('approvals.title')}</TextLink>
            </div>
          )
        );
      case 'mission':
        return (
          createsMissions && <Button onPress={props.onAddMission}>{translate('console.missions.add')}</Button>
        );
    }
  };
  return (
    <PageSection
      title={translate('console.begin.title')}
      description={translate(administers ? 'console.begin.text' : 'console.begin.text.reader')}
    >
      <ol className="console-first-steps">
        {setupSteps.map((setupStep) => {
          const isDone = !missing.includes(setupStep);
          const { title, text } = stepKeys[setupStep];
          const Icon = isDone ? CircleCheck : CircleDashed;
          return (
            <li key={setupStep} data-done={isDone || undefined}>
              <Icon className="fb-icon" aria-hidden />
              <div>
                <strong>{translate(title)}</strong>
                {isDone ? (
                  <span className="fb-hidden">{translate('ui.meaning.good')}</span>
                ) : (
                  <>
                    <p>{translate(text)}</p>
                    {actOf(setupStep)}
                  </>
                )}
              </div>
            </li>
          );
        })}
        <li>
          <CircleDashed className="fb-icon" aria-hidden />
          <div>
            <strong>{translate('console.begin.people')}</strong>
            <p>{translate('console.begin.people.text')}</p>
            {administers && <TextLink href={peopleHref}>{translate('console.missions.toPeople')}</TextLink>}
          </div>
        </li>
      </ol>
      {open === 'programme' && (
        <ProgrammeDialog
          onSave={(openProgrammeRequest) => {
            close();
            props.onOpenProgramme(openProgrammeRequest);
          }}
          onClose={close}
        />
      )}
      {open === 'manager' && (
        <ManagerDialog
          onSave={(name) => {
            close();
            props.onAddManager(name);
          }}
          onClose={close}
        />
      )}
    </PageSection>
  );
}

/** The other way to the second administrator, for one who has no set-up code any more. */
function AdministratorCommands(): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <p>{translate('console.begin.administrators.command')}</p>
      {administratorCommands.map((command) => (
        <code key={command} dir="ltr">
          {command}
        </code>
      ))}
    </>
  );
}

interface StepDialogProps<Values> {
  readonly onSave: (values: Values) => void;
  readonly onClose: () => void;
}

/** Name, first and last day of the programme. */
function ProgrammeDialog({ onSave, onClose }: StepDialogProps<OpenProgrammeRequest>): ReactElement {
  const translate = useTranslate();
  const [title, setTitle] = useState('');
  const [days, setDays] = useState<{ readonly from: string | null; readonly to: string | null }>({
    from: null,
    to: null,
  });
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const save = (): void => {
    const { from, to } = days;
    if (title.trim() === '') setProblem('console.begin.programme.nameless');
    else if (from === null || to === null) setProblem('console.begin.programme.dayless');
    else if (to < from) setProblem('console.mission.endsBeforeItStarts');
    else onSave({ title: title.trim(), startsOn: from, endsOn: to });
  };
  return (
    <FormDialog
      title={translate('console.begin.programme.add')}
      act={translate('console.begin.programme.add')}
      problem={problem === null ? null : translate(problem)}
      onAct={save}
      onClose={onClose}
    >
      <TextField
        label={translate('path.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
      />
      <DateField
        label={translate('path.from')}
        value={days.from}
        onChange={(from) => setDays({ ...days, from })}
      />
      <DateField
        label={translate('path.to')}
        description={translate('console.begin.programme.end')}
        value={days.to}
        onChange={(to) => setDays({ ...days, to })}
      />
    </FormDialog>
  );
}

/** Name of the programme manager. */
function ManagerDialog({ onSave, onClose }: StepDialogProps<string>): ReactElement {
  const translate = useTranslate();
  const [name, setName] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <FormDialog
      title={translate('console.begin.manager.add')}
      act={translate('console.begin.manager.ask')}
      problem={isEmpty ? translate('console.begin.name.empty') : null}
      onAct={() => (name.trim() === '' ? setIsEmpty(true) : onSave(name.trim()))}
      onClose={onClose}
    >
      <TextField
        label={translate('console.people.name')}
        description={translate('console.begin.manager.approval')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  );
}

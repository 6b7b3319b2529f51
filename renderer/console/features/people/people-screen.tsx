import { type ReactElement, useState } from 'react';
import type { ChangePerson, CodeAnswer } from '#renderer/console/api/answers.ts';
import type { PersonId } from '#domain/ids.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotify } from '#renderer/ui/notices.tsx';
import { AddLogView, AddPersonView } from './add-views.tsx';
import { CodeView } from './code-view.tsx';
import { PeopleView } from './people-view.tsx';
import { PersonView } from './person-view.tsx';
import './people.css';

type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'addPerson' }
  | { readonly kind: 'addLog' }
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'code'; readonly purpose: 'enrol' | 'console'; readonly code: CodeAnswer };

const codeMinutes = 60;

/** People, their roles and codes. */
export function PeopleScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.get('people', client.admin.people);
  const people = useResource(resource);
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  const close = (): void => setOpen({ kind: 'nothing' });
  const closeAndReload = (): void => {
    close();
    resource.reload();
  };
  /** Where an act waits for a second person, that is said: on this screen nothing changes. */
  const sayIfWaiting = ({ waitsFor }: { readonly waitsFor?: string | undefined }): void => {
    if (waitsFor !== undefined) notify({ meaning: 'wait', text: say('approvals.asked') });
    resource.reload();
  };
  const change = (wanted: ChangePerson): void => act(client.admin.changePerson(wanted), sayIfWaiting);
  const makeCode = (person: PersonId, purpose: 'enrol' | 'console'): void =>
    act(client.admin.makeCode({ person, purpose, minutes: codeMinutes }), (code) =>
      setOpen({ kind: 'code', purpose, code }),
    );

  return (
    <ConsoleFrame place="people" head={{ title: say('console.people.title') }} shows={people}>
      <Shown of={people} onTryAgain={resource.reload}>
        {(answer) => {
          const chosen =
            open.kind === 'person' ? answer.people.find((row) => row.person === open.person) : undefined;
          return (
            <>
              <PeopleView
                {...answer}
                onOpen={({ person }) => setOpen({ kind: 'person', person })}
                onAddPerson={() => setOpen({ kind: 'addPerson' })}
                onAddLog={() => setOpen({ kind: 'addLog' })}
              />
              <Dialog title={say('console.people.add')} isOpen={open.kind === 'addPerson'} onClose={close}>
                <AddPersonView
                  onAdd={(person) =>
                    act(client.admin.addPerson(person), (added) => {
                      close();
                      sayIfWaiting(added);
                    })
                  }
                />
              </Dialog>
              <Dialog title={say('console.people.addLog')} isOpen={open.kind === 'addLog'} onClose={close}>
                <AddLogView onAdd={(log) => act(client.admin.addLog(log), closeAndReload)} />
              </Dialog>
              <Dialog
                title={chosen?.name ?? ''}
                isOpen={chosen !== undefined}
                onClose={close}
                width="l"
                actions={<Button onPress={close}>{say('ui.close')}</Button>}
              >
                {chosen && (
                  <PersonView
                    person={chosen}
                    logs={answer.logs}
                    onChange={change}
                    onCode={(purpose) => makeCode(chosen.person, purpose)}
                  />
                )}
              </Dialog>
              <Dialog
                title={say('console.people.code')}
                isOpen={open.kind === 'code'}
                onClose={close}
                actions={<Button onPress={close}>{say('ui.close')}</Button>}
              >
                {open.kind === 'code' && <CodeView {...open} />}
              </Dialog>
            </>
          );
        }}
      </Shown>
    </ConsoleFrame>
  );
}

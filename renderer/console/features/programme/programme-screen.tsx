import type { ReactElement } from 'react';
import { useConsole, usePolledResource, useServerAction } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, ResourceContent } from '#renderer/console/app/console-frame.tsx';
import { useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';
import { ProgrammeView } from './programme-view.tsx';

/** The programme for everybody, with its settings and due erasures for the people who manage it. */
export function ProgrammeScreen(): ReactElement {
  const translate = useTranslate();
  const act = useServerAction();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('programme', client.readProgramme);
  const answer = usePolledResource(resource);
  return (
    <ConsoleFrame
      place="programme"
      head={{ title: translate('value.documentKind.programme') }}
      shows={answer}
    >
      <ResourceContent of={answer} onTryAgain={resource.reload}>
        {(shown) => (
          <ProgrammeView
            {...shown}
            onChangeFacts={(changes) =>
              act(client.setProgrammeFacts(changes), () => {
                notify({ meaning: 'good', text: translate('programme.facts.saved') });
                resource.reload();
              })
            }
            onSetEnd={(end) =>
              act(client.setProgrammeEnd(end), () => {
                notify({ meaning: 'good', text: translate('programme.end.saved') });
                resource.reload();
              })
            }
            onSetEraseAfter={(change) =>
              act(client.setEraseAfter(change), () => {
                notify({
                  meaning: 'good',
                  text: translate(
                    change.eraseAfter === null ? 'programme.vaults.savedOff' : 'programme.vaults.saved',
                  ),
                });
                resource.reload();
              })
            }
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

import type { ReactElement } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNotify } from '#renderer/ui/notices.tsx';
import { ProgrammeView } from './programme-view.tsx';

/** What is said of the programme and what is due to be erased, for those who look after it. */
export function ProgrammeScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.get('programme', client.programme);
  const answer = useResource(resource);
  return (
    <ConsoleFrame place="programme" head={{ title: say('programme.title') }} shows={answer}>
      <Shown of={answer} onTryAgain={resource.reload}>
        {(shown) => (
          <ProgrammeView
            {...shown}
            onSetEnd={(end) =>
              act(client.setProgrammeEnd(end), () => {
                notify({ meaning: 'good', text: say('programme.end.saved') });
                resource.reload();
              })
            }
            onSetEraseAfter={(change) =>
              act(client.setEraseAfter(change), () => {
                notify({
                  meaning: 'good',
                  text: say(
                    change.eraseAfter === null ? 'programme.vaults.savedOff' : 'programme.vaults.saved',
                  ),
                });
                resource.reload();
              })
            }
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}

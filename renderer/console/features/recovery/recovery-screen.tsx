import { type ReactElement, useState } from 'react';
import type { RecoveryAnswer } from '#renderer/console/api/answers.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RecoveryAnswerView } from './recovery-answer-view.tsx';
import { RecoveryView } from './recovery-view.tsx';

/** Starts, approves and gives up recoveries; the answer of an approval is on this page alone, until it is closed. */
export function RecoveryScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, resources } = useConsole();
  const resource = resources.get('recoveries', client.admin.recoveries);
  const recoveries = useResource(resource);
  const [answer, setAnswer] = useState<RecoveryAnswer | null>(null);
  return (
    <ConsoleFrame place="recovery" head={{ title: say('console.recovery.title') }} shows={recoveries}>
      <Shown of={recoveries} onTryAgain={resource.reload}>
        {(shown) => (
          <RecoveryView
            {...shown}
            onStart={({ vault }) => act(client.admin.startRecovery(vault), resource.reload)}
            onApprove={({ recovery }) =>
              act(client.admin.approveRecovery(recovery), (given) => {
                setAnswer(given);
                resource.reload();
              })
            }
            onCancel={({ recovery }) => act(client.admin.cancelRecovery(recovery), resource.reload)}
          />
        )}
      </Shown>
      <Dialog
        title={say('console.recovery.answer')}
        isOpen={answer !== null}
        onClose={() => setAnswer(null)}
        role="alertdialog"
        width="l"
        actions={<Button onPress={() => setAnswer(null)}>{say('ui.close')}</Button>}
      >
        {answer && <RecoveryAnswerView {...answer} />}
      </Dialog>
    </ConsoleFrame>
  );
}

import type { ReactElement } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { OpenKeyView } from './open-key-view.tsx';
import { RecoveryAnswerView } from './recovery-answer-view.tsx';
import { RecoveryView } from './recovery-view.tsx';
import { useOpening } from './use-opening.ts';

/** Starts, approves and gives up recoveries; an approved key is opened on this page alone, until it is closed. */
export function RecoveryScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, resources } = useConsole();
  const resource = resources.get('recoveries', client.admin.recoveries);
  const recoveries = useResource(resource);
  const { step, begin, open, end } = useOpening();
  return (
    <ConsoleFrame place="recovery" head={{ title: say('console.recovery.title') }} shows={recoveries}>
      <Shown of={recoveries} onTryAgain={resource.reload}>
        {(shown) => (
          <RecoveryView
            {...shown}
            onStart={({ vault }) => act(client.admin.startRecovery(vault), resource.reload)}
            onApprove={({ recovery }) =>
              act(client.admin.approveRecovery(recovery), (given) => {
                begin(given);
                resource.reload();
              })
            }
            onCancel={({ recovery }) => act(client.admin.cancelRecovery(recovery), resource.reload)}
          />
        )}
      </Shown>
      <Dialog
        title={say(step?.kind === 'opened' ? 'console.recovery.answer' : 'console.recovery.open')}
        isOpen={step !== null}
        onClose={end}
        role="alertdialog"
        width="l"
        actions={<Button onPress={end}>{say('ui.close')}</Button>}
      >
        {step?.kind === 'opened' && <RecoveryAnswerView {...step.answer} />}
        {step !== null && step.kind !== 'opened' && (
          <OpenKeyView
            isOpening={step.kind === 'opening'}
            refusal={step.kind === 'asking' ? step.refusal : null}
            onOpen={open}
          />
        )}
      </Dialog>
    </ConsoleFrame>
  );
}

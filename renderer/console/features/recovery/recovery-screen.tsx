import { type ReactElement, useCallback, useState } from 'react';
import type { ApprovedRecoveryResponse } from '#api/admin-api.ts';
import type { OpeningRefusal } from '#renderer/console/api/open-escrowed-key.ts';
import { openEscrowedKey } from '#renderer/console/api/open-escrowed-key.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';
import type { RecoveryResponse } from '#sync/recovery/recovery-response.ts';
import { type KeyFileWords, OpenVaultKeyView } from './open-vault-key-view.tsx';
import { RecoveryResponseView, RecoveryView } from './recovery-view.tsx';

/** A key file has some kilobytes; a larger file is none. */
const maximumKeyFileBytes = 65_536;

type KeyOpeningStep =
  | { readonly kind: 'asking'; readonly refusal: OpeningRefusal | null }
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly response: RecoveryResponse };

interface KeyOpening {
  /** Null where nothing was approved on this page. */
  readonly step: KeyOpeningStep | null;
  readonly begin: (approvedRecoveryResponse: ApprovedRecoveryResponse) => void;
  readonly open: (keyFileWords: KeyFileWords) => void;
  /** Forget encrypted key and answer. */
  readonly end: () => void;
}

/**
 * Opening of one approved recovery, from its encrypted key to block and words; all of it is in this page
 * alone.
 */
function useKeyOpening(): KeyOpening {
  const [approvedRecoveryResponse, setApproved] = useState<ApprovedRecoveryResponse | null>(null);
  const [step, setStep] = useState<KeyOpeningStep | null>(null);
  const open = useCallback(
    ({ file, words }: KeyFileWords) => {
      if (approvedRecoveryResponse === null) return;
      setStep({ kind: 'opening' });
      const opening = async (): Promise<void> => {
        const text = file.size > maximumKeyFileBytes ? '' : await file.text();
        const opened = await openEscrowedKey(approvedRecoveryResponse.sealed, text, words);
        setStep(
          opened.ok
            ? { kind: 'opened', response: opened.value }
            : { kind: 'asking', refusal: opened.refusal },
        );
      };
      // The page draws its progress before the work factor of the words keeps it busy.
      requestAnimationFrame(() => setTimeout(() => void opening(), 0));
    },
    [approvedRecoveryResponse],
  );
  return {
    step,
    begin: (nextResponse) => {
      setApproved(nextResponse);
      setStep({ kind: 'asking', refusal: null });
    },
    open,
    end: () => {
      setApproved(null);
      setStep(null);
    },
  };
}

/** Start, approve and cancel recoveries; an approved key is opened on this page alone, until it is closed. */
export function RecoveryScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('recoveries', client.admin.listRecoveries);
  const recoveries = usePolledResource(resource);
  const [listQuery, setList] = useListQuery();
  const { step, begin, open, end } = useKeyOpening();
  return (
    <ConsoleFrame
      railItem="recovery"
      head={{ title: translate('console.recovery.title') }}
      shows={recoveries}
    >
      <ResourceContent of={recoveries} onTryAgain={resource.reload}>
        {(shownRecoveriesResponse) => (
          <RecoveryView
            {...shownRecoveriesResponse}
            list={listQuery}
            onList={setList}
            onStart={({ vault }) => runServerAction(client.admin.startRecovery(vault), resource.reload)}
            onApprove={({ recovery }) =>
              runServerAction(client.admin.approveRecovery(recovery), (given) => {
                begin(given);
                resource.reload();
              })
            }
            onCancel={({ recovery }) =>
              runServerAction(client.admin.cancelRecovery(recovery), resource.reload)
            }
          />
        )}
      </ResourceContent>
      <Dialog
        title={translate(step?.kind === 'opened' ? 'console.recovery.answer' : 'console.recovery.open')}
        isOpen={step !== null}
        onClose={end}
        role="alertdialog"
        width="l"
        actions={<Button onPress={end}>{translate('ui.close')}</Button>}
      >
        {step?.kind === 'opened' && <RecoveryResponseView {...step.response} />}
        {step !== null && step.kind !== 'opened' && (
          <OpenVaultKeyView
            isOpening={step.kind === 'opening'}
            refusal={step.kind === 'asking' ? step.refusal : null}
            onOpen={open}
          />
        )}
      </Dialog>
    </ConsoleFrame>
  );
}

import { type ReactElement, useState } from 'react';
import { unreachable } from '#base/result.ts';
import type { LogId } from '#domain/ids.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import type { RemoveMissionResult } from '#renderer/store/api/store-api.ts';
import { Button } from '#renderer/ui';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { RemoveMissionDialogView } from './remove-mission-dialog-view.tsx';

interface RemoveMissionProps {
  readonly log: LogId;
  readonly title: string;
  readonly onRemoved?: (() => void) | undefined;
}

/** Button that removes a mission from this laptop, with the question before. */
export function RemoveMission(props: RemoveMissionProps): ReactElement {
  const translate = useTranslate();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button label={`${translate('travel.off.act')}: ${props.title}`} onPress={() => setAsked(true)}>
        {translate('travel.off.act')}
      </Button>
      {isAsked && <RemoveMissionDialog {...props} onClose={() => setAsked(false)} />}
    </>
  );
}

function RemoveMissionDialog({
  log,
  title,
  onRemoved,
  onClose,
}: RemoveMissionProps & { readonly onClose: () => void }): ReactElement | null {
  const { store } = useFieldServices();
  const onlyHere = useStoreQuery('onlyHere', { log });
  const [mayErase, setMayErase] = useState(false);
  const [refusal, setRefusal] = useState<Message | null>(null);
  if (onlyHere.kind === 'loading') return null;
  const removeMission = async (): Promise<void> => {
    const result = await store
      .removeMission(log, mayErase ? 'erase' : 'keep')
      .catch((): 'failed' => 'failed'); // the reason is in the store's status, which the frame shows
    const message = removalRefusalMessage(result);
    setRefusal(message);
    if (message !== null) return;
    onClose();
    onRemoved?.();
  };
  return (
    <RemoveMissionDialogView
      title={title}
      onlyHere={onlyHere.result}
      mayErase={mayErase}
      refusal={refusal}
      onMayErase={setMayErase}
      onRemove={() => void removeMission()}
      onClose={onClose}
    />
  );
}

function removalRefusalMessage(result: RemoveMissionResult | 'failed'): Message | null {
  if (result === 'failed') return { key: 'travel.off.refused.failed' };
  if (result.kind === 'removed') return null;
  const { reason } = result;
  switch (reason.kind) {
    case 'onlyHere':
      return { key: 'travel.off.refused.onlyHere' };
    case 'notAtHeadquarters':
      return reason.unsent > 0
        ? { key: 'travel.off.refused.unsent', values: { count: reason.unsent } }
        : { key: 'travel.off.refused.unsure' };
    default:
      return unreachable(reason);
  }
}

import { type ReactElement, useState } from 'react';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useNewPassphrase } from '#renderer/field/app/use-new-passphrase.ts';
import { useNotify } from '#renderer/ui/notices.tsx';
import { ChangePassphraseView } from './change-passphrase-view.tsx';

/** Asks for both passphrases and changes them; the vault's key stays the same, so nothing else is written. */
export function ChangePassphrase({ onClose }: { readonly onClose: () => void }): ReactElement {
  const say = useSay();
  const { host } = useField();
  const notify = useNotify();
  const choice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isChanging, setChanging] = useState(false);

  const change = async (current: string, next: string): Promise<void> => {
    setChanging(true);
    const answer = await host.ask('vault.changePassphrase', { current, next });
    setChanging(false);
    setRefusal(changeMessage(answer));
    if (answer.kind !== 'changed') return;
    notify({ meaning: 'good', text: say('vault.change.done') });
    onClose();
  };
  return (
    <ChangePassphraseView
      choice={choice}
      refusal={refusal}
      isChanging={isChanging}
      onChange={(current, next) => void change(current, next)}
      onClose={onClose}
    />
  );
}

/** Why it was not changed, and what to do; null when it was. */
function changeMessage(answer: HostAnswer<'vault.changePassphrase'>): Message | null {
  switch (answer.kind) {
    case 'changed':
      return null;
    case 'wrong':
      return { key: 'vault.wrong' };
    case 'wait':
      return { key: 'vault.wait', values: { seconds: Math.ceil(answer.waitMs / 1_000) } };
    case 'refused':
      return { key: answer.code === 'weak' ? 'vault.refused.weak' : 'vault.refused.failed' };
  }
}

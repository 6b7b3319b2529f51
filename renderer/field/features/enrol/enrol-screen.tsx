import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { enrolMessage } from './enrol-message.ts';
import { type EnrolForm, EnrolView } from './enrol-view.tsx';

/**
 * Makes this laptop known to headquarters. A code that came with the start of the app is used by the store by itself;
 * the form shows it filled in, so that a person can try again if that failed.
 */
export function EnrolScreen(): ReactElement {
  const say = useSay();
  const { store, session } = useField();
  const [isJoining, setJoining] = useState(false);
  const [refusal, setRefusal] = useState<Message | null>(null);

  const join = async ({ url, code, label }: EnrolForm): Promise<void> => {
    setJoining(true);
    setRefusal(enrolMessage(await store.enrol(url, code, label)));
    setJoining(false);
  };

  return (
    <EnrolView
      key={session.offer?.code ?? ''}
      initial={{
        url: session.offer?.url ?? '',
        code: session.offer?.code ?? '',
        label: say('enrol.label.default'),
      }}
      isJoining={isJoining}
      refusal={refusal}
      onJoin={(form) => void join(form)}
    />
  );
}

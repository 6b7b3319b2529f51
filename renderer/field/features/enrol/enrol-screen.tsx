import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { usePreferences } from '#renderer/field/app/preferences-context.tsx';
import { enrolMessage } from './enrol-message.ts';
import { type EnrolForm, EnrolView } from './enrol-view.tsx';
import { JoiningView } from './joining-view.tsx';

/**
 * Makes this laptop known to headquarters. A code that came with the start of the app is used by the store by itself;
 * if that fails, the form shows it filled in, says why, and a person can try again.
 */
export function EnrolScreen(): ReactElement {
  const say = useSay();
  const { store, session } = useField();
  const { preferences, choose } = usePreferences();
  const [isJoining, setJoining] = useState(false);
  const [refusal, setRefusal] = useState<Message | null>(null);

  const join = async ({ url, code, label }: EnrolForm): Promise<void> => {
    setJoining(true);
    setRefusal(enrolMessage(await store.enrol(url, code, label)));
    setJoining(false);
  };

  const { offer } = session;
  if (offer !== null && offer.failure === null) return <JoiningView url={offer.url} />;
  return (
    <EnrolView
      initial={{
        url: offer?.url ?? '',
        code: offer?.code ?? '',
        label: say('enrol.label.default'),
      }}
      isJoining={isJoining}
      refusal={refusal ?? (offer?.failure ? enrolMessage(offer.failure) : null)}
      onJoin={(form) => void join(form)}
      language={preferences.language}
      onLanguage={(language) => choose({ language })}
    />
  );
}

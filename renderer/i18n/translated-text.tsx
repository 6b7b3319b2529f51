import type { ReactElement } from 'react';
import { useI18n } from './use-translate.ts';
import { languageFacts } from './language.ts';
import type { MessageKey, MessageValues } from './message.ts';

interface TranslatedTextProps {
  readonly of: MessageKey;
  readonly values?: MessageValues | undefined;
}

/** Message as an element: an untranslated one tells screen readers its language (`lang`, `dir`). */
export function TranslatedText({ of, values }: TranslatedTextProps): ReactElement {
  const { language, translate } = useI18n();
  const said = translate({ key: of, values });
  if (said.language === language) return <>{said.text}</>;

  return (
    <span lang={said.language} dir={languageFacts[said.language].direction}>
      {said.text}
    </span>
  );
}

import { useLayoutEffect, useMemo, type ReactElement, type ReactNode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components';
import { createLanguageFormat } from './language-format.ts';
import { I18nContext } from './use-translate.ts';
import { languageFacts } from './language.ts';
import { createMessageTranslator, type ScreenMessageSet } from './message-translator.ts';

interface I18nProviderProps {
  /** Of one language; another one is another object. */
  readonly speech: ScreenMessageSet;
  /** IANA name; without it the machine's own. Tests and the gallery pin it. */
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

/**
 * Provider of the language for everything inside, for `<html lang dir>` and for the component library. One
 * per document.
 */
export function I18nProvider({ speech, timeZone, children }: I18nProviderProps): ReactElement {
  const { language } = speech;
  const { direction, locale } = languageFacts[language];
  const i18n = useMemo(
    () => ({
      language,
      translate: createMessageTranslator(speech),
      format: createLanguageFormat(language, timeZone),
    }),
    [speech, language, timeZone],
  );

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);

  return (
    <AriaI18nProvider locale={locale}>
      <I18nContext value={i18n}>{children}</I18nContext>
    </AriaI18nProvider>
  );
}

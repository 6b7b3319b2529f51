import { pageUrl } from '../protocol/app-address.ts';
import { type ShellLanguage, wordsByLanguage } from './words.ts';

/** What stands in the window when the app has stopped again and again: no script, no style, one way back. */
export function problemPage(language: ShellLanguage): string {
  const { stoppedTitle, stoppedText, startAgain } = wordsByLanguage[language];
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Fieldbook</title></head>
<body><main><h1>${stoppedTitle}</h1><p>${stoppedText}</p><p><a href="${pageUrl}">${startAgain}</a></p></main></body>
</html>
`;
}

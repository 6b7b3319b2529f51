import { Menu } from 'electron';
import { appMenu, type MenuParts } from './app-menu.ts';
import { type ShellLanguage, wordsByLanguage } from './words.ts';

export interface ShellMenu {
  /** What the shell speaks: its menu and its own pages. */
  readonly language: () => ShellLanguage;
  /** Shows the menu, in this language from now on. */
  readonly speak: (language: ShellLanguage) => void;
}

/** The app's menu in the language that the person chose last. It is not shown before it is told to speak. */
export function createShellMenu(first: ShellLanguage, parts: Omit<MenuParts, 'words'>): ShellMenu {
  let spoken = first;
  return {
    language: () => spoken,
    speak(language) {
      spoken = language;
      Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu({ ...parts, words: wordsByLanguage[spoken] })));
    },
  };
}

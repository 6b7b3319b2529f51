import type { MenuItemConstructorOptions } from 'electron';
import type { HostEventPayload } from '#renderer/host/host-contract.ts';
import type { ShellLabels } from './shell-labels.ts';

export type AppMenuCommand = HostEventPayload<'menu.chosen'>['command'];

export interface AppMenuOptions {
  readonly words: ShellLabels;
  readonly platform: NodeJS.Platform;
  /** Whether this is a release; developer tools and reload exist only in development. */
  readonly isPackaged: boolean;
  readonly choose: (appMenuCommand: AppMenuCommand) => void;
  /** Lock in the shell: it must work when the page hangs. */
  readonly lock: () => void;
}

/** Build the menu by the platform's conventions. Keys that the page handles are shown but not registered. */
export function appMenuTemplate({
  words,
  platform,
  isPackaged,
  choose,
  lock,
}: AppMenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (
    label: string,
    name: AppMenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => choose(name),
    ...(accelerator && { accelerator, registerAccelerator: false }),
  });
  const settings: MenuItemConstructorOptions = {
    ...command(words.settings, 'settings', 'CmdOrCtrl+,'),
    registerAccelerator: true,
  };
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const role = (label: string, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label,
    role: name,
  });

  return [
    ...(isMac ? [appleMenuTemplate(words, settings)] : []),
    {
      label: words.file,
      submenu: [
        command(words.sync, 'sync'),
        { label: words.lock, accelerator: 'CmdOrCtrl+L', click: lock },
        ...(isMac ? [role(words.close, 'close')] : [settings, line, role(words.quit, 'quit')]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        role(words.undo, 'undo'),
        role(words.redo, 'redo'),
        line,
        role(words.cut, 'cut'),
        role(words.copy, 'copy'),
        role(words.paste, 'paste'),
        role(words.pasteWithoutFormat, 'pasteAndMatchStyle'),
        role(words.selectAll, 'selectAll'),
        line,
        command(words.search, 'search', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: words.view,
      submenu: [
        role(words.actualSize, 'resetZoom'),
        role(words.zoomIn, 'zoomIn'),
        role(words.zoomOut, 'zoomOut'),
        line,
        role(words.fullScreen, 'togglefullscreen'),
        ...(isPackaged ? [] : [line, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
      ],
    },
    ...(isMac ? [{ label: words.window, role: 'windowMenu' as const }] : []),
    { label: words.help, role: 'help', submenu: [command(words.shortcuts, 'shortcuts', '?')] },
  ];
}

function appleMenuTemplate(
  shellLabels: ShellLabels,
  settings: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { label: shellLabels.about, role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { label: shellLabels.hide, role: 'hide' },
      { label: shellLabels.hideOthers, role: 'hideOthers' },
      { label: shellLabels.showAll, role: 'unhide' },
      { type: 'separator' },
      { label: shellLabels.quit, role: 'quit' },
    ],
  };
}

import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { enrolLinkText } from '#domain/people/enrol-link.ts';
import { filmOfCode } from '#tests/support/app/film-of-code.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

test('[security 4] a laptop enrols by QR code; camera access covers that scan and afterwards needs consent', async () => {
  const { folder, remove } = await temporaryFolder();
  const serverProcess = await startServer(path.join(folder, 'server'));
  const programme = await setUpProgramme(path.join(folder, 'server'));
  const code = await programme.leadCode();
  const camera = path.join(folder, 'camera.y4m');
  filmOfCode(camera, enrolLinkText({ at: serverProcess.url, code }));
  const laptop = await startLaptop({ profile: path.join(folder, 'laptop'), camera });
  const { page } = laptop;
  const address = page.getByLabel('Address of headquarters');
  await expect(address).toHaveValue('');
  expect(await film(page), 'before the scan').toBe('NotAllowedError');

  await page.getByRole('button', { name: 'Scan the code' }).click();
  await expect(address).toHaveValue(serverProcess.url, { timeout: 30_000 });
  await expect(page.getByRole('textbox', { name: /^Code/ })).toHaveValue(code);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('The code was read.')).toBeVisible();
  expect(await film(page), 'after the scan').toBe('NotAllowedError');

  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('link', { name: 'My missions' }).first()).toBeVisible({ timeout: 30_000 });
  await answerDialog(laptop, 'No');
  expect(await beginScan(page), 'the person said no').toBe(false);
  expect(await film(page), 'once it has joined').toBe('NotAllowedError');
  await answerDialog(laptop, 'Use the camera');
  expect(await beginScan(page), 'the person said yes').toBe(true);
  expect(await film(page), 'for a colleague’s device').toBe('given');

  await laptop.quit();
  await serverProcess.stop();
  await remove();
});

/** Have the shell's own dialog answered by this button, since no test can press one of the system. */
const answerDialog = ({ app }: Laptop, button: string): Promise<void> =>
  app.evaluate(({ dialog }, wanted) => {
    const answer = async (...asked: readonly unknown[]) => {
      const { buttons = [] } = asked.at(-1) as { readonly buttons?: readonly string[] };
      return { response: buttons.indexOf(wanted), checkboxChecked: false };
    };
    dialog.showMessageBox = answer;
  }, button);

/** Answer to a page that turns the camera on. */
const film = (page: Page): Promise<string> =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      (error: Error) => error.name,
    ),
  );

/** Tell the shell that a scan begins, as any code in the page could. */
const beginScan = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const take = ({ data, ports: [port] }: MessageEvent<unknown>): void => {
          if (data !== 'fieldbook:host-port' || !port) return;
          window.removeEventListener('message', take);
          port.addEventListener('message', ({ data: reply }: MessageEvent<object>) => {
            if ('answer' in reply) resolve(reply.answer);
          });
          port.start();
          port.postMessage({ id: 1, channel: 'camera.scan', ask: true });
        };
        window.addEventListener('message', take);
        window.postMessage('fieldbook:connect-host', location.origin);
      }),
  );

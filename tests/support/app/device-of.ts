import type { Page } from '@playwright/test';

/** The id under which headquarters knows the device of the open vault. */
export const deviceOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      const take = ({ data, ports }: MessageEvent<unknown>): void => {
        if (data !== 'fieldbook:host-port' || !ports[0]) return;
        window.removeEventListener('message', take);
        resolve(ports[0]);
      };
      window.addEventListener('message', take);
      window.postMessage('fieldbook:connect-host', location.origin);
    });
    return new Promise<string>((resolve) => {
      port.addEventListener('message', ({ data }: MessageEvent<{ answer?: { device: string } }>) => {
        if (data.answer) resolve(data.answer.device);
      });
      port.start();
      port.postMessage({ id: 1, channel: 'device.identity', ask: null });
    });
  });

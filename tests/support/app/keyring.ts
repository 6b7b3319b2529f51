import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';

/** The keychain of an account on a Linux desktop: GNOME's, open as after a sign-in, with a folder of its own. */
export interface Keyring {
  /** For the environment of the app. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Start a session bus with the keyring of this folder on it. The same folder is the same keyring. */
export async function startKeyring(folder: string): Promise<Keyring> {
  fs.mkdirSync(folder, { recursive: true });
  const session = spawn('dbus-run-session', ['--', 'sh', '-c', openAndWait], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder },
  });
  session.stdin.end();
  const [address] = (await once(createInterface({ input: session.stdout }), 'line')) as [string];
  return {
    environment: { DBUS_SESSION_BUS_ADDRESS: address, XDG_CURRENT_DESKTOP: 'GNOME' },
    async stop() {
      const ended = once(session, 'exit');
      // Its child ends, and with it the session and everything on its bus.
      process.kill(Number(fs.readFileSync(`${folder}/waiting`, 'utf8')), 'SIGTERM');
      await ended;
    },
  };
}

/**
 * Prints the bus address when the keyring is open; then waits. The password is the account's; nothing here depends on
 * it.
 */
const openAndWait = `printf pass | gnome-keyring-daemon --unlock --components=secrets > /dev/null
echo $$ > "$HOME/waiting"
echo "$DBUS_SESSION_BUS_ADDRESS"
exec sleep 3600`;

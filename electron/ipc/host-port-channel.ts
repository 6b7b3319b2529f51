/** The one IPC channel of the shell. The preload script sends the shell's end of a host port on it. */
export const hostPortChannel = 'fieldbook:host-port';

/** The one IPC channel of the shell: on it the preload script hands over the shell's end of a host port. */
export const hostPortChannel = 'fieldbook:host-port';

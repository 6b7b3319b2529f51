// `node build/run.mjs NAME [...]` runs build/NAME.mjs with Node 24 or newer; every script of package.json
// begins so. Old syntax on purpose up to here: an old Node must get the sentence, not a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  void import('./setup/start-command.mjs').then(({ startCommand }) => startCommand(process.argv.slice(2)));
} else {
  console.error(`[setup] Fieldbook needs Node 20.19 or newer to begin; this is ${process.version}.`);
  process.exitCode = 1;
}

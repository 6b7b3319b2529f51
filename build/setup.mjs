// `npm run setup`: everything a fresh clone needs, with Node's built-in modules only. Runs before every other
// command; with nothing to do it takes a fraction of a second. Prints to standard error only, because
// `npm run server -- admin` owns standard output.
// Old syntax on purpose up to here: an old Node must get the sentence, not a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  void import('./setup/run-setup.mjs').then(({ runSetup }) => runSetup(process.argv.slice(2)));
} else {
  console.error(`[setup] Fieldbook needs Node 20.19 or newer; this is ${process.version}.`);
  process.exitCode = 1;
}

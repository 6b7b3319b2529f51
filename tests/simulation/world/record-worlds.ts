import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { Recorder } from './recorded-image.ts';
import { Simulator } from './simulate.ts';

// Print in one line of JSON all questions to the databases of some worlds' laptops, and the answers of their model. The
// arguments are the seeds.

const { folder, remove } = makeFolderUntilExit('recording');
try {
  const simulator = await Simulator.open(folder);
  const worlds: unknown[] = [];
  for (const seed of process.argv.slice(2).map(Number)) {
    const recorder = new Recorder();
    const { violations } = await simulator.run(seed, { image: recorder.image() });
    worlds.push({ seed, violations, lives: recorder.lives });
  }
  await simulator.close();
  await new Promise((resolve) => {
    process.stdout.write(JSON.stringify(worlds), resolve);
  });
} finally {
  await remove();
}

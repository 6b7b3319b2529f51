// Preloaded into the server of `npm run bench -- server`, in each of its threads. At SIGUSR2 every thread collects its
// garbage, and the process writes the heaps in use afterwards, in bytes, to the file of FIELDBOOK_HEAP_REPORT. The
// resident set grows with reserves of V8 and of the allocator, which are no leak.

const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');
const { BroadcastChannel, isMainThread, threadId } = require('node:worker_threads');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const file = process.env.FIELDBOOK_HEAP_REPORT;
const answerMs = 1_000;

function heapInUse() {
  collect();
  collect();
  return v8.getHeapStatistics().used_heap_size;
}

const channel = new BroadcastChannel('heap report');
channel.unref();
if (isMainThread) {
  let heaps = {};
  channel.onmessage = ({ data }) => {
    if (data.heap !== undefined) heaps[data.thread] = data.heap;
  };
  process.on('SIGUSR2', () => {
    heaps = { 0: heapInUse() };
    channel.postMessage({});
    setTimeout(() => {
      fs.writeFileSync(`${file}.part`, JSON.stringify(Object.values(heaps)));
      fs.renameSync(`${file}.part`, file);
    }, answerMs);
  });
} else {
  channel.onmessage = ({ data }) => {
    if (data.heap === undefined) channel.postMessage({ thread: threadId, heap: heapInUse() });
  };
}

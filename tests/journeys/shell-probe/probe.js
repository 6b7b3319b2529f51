import { eventOf, sharedRoads, tryAll } from './roads.js';

// A page that tries to get out. What it offers to the journey hangs on `window.probe`; it is called from a timer,
// because what Playwright evaluates itself is exempt from the page's policy.

/** @returns {Promise<MessagePort>} */
const connect = () =>
  eventOf((done) => {
    const take = ({ data, ports }) => {
      if (data !== 'fieldbook:host-port') return;
      window.removeEventListener('message', take);
      done(ports[0]);
    };
    window.addEventListener('message', take);
    window.postMessage('fieldbook:connect-host', location.origin);
  });

const port = await connect();
const waiting = new Map();
const events = [];
let lastId = 0;
port.onmessage = ({ data }) => {
  if (data.event) events.push(data);
  if (data.event === 'window.flush') void keepLate();
  waiting.get(data.id)?.(data);
};

/** What a slow disk does to a store: the value is there only some time after it was asked for. */
async function keepLate() {
  await new Promise((later) => setTimeout(later, 300));
  const cache = await database();
  await finished(
    cache.transaction('kept', 'readwrite').objectStore('kept').put('saved while closing', 'flush'),
  );
  port.postMessage({ id: 0, channel: 'window.flushed', ask: null });
}

/** Asks by the port. */
function ask(channel, question) {
  const id = (lastId += 1);
  const reply = eventOf((done) => waiting.set(id, done));
  port.postMessage({ id, channel, ask: question });
  return reply;
}

/**
 * Sends frames of every byte, one of them part of a larger memory, and says what became of them: what a journey is
 * handed itself is JSON, which knows no bytes.
 */
async function keepFrames() {
  const large = new Uint8Array(300_000).map((_, place) => place);
  const frames = [large.subarray(5, 261), Uint8Array.of(0, 255), large];
  const { answer } = await ask('journal.append', { frames });
  const read = (await ask('journal.read', { file: answer.file })).answer;
  return {
    answer,
    files: (await ask('journal.files', null)).answer,
    damaged: read.damaged,
    frames: read.frames.slice(-frames.length).map((frame, place) => ({
      type: Object.prototype.toString.call(frame),
      isOurs: frame instanceof Uint8Array,
      memoryBytes: frame.buffer.byteLength,
      isEqual: frame.join() === frames[place].join(),
    })),
    kept: read.frames.length,
  };
}

const finished = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function database() {
  const request = indexedDB.open('probe', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('kept');
  return finished(request);
}

const pageRoads = (server) => ({
  ...sharedRoads(server),
  timerText: () => {
    // oxlint-disable-next-line no-implied-eval -- the policy must stop it
    setTimeout('window.timerTextRan = true');
    return eventOf((done) => setTimeout(() => done(window.timerTextRan ?? 'nothing ran'), 50));
  },
  inlineScript: () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    return window.inlineRan ?? 'nothing ran';
  },
  foreignScript: () => loaded('script', { src: `${server}/script.js` }),
  image: () => loaded('img', { src: `${server}/image.png` }),
  stylesheet: () => loaded('link', { rel: 'stylesheet', href: `${server}/style.css` }),
  beacon: () => navigator.sendBeacon(`${server}/beacon`, 'x') && 'queued',
  preconnect: () => add('link', { rel: 'preconnect', href: server }),
  foreignFrame: () => add('iframe', { src: server }),
  form: () => {
    const form = Object.assign(document.createElement('form'), { action: `${server}/form`, method: 'post' });
    document.body.append(form);
    form.submit();
  },
  open: () => window.open(`${server}/open`),
  openOwn: () => window.open('app://fieldbook/index.html'),
  sharedWorker: () => new SharedWorker(`${server}/shared.js`),
  serviceWorker: () => navigator.serviceWorker.register('./worker.js'),
  foreignWorker: () => new Worker(`${server}/worker.js`),
  blobWorker: () =>
    workerOutcome(URL.createObjectURL(new Blob(['postMessage("ran")'], { type: 'text/javascript' }))),
  dataWorker: () => workerOutcome('data:text/javascript,postMessage("ran")'),
  file: () => fetch('file:///etc/hostname'),
  otherHost: () => fetch('app://elsewhere/index.html'),
  absentFile: async () => (await fetch('./absent.js')).status,
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
  notification: () => Notification.requestPermission(),
  position: () =>
    eventOf((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done('position'),
        () => done('refused'),
      ),
    ),
  clipboardRead: () => navigator.clipboard.readText(),
  midi: () => navigator.requestMIDIAccess(),
  usb: () => navigator.usb?.requestDevice({ filters: [] }) ?? 'absent',
  serial: () => navigator.serial?.requestPort() ?? 'absent',
  webrtc: () => webrtc(server),
});

/** Films, or hears, what is wanted, for a moment: what it got, or why not. */
const record = async (devices, wanted) => {
  try {
    const tracks = (await devices.getUserMedia(wanted)).getTracks();
    for (const track of tracks) track.stop();
    return tracks.map(({ kind }) => kind).join();
  } catch (error) {
    return error.name;
  }
};

/** The same from a frame within the page, which has the page's own address. */
const recordInFrame = (wanted) => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  return record(frame.contentWindow.navigator.mediaDevices, wanted).finally(() => frame.remove());
};

const add = (name, properties) => {
  document.body.append(Object.assign(document.createElement(name), properties));
};

const loaded = (name, properties) =>
  eventOf((done) => {
    const element = document.createElement(name);
    element.onload = () => done('load');
    element.onerror = () => done('error');
    document.head.append(Object.assign(element, properties));
  });

const workerOutcome = (url) =>
  eventOf((done) => {
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = () => done('error');
  });

/** Asks for a relay over UDP and TCP; the journey's server counts who knocks. */
async function webrtc(server) {
  const { hostname, port: number } = new URL(server);
  const turn = ['udp', 'tcp'].map((transport) => `turn:${hostname}:${number}?transport=${transport}`);
  const peer = new RTCPeerConnection({
    iceServers: [{ urls: [`stun:${hostname}:${number}`, ...turn], username: 'x', credential: 'x' }],
  });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  await eventOf((done) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done('complete');
    setTimeout(() => done('enough'), 2_000);
  });
  peer.close();
  return 'gathered';
}

window.probe = {
  roads: (server) => tryAll(pageRoads(server)),
  workerRoads: (server) =>
    eventOf((done) => {
      const worker = new Worker('./worker.js', { type: 'module' });
      worker.onmessage = ({ data }) => done(data);
      worker.postMessage({ server });
    }),
  ask,
  askInWorker: async (request) => {
    const worker = new Worker('./worker.js', { type: 'module' });
    const reply = eventOf((done) => {
      worker.onmessage = ({ data }) => done(data);
    });
    const second = await connect();
    worker.postMessage({ request }, [second]);
    return reply;
  },
  record: (wanted) => record(navigator.mediaDevices, wanted),
  recordInFrame,
  keepFrames,
  events: () => events,
  kept: async () => finished((await database()).transaction('kept').objectStore('kept').get('flush')),
  go: (url) => void (location.href = url),
  download: () => {
    const url = URL.createObjectURL(new Blob(['x']));
    Object.assign(document.createElement('a'), { href: url, download: 'probe.txt' }).click();
  },
  globals: () =>
    ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer', 'api'].filter(
      (name) => name in window,
    ),
  isolated: () => crossOriginIsolated,
};

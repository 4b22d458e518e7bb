// The transfer engine's thread as it is, but a test can end it in the middle of its work: over this channel.
import { BroadcastChannel } from 'node:worker_threads';
import '../transfers/worker.ts';

const channel = new BroadcastChannel('stave-test-end');
channel.unref();
channel.onmessage = () => process.exit(3);

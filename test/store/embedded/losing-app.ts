// A process whose engine thread dies.
import { Worker } from 'node:worker_threads';
import { createLog } from '../../../src/log';
import { endProcessWhenLost } from '../../../src/store/embedded/engine-watch';

const worker = new Worker("setTimeout(() => { throw new Error('out of luck'); }, 20)", { eval: true });
endProcessWhenLost(worker, createLog('error'));
setInterval(() => undefined, 1000);

// Says how many milliseconds a worker needs for a file that can't be compressed.

const began = performance.now();
await (await fetch("noise.bin")).arrayBuffer();
self.postMessage(performance.now() - began);

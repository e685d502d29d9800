// Loaded into the measured process, which runs with --expose-gc: what memory is left over is swept up when asked.
process.on('SIGUSR2', () => {
  for (let n = 0; n < 4; n++) global.gc();
});

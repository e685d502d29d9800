// What the browser gets, one mode per output (.ci/build.mjs passes --outDir):
//   widget   <outDir>/widget.js, the launcher a shop embeds, and <outDir>/demo/, the sample shop page
//   panel    <outDir>/widget-panel.js, the conversation, fetched by the launcher when it is needed
//   console  <outDir>/ itself, the agents' app, served under /console/
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const web = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig(({ mode }): UserConfig => {
  switch (mode) {
    case 'widget':
      return { ...oneScript('launcher/main.ts', 'widget.js'), plugins: [copyDemo()] };
    case 'panel':
      return oneScript('panel.tsx', 'widget-panel.js');
    default:
      return consoleApp();
  }
});

/** One classic script that needs nothing else: no module, no chunk, no style file. */
function oneScript(entry: string, fileName: string): UserConfig {
  return {
    root: web,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"', __BUILD__: JSON.stringify(widgetHash()) },
    build: {
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: join(web, 'widget', entry), formats: ['iife'], name: 'ascoltoScript', fileName: () => fileName },
    },
  };
}

function consoleApp(): UserConfig {
  return {
    root: join(web, 'console'),
    base: '/console/',
    plugins: [react()],
    build: { emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700, reportCompressedSize: false },
  };
}

/** Launcher and panel of one build ask for each other by this mark, so that no cache can pair different builds. */
function widgetHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(web, 'widget'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

function copyDemo(): Plugin {
  let outDir = '';
  return {
    name: 'copy-demo',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle() {
      cpSync(join(web, 'demo'), join(outDir, 'demo'), { recursive: true });
    },
  };
}

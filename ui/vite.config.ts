import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte({ configFile: false }), svelteTesting()],
  // The words lie outside this folder, because the command line uses them too.
  server: { fs: { allow: ['..'] } },
  build: {
    target: 'es2022',
    // The content security policy allows no `data:` address but in pictures.
    assetsInlineLimit: 0,
    // One file, no preloading: everything comes from inside the program.
    modulePreload: false,
    rolldownOptions: { input: ['index.html', 'paper.html'] },
  },
  test: {
    environment: 'jsdom',
    css: true,
    // Those in `tests` need a browser, and run in one.
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    // Slow is not wrong: several builds may share the computer.
    testTimeout: 30_000,
  },
})

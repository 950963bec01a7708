import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '../support/system.mjs';

/** Flags that keep Chromium from asking the network for things of its own. */
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export default defineConfig({
	testDir: '.',
	testMatch: '*.story.ts',
	outputDir: '../../test-results',
	// Reference pictures hold on every platform, within the tolerance that a story states.
	snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
	globalSetup: './support/portal.ts',
	// The stories share one portal with one embedded database; each works with its own plan.
	workers: 1,
	retries: 1,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	use: {
		...devices['Desktop Chrome'],
		// Set by support/portal.ts, before the stories read this file again.
		baseURL: process.env.E2E_URL,
		viewport: { width: 1280, height: 800 },
		locale: 'de-DE',
		timezoneId: 'Europe/Berlin',
		trace: 'retain-on-failure',
		launchOptions: { executablePath: findChromium() ?? undefined, args: process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET }
	}
});

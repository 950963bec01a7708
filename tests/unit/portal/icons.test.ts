import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';

/** Browsers ask for /favicon.ico by themselves, also on answers that are no page of ours. */
test('favicon.ico holds the icon in three sizes', async () => {
	const ico = readFileSync(projectPath('portal/static/favicon.ico'));
	expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 3]);
	for (const [index, size] of [16, 32, 48].entries()) {
		const entry = 6 + 16 * index;
		const start = ico.readUInt32LE(entry + 12);
		const { width, height, format } = await sharp(ico.subarray(start, start + ico.readUInt32LE(entry + 8))).metadata();
		expect([ico[entry], width, height, format]).toEqual([size, size, size, 'png']);
	}
});

test('the page names icons that are there', () => {
	const names = [...readFileSync(projectPath('portal/app.html'), 'utf8').matchAll(/%sveltekit\.assets%\/([\w.-]+)/g)].map((match) => match[1]!);
	expect(names).toEqual(['favicon.ico', 'favicon.svg', 'apple-touch-icon.png']);
	for (const name of names) expect(readFileSync(projectPath(`portal/static/${name}`)).length).toBeGreaterThan(100);
});

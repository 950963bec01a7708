/** Loads the data files, each once, in Node and in a browser bundle (one chunk per version). */

import type { XplanVersion } from '../model.ts';
import type { CompactSchema } from './format.ts';
import type { EnumerationLabels } from './generator/enumerations.ts';

type Module = Promise<{ default: unknown }>;

// Written out, because bundlers must see the names.
const SCHEMAS: Record<Exclude<XplanVersion, '6.1'>, () => Module> = {
	'4.0': () => import('./data/4.0.json', { with: { type: 'json' } }),
	'4.1': () => import('./data/4.1.json', { with: { type: 'json' } }),
	'5.0': () => import('./data/5.0.json', { with: { type: 'json' } }),
	'5.1': () => import('./data/5.1.json', { with: { type: 'json' } }),
	'5.2': () => import('./data/5.2.json', { with: { type: 'json' } }),
	'5.3': () => import('./data/5.3.json', { with: { type: 'json' } }),
	'5.4': () => import('./data/5.4.json', { with: { type: 'json' } }),
	'6.0': () => import('./data/6.0.json', { with: { type: 'json' } })
};

/** The compact schema of a version that has one. */
export async function loadSchema(version: Exclude<XplanVersion, '6.1'>): Promise<CompactSchema> {
	return (await SCHEMAS[version]()).default as CompactSchema;
}

/** Labels of the codes of all enumerations in all versions. */
export async function loadEnumerationLabels(): Promise<EnumerationLabels> {
	return (await import('./data/enumerations.json', { with: { type: 'json' } })).default as EnumerationLabels;
}

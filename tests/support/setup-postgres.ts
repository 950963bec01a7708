import type { TestProject } from 'vitest/node';
import { serverAt, startCluster } from './cluster.ts';
import { fillPostgresTemplate } from './templates.ts';

/** Once per run: a temporary server, or the one of TEST_POSTGRES_URL, with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const given = process.env.TEST_POSTGRES_URL;
	const cluster = given ? { ...serverAt(given), stop: async () => {} } : await startCluster();
	const template = `template_${process.pid}`;
	try {
		await fillPostgresTemplate(await cluster.createDatabase(template));
	} catch (error) {
		await cluster.stop();
		throw error;
	}
	project.provide('postgres', { url: cluster.url, template });
	return async () => {
		await cluster.dropDatabase(template);
		await cluster.stop();
	};
}

declare module 'vitest' {
	interface ProvidedContext {
		postgres: { url: string; template: string };
	}
}
